import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { canonicalize } from '../../../src/policy/url/canonicalize.ts';
import own from '../../vectors/canonicalize.json' with { type: 'json' };
import { named, readThirdParty } from './third-party.ts';

// Thousands of made-up addresses, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

interface Vectors {
  readonly canonical_url: readonly {
    readonly url: string | { readonly bytes_hex: string };
    readonly canonical: string;
    readonly fail: boolean;
  }[];
  readonly parse_ip: readonly { readonly host: string; readonly ip: string }[];
  readonly canonical_host: readonly { readonly url: string; readonly host: string }[];
  readonly canonical_path: readonly { readonly url: string; readonly path: string }[];
}

const KEPT = 'the Go client drops the query, which the specification keeps';
const SLASHES = 'a browser reads any number of slashes behind http: as two, and opens the host';
const UPPER = 'the specification writes escapes in upper case';
const IPV6 = 'the URL standard writes every IPv6 address in groups, the Go client as it was given';
const NOT_BYTES = 'an address is text: a byte that is no UTF-8 arrives as a letter';

/** Every vector whose expectation we do not share, with the reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'http://www.google.com/q?': KEPT,
  'http://www.google.com/q?r?': KEPT,
  'http://www.google.com/q?r?s': KEPT,
  'http://www.google.com/q?r?s%3F': KEPT,
  'http://evil.com/foo?bar;': KEPT,
  'http:///blah#ref': SLASHES,
  'http:///blah?query#ref': SLASHES,
  'http:///blah;param': SLASHES,
  'http:///blah;param?query#ref': SLASHES,
  'http://some%1bhost.com/%1b': UPPER,
  '687474703a2f2f01802e636f6d2f': NOT_BYTES,
  'ftp://ftp.myfiles.com/': 'only http and https are opened from a chat',
  'http://[::192.9.5.5]/ipng': IPV6,
  '276.2.3': 'the URL standard and browsers refuse a part above 255 that is not the last',
  '10.192.95.89 xy': 'an old resolver stopped at a space; browsers refuse the host',
};

const vectors = readThirdParty('vectors/safebrowsing/vectors.json') as Vectors | undefined;

function differing({ canonical_url, parse_ip, canonical_host, canonical_path }: Vectors): string[] {
  const asText = (url: string | { readonly bytes_hex: string }) =>
    typeof url === 'string' ? url : Buffer.from(url.bytes_hex, 'hex').toString('latin1');
  const urls = canonical_url
    .filter(({ url, canonical, fail }) => urlOf(asText(url)) !== (fail ? '' : canonical))
    .map(({ url }) => (typeof url === 'string' ? url : url.bytes_hex));
  const addresses = parse_ip
    .filter(({ host, ip }) => {
      const ours = hostOf(`http://${host}/`);
      return ip === '' ? /^[\d.]+$/.test(ours) : ours !== ip;
    })
    .map(({ host }) => host);
  const hosts = canonical_host.filter(({ url, host }) => hostOf(url) !== host);
  const paths = canonical_path.filter(({ url, path }) => pathOf(url) !== path);
  return [...urls, ...addresses, ...[...hosts, ...paths].map(({ url }) => url)];
}

function urlOf(url: string): string {
  const ours = canonicalize(url);
  return ours.ok ? ours.url : '';
}

function hostOf(url: string): string {
  const ours = canonicalize(url);
  return ours.ok ? (ours.url.split('/')[2] ?? '') : '';
}

function pathOf(url: string): string {
  const ours = canonicalize(url);
  if (!ours.ok) return '';
  const pathStart = ours.url.indexOf('/', ours.url.indexOf('://') + 3);
  return ours.url.slice(pathStart).split('?', 1)[0] ?? '';
}

describe('canonicalize', () => {
  test.each(own.vectors)('$name', ({ input, canonical }) => {
    expect(canonicalize(input)).toEqual({ ok: true, url: canonical });
  });

  test(named('agrees with every Safe Browsing vector but the ones that are named', vectors), () => {
    const found = vectors === undefined ? Object.keys(DIFFERENCES) : differing(vectors);
    expect(found.sort()).toEqual(Object.keys(DIFFERENCES).sort());
  });

  test.each([
    ['', 'empty'],
    [' \t\n\u0000 ', 'empty'],
    ['/path', 'not-a-url'],
    ['?query', 'not-a-url'],
    ['#fragment', 'not-a-url'],
    ['some words. And more', 'not-a-url'],
    ['localhost', 'not-a-url'],
    [':', 'not-a-url'],
    ['javascript:alert(1)', 'scheme'],
    ['JaVa\tScript:alert(1)', 'scheme'],
    ['mailto:a@example.com', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['ftp://example.com/', 'scheme'],
    ['http://', 'host'],
    ['http://...', 'host'],
    ['http://1.2.3.4.5/', 'host'],
    ['http://1.2.3.256../', 'host'],
    ['http://[::1/', 'host'],
    ['http://[zz]/', 'host'],
    ['http://a%2Fb.com/', 'host'],
    [`http://${'a.'.repeat(127)}com/`, 'host'],
    [`http://${'a.'.repeat(4000)}com/`, 'host'],
    [`http://${'a.'.repeat(10_000)}com/`, 'too-long'],
    [`https://example.com/${'a'.repeat(1_000_000)}`, 'too-long'],
  ])('refuses %j as %s', (input, problem) => {
    expect(canonicalize(input)).toEqual({ ok: false, problem });
  });

  test('reads an address of exactly 8192 units, not counting blanks around it', () => {
    const longest = `https://example.com/${'a'.repeat(8192 - 20)}`;
    expect(canonicalize(`  ${longest}  `)).toEqual({ ok: true, url: longest });
    expect(canonicalize(`${longest}a`)).toEqual({ ok: false, problem: 'too-long' });
  });

  test('never throws on any string, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), addressLike()), (input) => {
        const once = canonicalize(input);
        if (once.ok) expect(canonicalize(once.url)).toEqual(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('gives printable ASCII with a host and a path', () => {
    fc.assert(
      fc.property(addressLike(), (input) => {
        const result = canonicalize(input);
        if (result.ok) expect(result.url).toMatch(/^https?:\/\/[!-~]+?\/[!-~]*$/);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Addresses made of the pieces that canonicalisation treats in a special way. */
function addressLike(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ...['a', 'B', '.', '..', '/', '//', '\\', '%', '25', '%25', '%2e', '%2F', '%5C', '%3F', '%23'],
    ...['?', '#', '@', ':', '80', '[', ']', '::1', '0x', '7f', '1', '256', '%C3', '%BC', '%80'],
    ...['ü', '。', 'ß', '\u200b', '\t', ' ', 'xn--', '-', '_', '&', '=', '😀', '\ud800'],
  );
  return fc
    .tuple(
      fc.constantFrom('http://', 'https://', 'http:', '', 'HTTP:\\\\'),
      fc.array(piece, { maxLength: 14 }),
    )
    .map(([scheme, pieces]) => scheme + pieces.join(''));
}
