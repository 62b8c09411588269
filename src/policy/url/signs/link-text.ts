/**
 * Finds the address that the visible text of a link names, as its reader would understand it. A
 * host with http:// or www. in front always counts. A bare one counts when a provider owns it,
 * when a path follows it, or when it is the whole text and ends in a common top-level domain: so
 * that Node.js, readme.md, socket.io or "e.g." are words, not hosts, and "Amazon.com announces" is
 * news. Foreign letters that are read as a provider's host are that host to a reader.
 */

import { onFirstUse } from '../../on-first-use.ts';
import { providerOf } from '../../provider/directory.ts';
import { parseAddress } from '../address.ts';
import { hasKnownSuffix, isIpHost } from '../host.ts';
import { inLatin } from './skeleton.ts';

/** Of a text longer than this, a reader takes in no more. */
const MAXIMUM_TEXT = 2048;
/** With what pads it. */
const MAXIMUM_READ = 65_536;

const AFTER_HOST = '(?:[/?#:][!-~]*)?';
const withScheme = onFirstUse(
  () =>
    new RegExp(
      `https?://(?:[^\\s/?#\\\\@]{0,64}@)?[\\p{L}\\p{N}\\p{M}._-]{1,253}${AFTER_HOST}`,
      'giu',
    ),
);
const withWww = onFirstUse(
  () =>
    new RegExp(
      `(?<![\\p{L}\\p{N}._@/:=&?#%-])www\\.[\\p{L}\\p{N}\\p{M}._-]{1,253}${AFTER_HOST}`,
      'giu',
    ),
);
/** Of the scripts whose letters are read as Latin ones; others go on without a space. */
const LETTER =
  '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Armenian}\\p{Script=Cherokee}';
/** Behind it no name goes on; in front of it no word, address or path. */
const bare = onFirstUse(
  () =>
    new RegExp(
      `(?<![${LETTER}\\d._@/=&?#%-]|mailto:)((?:[${LETTER}\\d][${LETTER}\\d-]{0,62}\\.){1,8}[${LETTER}]{2,24})` +
        `(?![${LETTER}\\d_@-]|\\.[${LETTER}\\d])(\\/[!-~]*)?`,
      'giu',
    ),
);
/** A host in letters that have no spaces between words, alone. */
const whole = onFirstUse(() => /^[\p{L}\p{N}\p{M}-]{1,63}(?:\.[\p{L}\p{N}\p{M}-]{1,63}){1,8}$/u);
const NOT_ASCII = /[^\0-\x7f]/;

/** Blank, though they are letters or signs. */
const BLANKS = /[\s\u115f\u1160\u2800\u3164\uffa0]+/gu;
/** Dots to a browser: between letters and digits, to a reader too. */
const OTHER_DOTS = /(?<=[a-z\d])[。．｡](?=[a-z\d])/giu;

const TECHNOLOGIES = /^(?:asp|ado|vb|ml|paint|f#|dot)\.net$/;
/** What leads a reader to a host, rather than tells of its company. */
const LEADS_THERE = /(?:^|\s)(?:to|at|on|via|visit|into|open)\s$/i;
/** Its letters, and what is in front of them. */
const LONGEST_LEAD = 8;

/** Endings that a reader takes for a host even without a path. */
const COMMON_ENDINGS: ReadonlySet<string> = new Set(
  (
    'com cn org net gov edu info biz top xyz vip shop online site club store live hk tw mo jp kr ' +
    'sg my th vn ph au nz de fr uk eu nl be at ch es ru ua se dk fi cz gr tr br mx ca us'
  ).split(' '),
);
/** Endings of files that are top-level domains too; no path makes them hosts. */
const FILE_ENDINGS: ReadonlySet<string> = new Set(
  'md zip rs py sh pl so mov ps pm cc app ai in js ts doc docx'.split(' '),
);

/** The first address that the text names, as an absolute URL; undefined where it names none. */
export function addressNamedBy(text: string): URL | undefined {
  if (!text.includes('.') && !/[。．｡]/u.test(text)) return undefined;
  const visible = text
    .slice(0, MAXIMUM_READ)
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(BLANKS, ' ')
    .replaceAll(OTHER_DOTS, '.')
    .slice(0, MAXIMUM_TEXT)
    .trim();
  let first: { readonly at: number; readonly url: URL } | undefined;
  for (const { at, url } of candidatesIn(visible)) {
    if (url !== undefined && (first === undefined || at < first.at)) first = { at, url };
  }
  return first?.url;
}

interface Candidate {
  readonly at: number;
  readonly url: URL | undefined;
}

function* candidatesIn(text: string): Generator<Candidate> {
  for (const match of text.matchAll(withScheme())) {
    yield { at: match.index, url: explicitUrl(match[0]) };
  }
  for (const match of text.matchAll(withWww())) {
    yield { at: match.index, url: explicitUrl(`http://${match[0]}`) };
  }
  const uncut = text.replace(/(?:…|\.{3})$/, '').length;
  for (const match of text.matchAll(bare())) {
    const [found, written = '', path] = match;
    const named: Bare = {
      written,
      hasPath: path !== undefined,
      isWholeText: found.length === uncut,
      isLedTo: LEADS_THERE.test(text.slice(Math.max(0, match.index - LONGEST_LEAD), match.index)),
    };
    const host = hostMeantBy(named);
    if (host !== undefined)
      yield { at: match.index, url: parseAddress(`http://${host}${path ?? ''}`) };
  }
  if (NOT_ASCII.test(text) && whole().test(text))
    yield { at: 0, url: explicitUrl(`http://${text}`) };
}

/** Chinese text often follows an address without a space: then the host ends where ASCII does. */
function explicitUrl(written: string): URL | undefined {
  const ascii = written.replace(/^([!-~]+).*$/su, '$1').replace(/[.:,;!?)'"]+$/, '');
  return [written.replace(/[.:]+$/, ''), ascii]
    .map(parseAddress)
    .find((url) => url !== undefined && isRealHost(url.hostname));
}

function isRealHost(host: string): boolean {
  return isIpHost(host) || hasKnownSuffix(host);
}

interface Bare {
  readonly written: string;
  readonly hasPath: boolean;
  readonly isWholeText: boolean;
  readonly isLedTo: boolean;
}

function hostMeantBy({ written, hasPath, isWholeText, isLedTo }: Bare): string | undefined {
  const lower = written.toLowerCase();
  if (TECHNOLOGIES.test(lower)) return undefined;
  const host = NOT_ASCII.test(lower) ? hostInLetters(lower) : lower;
  if (host === undefined || !hasKnownSuffix(host)) return undefined;
  const isName = written !== lower && written !== written.toUpperCase();
  if (providerOf(host) !== undefined) {
    return isName && !hasPath && !isWholeText && !isLedTo ? undefined : host;
  }
  const ending = host.slice(host.lastIndexOf('.') + 1);
  const isMeant = hasPath
    ? !isName && !FILE_ENDINGS.has(ending)
    : isWholeText && (COMMON_ENDINGS.has(ending) || ending.startsWith('xn--'));
  return isMeant ? host : undefined;
}

/** The provider's host that the letters are read as, or the one that they really are. */
function hostInLetters(lower: string): string | undefined {
  const read = inLatin(lower);
  return providerOf(read) === undefined ? parseAddress(`http://${lower}/`)?.hostname : read;
}
