/**
 * The browser's patterns of pages, as far as the extension needs them: whole hosts, with or without
 * those below them. Pure, for every surface.
 */
interface Origins {
  readonly scheme: string;
  readonly host: string;
}

/** `https://chat.example/*` for any page there; undefined for what is no web page. */
export function patternOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && hostname !== '' ? `${protocol}//${hostname}/*` : undefined;
}

/** Whether what the narrow pattern names is all within the wide one. */
export function covers(wide: string, narrow: string): boolean {
  const one = read(wide);
  const other = read(narrow);
  if (one === undefined || other === undefined) return false;
  const isScheme = one.scheme === '*' || one.scheme === other.scheme;
  return isScheme && coversHost(one.host, other.host);
}

export function isCovered(narrow: string, by: readonly string[]): boolean {
  return by.some((wide) => covers(wide, narrow));
}

/** The source of a regular expression for the origins of all pages that the patterns name. */
export function originsLike(patterns: readonly string[]): string {
  const origins = patterns.flatMap((pattern) => {
    const { scheme, host } = read(pattern) ?? {};
    if (scheme === undefined || host === undefined) return [];
    const below = host.startsWith('*.') ? '(?:[^/]+\\.)?' : '';
    const named = host === '*' ? '[^/]+' : literally(host.replace('*.', ''));
    return [`${scheme === '*' ? 'https?' : scheme}://${below}${named}(?::\\d+)?`];
  });
  // Where there is none, what nothing is like.
  return origins.length === 0 ? '(?!)' : `^(?:${origins.join('|')})$`;
}

function literally(text: string): string {
  return text.replace(/[^a-z0-9-]/gi, '\\$&');
}

/** Names one scheme and one host: what a person turns on, one at a time. */
export function isOneHost(pattern: string): boolean {
  const { scheme = '*', host = '*' } = read(pattern) ?? {};
  return scheme !== '*' && !host.includes('*');
}

/** The host, with a star where it stands for several; '' for what is no pattern. */
export function hostOfPattern(pattern: string): string {
  return read(pattern)?.host ?? '';
}

/** `<all_urls>` is asked for nowhere; a person can grant it all the same. */
function read(pattern: string): Origins | undefined {
  if (pattern === '<all_urls>') return { scheme: '*', host: '*' };
  const [, scheme, host] = /^(\*|https?):\/\/([^/]+)\/\*$/.exec(pattern) ?? [];
  return scheme === undefined || host === undefined ? undefined : { scheme, host };
}

function coversHost(wide: string, narrow: string): boolean {
  if (wide === '*' || wide === narrow) return true;
  // Unlike a site's hosts, the browser's star stands for nothing as well.
  return wide.startsWith('*.') && `.${narrow}`.endsWith(wide.slice(1));
}
