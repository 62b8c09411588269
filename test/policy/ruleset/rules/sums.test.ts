import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Fingerprint,
  fingerprintOf,
  keyTablesOf,
} from '../../../../src/policy/ruleset/rules/fingerprint.ts';
import { emptySums, sumAddress } from '../../../../src/policy/ruleset/rules/sums.ts';
import { canonicalize } from '../../../../src/policy/url/canonicalize.ts';
import { expressionsOf } from '../../../../src/policy/url/expressions.ts';
import { named, readThirdPartyLines } from '../../url/third-party.ts';
import { address, KEY } from '../sample-rules.ts';

const tables = keyTablesOf(KEY);
const sums = emptySums();

/** Every expression of an address with its fingerprint, the longest first; or undefined. */
function read(url: string, isCanonical: boolean): Map<string, Fingerprint> | undefined {
  if (!sumAddress(url, tables, sums, isCanonical)) return undefined;
  const found = new Map<string, Fingerprint>();
  for (let suffix = sums.suffixCount - 1; suffix >= 0; suffix -= 1) {
    for (let prefix = sums.prefixCount - 1; prefix >= 0; prefix -= 1) {
      const lane = (index: 0 | 1) =>
        ((sums.suffixSums[2 * suffix + index] ?? 0) +
          (sums.prefixSums[2 * prefix + index] ?? 0)) >>>
        0;
      const host = url.slice(sums.suffixStarts[suffix], sums.hostEnd);
      const path = url.slice(sums.hostEnd, sums.prefixEnds[prefix]) || '/';
      found.set(host + path, { high: lane(0) >>> 8, low: lane(1) >>> 8 });
    }
  }
  return found;
}

/** What an ordinary address gives is what its canonical form gives. */
function disagreement(url: string): string | undefined {
  const canonical = canonicalize(url);
  const ordinary = read(url, false);
  if (!canonical.ok) return ordinary && `${url}: ordinary, but ${canonical.problem}`;
  const all = read(canonical.url, true);
  if (all === undefined) return `${url}: canonical, but not read`;
  const missing = expressionsOf(canonical.url).filter((expression) => !all.has(expression));
  if (missing.length > 0) return `${url}: without ${missing}`;
  const wrong = [...all].find(([expression, { high, low }]) => {
    const whole = fingerprintOf(expression, tables);
    return whole.high !== high || whole.low !== low;
  });
  if (wrong !== undefined) return `${url}: ${wrong[0]} has another fingerprint`;
  const isSame =
    ordinary === undefined || JSON.stringify([...ordinary]) === JSON.stringify([...all]);
  return isSame ? undefined : `${url}: read as ${[...ordinary.keys()]}`;
}

const real = [
  ...readThirdPartyLines('benign/web-urls.txt'),
  ...readThirdPartyLines('lists/tw165-2026-05.txt'),
];

describe('sumAddress', () => {
  test.each([
    'http://a.test',
    'https://a.b.test/',
    'https://a_b.test/x/y.html?q=http://c.test/../z#frag ment',
    'http://a.test/~x;y=(1)/\'"<>^`{}|?\\',
    'http://a.test?',
    'http://localhost/',
  ])('reads %s', (url) => {
    const isOrdinary = url.indexOf('/', 8) > 0 || !url.includes('?');
    expect(read(url, false) !== undefined).toBe(isOrdinary);
    expect(disagreement(url)).toBeUndefined();
  });

  test.each([
    ...['', 'a.test/', 'ftp://a.test/', 'HTTP://a.test/', 'http:/a.test/', 'http://', 'http:///x'],
    ...[
      'http://A.test/',
      'http://a..test/',
      'http://.test/',
      'http://a.test./',
      'http://xn--a.test/',
    ],
    ...['http://1.2.3.4/', 'http://a.0x7f/', 'http://12/', 'http://[::1]/', 'http://u@a.test/'],
    ...['http://a.test:80/', 'http://ü.test/', 'http://a%62.test/', 'http://a.test\\x'],
    ...['http://a.test//', 'http://a.test/./', 'http://a.test/..', 'http://a.test/.x'],
    ...['http://a.test/%78', 'http://a.test/x y', 'http://a.test/ü', 'http://a.test/x\\y'],
    ...['http://a.test/x\n', 'http://a.test/?%71', 'http://a.test/?ü', 'http://a.test/? '],
    `http://${'a.'.repeat(127)}test/`,
    `http://a.test/${'x'.repeat(8192)}`,
  ])('leaves %.60j to canonicalisation', (url) => {
    expect(read(url, false)).toBeUndefined();
  });

  test('gives 9 suffixes of 2 to 9 labels, the exact host first, and 6 paths', () => {
    const found = read('https://l.k.j.i.h.g.f.e.d.c.b.a/1/2/3/4/5?6', false);
    const keys = [...(found ?? new Map<string, Fingerprint>()).keys()];
    expect(keys).toHaveLength(54);
    expect(keys.slice(0, 7)).toEqual([
      'l.k.j.i.h.g.f.e.d.c.b.a/1/2/3/4/5?6',
      'l.k.j.i.h.g.f.e.d.c.b.a/1/2/3/4/5',
      'l.k.j.i.h.g.f.e.d.c.b.a/1/2/3/',
      'l.k.j.i.h.g.f.e.d.c.b.a/1/2/',
      'l.k.j.i.h.g.f.e.d.c.b.a/1/',
      'l.k.j.i.h.g.f.e.d.c.b.a/',
      'i.h.g.f.e.d.c.b.a/1/2/3/4/5?6',
    ]);
    expect(keys.at(-1)).toBe('b.a/');
  });

  test('keeps an IP address whole', () => {
    expect([...(read('http://1.2.3.4/', true) ?? []).keys()]).toEqual(['1.2.3.4/']);
    expect([...(read('http://[::1]/', true) ?? []).keys()]).toEqual(['[::1]/']);
  });

  test('agrees with canonicalisation on ordinary and odd addresses', () => {
    fc.assert(
      fc.property(address, (url) => {
        expect(disagreement(url)).toBeUndefined();
      }),
      { numRuns: 5000 },
    );
  });

  test('never throws on any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(disagreement(`http://${text}`)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  test(named('agrees with canonicalisation on every real address', real), () => {
    const urls = real.length > 0 ? real : ['https://www.a.test/x/y?q=1'];
    expect(urls.map(disagreement).filter((found) => found !== undefined)).toEqual([]);
    const ordinary = urls.filter((url) => read(url, false) !== undefined);
    expect(ordinary.length / urls.length).toBeGreaterThan(0.8);
  });
});
