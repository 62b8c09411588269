/**
 * Finds the address that the visible text of a link names, as its reader would understand it. A
 * host with http:// or www. in front always counts. A bare one counts when a provider owns it,
 * when a path follows it, or when it is the whole text and ends in a common top-level domain: so
 * that Node.js, readme.md, socket.io or "e.g." are words, not hosts.
 */
import { providerOf } from '../provider/directory.ts';
import { parseAddress } from './address.ts';
import { hasKnownSuffix, isIpHost } from './host.ts';

/** Of a text longer than this, a reader takes in no more. */
const MAXIMUM_TEXT = 2048;

const AFTER_HOST = '(?:[/?#:][!-~]*)?';
const WITH_SCHEME = new RegExp(
  `https?://(?:[^\\s/?#\\\\@]{0,64}@)?[\\p{L}\\p{N}\\p{M}._-]{1,253}${AFTER_HOST}`,
  'giu',
);
const WITH_WWW = new RegExp(
  `(?<![\\p{L}\\p{N}._@/:=&?#%-])www\\.[\\p{L}\\p{N}\\p{M}._-]{1,253}${AFTER_HOST}`,
  'giu',
);
/** Behind it no name goes on; in front of it no word, address or path. */
const BARE =
  /(?<![a-z0-9._@/:=&?#%-])((?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z]{2,24})(?![a-z0-9_@-]|\.[a-z0-9])(\/[!-~]*)?/gi;

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
  const visible = text
    .slice(0, MAXIMUM_TEXT)
    .replaceAll(/\p{Cf}/gu, '')
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
  for (const match of text.matchAll(WITH_SCHEME)) {
    yield { at: match.index, url: explicitUrl(match[0]) };
  }
  for (const match of text.matchAll(WITH_WWW)) {
    yield { at: match.index, url: explicitUrl(`http://${match[0]}`) };
  }
  for (const match of text.matchAll(BARE)) {
    const [whole, host = '', path] = match;
    const isWholeText = whole.length === text.replace(/(?:…|\.{3})$/, '').length;
    if (isMeantAsHost(host, path !== undefined, isWholeText)) {
      yield { at: match.index, url: parseAddress(`http://${whole}`) };
    }
  }
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

function isMeantAsHost(written: string, hasPath: boolean, isWholeText: boolean): boolean {
  const host = written.toLowerCase();
  if (!hasKnownSuffix(host)) return false;
  if (providerOf(host) !== undefined) return true;
  const ending = host.slice(host.lastIndexOf('.') + 1);
  if (hasPath) return written === host && !FILE_ENDINGS.has(ending);
  return isWholeText && COMMON_ENDINGS.has(ending);
}
