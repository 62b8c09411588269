/**
 * The canonical form of an address that the URL parser accepts, in the plainest words: one small
 * step after the other over whole strings. Slow, and the measure of the one that is not.
 */

/** Undefined where the parser refuses the text, `refused` where Safe Browsing knows no such host. */
export function plainCanonical(text: string): string | 'refused' | undefined {
  const parsed = URL.parse(text);
  if (parsed === null) return undefined;
  const host = plainHost(parsed.hostname);
  if (host === undefined) return 'refused';
  const [address = ''] = parsed.href.split('#');
  return `${parsed.protocol}//${host}${plainTail(address.replace(/^https?:\/\/[^/]*/, ''))}`;
}

function plainHost(hostname: string): string | undefined {
  const name = hostname.split('.').filter(Boolean).join('.');
  const host = name === '' ? undefined : URL.parse(`http://${name}/`)?.hostname;
  if (host === undefined || host.length > 253) return undefined;
  return host.startsWith('[') ? (ipv4In(host.slice(1, -1)) ?? host) : host;
}

function ipv4In(address: string): string | undefined {
  const [front = '', back = ''] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const zeros = 8 - groups(front).length - groups(back).length;
  const all = [...groups(front), ...Array(zeros).fill('0'), ...groups(back)].map((group) =>
    Number.parseInt(group, 16),
  );
  const prefix = all.slice(0, 6).join();
  const isIpv4 = prefix === '0,0,0,0,0,65535' || prefix === '100,65435,0,0,0,0';
  return isIpv4
    ? all
        .slice(6)
        .flatMap((group) => [group >> 8, group & 255])
        .join('.')
    : undefined;
}

/** On strings of which each character is one byte. */
function plainTail(tail: string): string {
  let bytes = tail;
  let former = '';
  while (bytes !== former) {
    former = bytes;
    bytes = bytes.replace(/%([0-9a-f]{2})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  }
  const mark = bytes.indexOf('?');
  const path = mark < 0 ? bytes : bytes.slice(0, mark);
  const query = mark < 0 ? '' : bytes.slice(mark);
  const segments: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    if (segment === '..') segments.pop();
    if (segment !== '.' && segment !== '..') segments.push(segment);
  }
  if (/(?:^|\/)\.\.?$/.test(path)) segments.push('');
  const joined = `/${segments.join('/')}`.replace(/\/+/g, '/');
  return joined.replace(/[\0- #%\\\x7f-\xff]/g, hex) + query.replace(/[\0- #%\x7f-\xff]/g, hex);
}

function hex(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
