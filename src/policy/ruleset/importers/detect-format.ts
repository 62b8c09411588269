/** Which format a list is in, from what only that format has. Two that fit are an error, not a guess. */
import { CodedError } from '../../coded-error.ts';
import { findHeader } from './csv.ts';
import { isPlaceName } from './entry.ts';
import { isHashLike } from './hashes.ts';
import { SINK } from './hosts.ts';
import { endOfLine, type ListFormat } from './import.ts';
import { arrayNamesOf, parseJson } from './json.ts';

/** Throws `bad-list` for JSON of no known form, and for a list that could be of several formats. */
export function detectFormat(text: string): ListFormat {
  const isJson = /^[\s\u{feff}]*[{[]/u.test(text) && !/^[\s\u{feff}]*\[Adblock/iu.test(text);
  if (isJson) return detectJson(text);
  if (findHeader(text.slice(0, HEAD)) !== undefined) return 'csv';
  const marks = marksOf(text);
  if (marks.formats.size > 0) return onlyOf(marks.formats);
  return marks.hasPage || marks.lineCount === 0 ? 'urls' : 'domains';
}

/** How far the row that names the columns may stand from the beginning, in UTF-16 units. */
const HEAD = 65_536;

interface Marks {
  readonly formats: Set<ListFormat>;
  readonly hasPage: boolean;
  /** Lines with something on them that is no comment. */
  readonly lineCount: number;
}

/** What the lines of a text give away, by their first characters. */
function marksOf(text: string): Marks {
  const formats = new Set<ListFormat>();
  let hasPage = false;
  let lineCount = 0;
  let slash = -1;
  let end = -1;
  while (end < text.length) {
    const from = end + 1;
    end = endOfLine(text, from);
    if (isOrdinary(text.charCodeAt(from)) && !mayBeHash(end - from)) {
      lineCount += 1;
      if (slash < from) slash = placeOf('/', text, from);
      hasPage ||= slash < end && /^\S*\//.test(text.slice(from, end));
      continue;
    }
    const line = text.slice(from, end).trim();
    const format = formatOf(line);
    if (format !== undefined) formats.add(format);
    if (line === '' || line.startsWith('#') || line.startsWith('!')) continue;
    lineCount += 1;
    hasPage ||= /[/?]/.test(line.replace(/\s#.*$/, ''));
  }
  return { formats, hasPage, lineCount };
}

/** Behind the text where there is none. */
function placeOf(character: string, text: string, from: number): number {
  const place = text.indexOf(character, from);
  return place < 0 ? text.length : place;
}

function formatOf(line: string): ListFormat | undefined {
  if (/^(?:\[Adblock|!|\|\||@@|\|https?:)/i.test(line)) return 'abp';
  if (SINK.test(line)) return 'hosts';
  return isHashLike(line) ? 'hashes' : undefined;
}

/** Sizes of 4 and of 32 bytes in hexadecimal and in base64, with and without its end. */
function mayBeHash(size: number): boolean {
  return size <= 9 || (size >= 43 && size <= 45) || size === 64 || size === 65;
}

/** A small letter, or a digit that no line of a hosts file begins with. */
function isOrdinary(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x33 && code <= 0x39);
}

function detectJson(text: string): ListFormat {
  const document = parseJson(text);
  if (document === undefined) {
    const first = text.trimStart().split('\n', 1)[0] ?? '';
    if (parseJson(first) !== undefined) return 'ndjson';
    throw new CodedError('bad-list', 'document: begins like JSON and is not JSON');
  }
  if (Array.isArray(document)) return 'json';
  const isOurs = Object(document).format === 'link-guard';
  const formats = new Set<ListFormat>([
    ...(isOurs ? (['link-guard'] as const) : arrayNamesOf(document).map(() => 'json' as const)),
    ...(Object.hasOwn(Object(document), 'blacklist') ? (['eth-phishing-detect'] as const) : []),
  ]);
  if (formats.size === 0 && isPlainEntry(document)) return 'ndjson';
  if (formats.size > 0) return onlyOf(formats);
  throw new CodedError('bad-list', 'document: JSON of no format that is known here');
}

/** One line of NDJSON is a document of its own. */
function isPlainEntry(document: unknown): boolean {
  return Object.keys(Object(document)).some(isPlaceName);
}

function onlyOf(formats: ReadonlySet<ListFormat>): ListFormat {
  const [format, ...others] = formats;
  if (format !== undefined && others.length === 0) return format;
  const names = [...formats].join(' or ');
  throw new CodedError('bad-list', `document: could be ${names}: name its format`);
}
