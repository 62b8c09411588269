/**
 * Writes a regular expression out as the patterns of `glob.ts` that it stands for. The expression
 * is never run: what cannot be written out (a repeated group, a look-around, a back-reference) is
 * refused. Strict, each pattern says at most a little more than the expression: a repeated class
 * becomes any run of characters. Lenient, it may say more; that is for exceptions alone.
 */
import { CodedError } from '../../coded-error.ts';

const CAPTURE_START = '\u0001';
const CAPTURE_END = '\u0002';
/** Where a text must end; other patterns only have to begin so. */
export const TEXT_END = '\u0003';

const MAXIMUM_TEXTS = 256;
const MAXIMUM_CLASS = 64;
const MAXIMUM_SOURCE = 1000;

interface Reader {
  readonly source: string;
  readonly isLenient: boolean;
  at: number;
}

interface Atom {
  readonly texts: readonly string[];
  /** A single character of several, which may be repeated without end. */
  readonly isClass: boolean;
}

/** Throws `untranslatable`. */
export function expandPattern(source: string, isLenient = false): readonly string[] {
  if (source.length > MAXIMUM_SOURCE) throw untranslatable('longer than 1,000 characters');
  const reader: Reader = { source, isLenient, at: 0 };
  const texts = readAlternatives(reader);
  if (reader.at < source.length) throw untranslatable('a bracket that was never opened');
  return [...new Set(texts.map((text) => text.replace(/\*{2,}/g, '*')))];
}

export function untranslatable(what: string): CodedError {
  return new CodedError('untranslatable', what);
}

/** What stands before, inside and after captures, one after the other. */
export function partsOf(text: string): readonly string[] {
  return text
    .replace(TEXT_END, '')
    .split(CAPTURE_START)
    .flatMap((part) => part.split(CAPTURE_END));
}

export function withoutCaptures(text: string): string {
  return text.replaceAll(CAPTURE_START, '').replaceAll(CAPTURE_END, '');
}

function readAlternatives(reader: Reader): readonly string[] {
  let texts = readSequence(reader);
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    texts = [...texts, ...readSequence(reader)];
  }
  return texts;
}

function readSequence(reader: Reader): readonly string[] {
  let texts: readonly string[] = [''];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at))) {
    const next = readRepeated(reader);
    if (texts.length * next.length > MAXIMUM_TEXTS) throw untranslatable('too many alternatives');
    texts = texts.flatMap((text) => next.map((more) => text + more));
  }
  return texts;
}

function readRepeated(reader: Reader): readonly string[] {
  const atom = readAtom(reader);
  const quantifier = /^(?:[*+?]|\{\d+,?\d*\})\??/.exec(reader.source.slice(reader.at))?.[0];
  if (quantifier === undefined) return atom.texts;
  reader.at += quantifier.length;
  if (quantifier === '?' || quantifier === '??') return ['', ...atom.texts];
  if (atom.isClass || reader.isLenient) return ['*'];
  throw untranslatable('repeats a group');
}

function readAtom(reader: Reader): Atom {
  const { source, at } = reader;
  const character = source.charAt(at);
  reader.at += 1;
  switch (character) {
    case '(':
      return readGroup(reader);
    case '[':
      return readClass(reader);
    case '\\':
      return readEscape(reader);
    // Where lists write a bare dot in a name, they mean a dot.
    case '.':
      return { texts: ['.'], isClass: true };
    case '^':
      if (at > 0) throw untranslatable('a beginning in the middle');
      return { texts: [''], isClass: false };
    case '$':
      return { texts: [TEXT_END], isClass: false };
    case '*':
    case '+':
    case '?':
    case '{':
      throw untranslatable('repeats nothing');
    default:
      return { texts: [character], isClass: false };
  }
}

function readGroup(reader: Reader): Atom {
  const { source, at } = reader;
  const isPlain = source.startsWith('?:', at);
  if (!isPlain && source[at] === '?') throw untranslatable('a group of a special kind');
  if (isPlain) reader.at += 2;
  const texts = readAlternatives(reader);
  if (source[reader.at] !== ')') throw untranslatable('a bracket that is never closed');
  reader.at += 1;
  const isCapture = !isPlain && !reader.isLenient;
  return {
    texts: isCapture ? texts.map((text) => CAPTURE_START + text + CAPTURE_END) : texts,
    isClass: false,
  };
}

const ESCAPED_CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: 'A-Za-z0-9_',
};

function readEscape(reader: Reader): Atom {
  const letter = reader.source.charAt(reader.at);
  reader.at += 1;
  const members = ESCAPED_CLASSES[letter];
  if (members !== undefined) return classOf(members, reader);
  if (letter === '' || /[A-Za-z0-9*]/.test(letter)) throw untranslatable(`\\${letter}`);
  return { texts: [letter], isClass: false };
}

function readClass(reader: Reader): Atom {
  const match = /^(\^?)((?:\\.|[^\]\\])+)\]/.exec(reader.source.slice(reader.at));
  if (match === null) throw untranslatable('a bracket that is never closed');
  const [whole, negation, members = ''] = match;
  reader.at += whole.length;
  if (negation === '') return classOf(members.replace(/\\(?![dw])/g, ''), reader);
  return anyOne(reader);
}

/** A character that is not known: only a run of them can be written, unless more may be said. */
function anyOne(reader: Reader): Atom {
  const isRepeated = /[*+{]/.test(reader.source.charAt(reader.at));
  if (!isRepeated && !reader.isLenient) throw untranslatable('one of too many characters');
  return { texts: ['*'], isClass: true };
}

function classOf(members: string, reader: Reader): Atom {
  const isRepeated = /[*+{]/.test(reader.source.charAt(reader.at));
  const characters = isRepeated ? [] : membersOf(members);
  const isKnown = characters.length > 0 && characters.length <= MAXIMUM_CLASS;
  return isKnown ? { texts: characters, isClass: true } : anyOne(reader);
}

function membersOf(members: string): readonly string[] {
  const written = members.replace(
    /\\([dw])/g,
    (_, letter: string) => ESCAPED_CLASSES[letter] ?? '',
  );
  const characters = new Set<string>();
  for (const [, single, first, last] of [...written.matchAll(/(.)-(.)|(.)/gs)].map(ordered)) {
    if (single !== undefined) characters.add(single);
    const end = last?.charCodeAt(0) ?? -1;
    for (let code = first?.charCodeAt(0) ?? 0; code <= end; code += 1) {
      characters.add(String.fromCharCode(code));
    }
  }
  if (characters.has('*')) throw untranslatable('a star');
  return [...characters];
}

function ordered([whole, first, last, single]: RegExpMatchArray) {
  return [whole, single, first, last] as const;
}
