import fc from 'fast-check';
import { parse } from 'tldts';
import { describe, expect, test, vi } from 'vitest';
import { libraryTrie, namesOf, pack } from '../../scripts/pack-suffixes.ts';
import { FORMAT, openSuffixes, partsOf } from '../../src/extension/suffix-file.ts';
import { named, readThirdPartyLines } from '../policy/url/third-party.ts';

// On a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const TRIE = await libraryTrie();
const FILE = Uint8Array.from(pack(TRIE));
const SUFFIXES = openSuffixes(FILE.buffer);
const NAMES = namesOf(TRIE).map((name) => name.replace(/^\d (.*)\.!?$/, '$1'));

function theirs(host: string) {
  const { domain, publicSuffix, isIcann, isPrivate } = parse(host, {
    allowPrivateDomains: true,
    extractHostname: false,
    validateHostname: false,
    detectIp: false,
  });
  return { domain, publicSuffix, isIcann, isPrivate };
}

function differing(hosts: readonly string[]): string[] {
  return hosts.filter(
    (host) => JSON.stringify(partsOf(host, SUFFIXES)) !== JSON.stringify(theirs(host)),
  );
}

describe('partsOf', () => {
  test.each(['', 'a.', 'a.b.c.'])(
    'agrees with the library on every name of the list under %j',
    (front) => {
      const hosts = NAMES.map((name) => `${front}${name.replaceAll('*', 'any')}`);
      expect(hosts.length).toBeGreaterThan(9_000);
      expect(differing(hosts)).toEqual([]);
    },
  );

  test('agrees with the library on hosts that nearly are on the list', () => {
    const label = fc.oneof(
      fc.constantFrom('', 'a', 'www', 'city', 'uk', 'jp', 'kawasaki', 'ck', 'com', 'github', 'io'),
      fc.constantFrom('co', 'xn--p1ai', '*', '0', 'c', 'comm', 'zzz', 'compute', 'amazonaws'),
      fc.constantFrom(...NAMES.flatMap((name) => name.split('.'))),
    );
    const host = fc
      .array(label, { minLength: 1, maxLength: 6 })
      .map((labels) => labels.join('.').replace(/\.+$/, ''))
      .filter((name) => name !== '');
    fc.assert(
      fc.property(host, (name) => {
        expect(partsOf(name, SUFFIXES)).toEqual(theirs(name));
      }),
      { numRuns: 20_000, seed: 1 },
    );
  });

  const real = readThirdPartyLines('lists/blocklistproject-phishing.txt').filter((line) =>
    /^[a-z0-9._-]*[a-z0-9]$/.test(line),
  );

  test(named('agrees with the library on the hosts of a list', real), () => {
    expect(differing(real)).toEqual([]);
  });
});

describe('openSuffixes', () => {
  const changed = (change: (words: Uint32Array) => void) => {
    const copy = FILE.slice();
    change(new Uint32Array(copy.buffer, 0, 6));
    return copy.buffer;
  };

  test.each([
    ['nothing', new ArrayBuffer(0)],
    ['half a header', FILE.slice(0, 12).buffer],
    ['a file without its end', FILE.slice(0, -1).buffer],
    ['a file with more behind it', Uint8Array.of(...FILE, 0).buffer],
    ['another format', changed((words) => words.set([FORMAT + 1]))],
    ['a header with other counts', changed((words) => words.set([1, 2, 3], 1))],
  ])('refuses %s', (_, bytes) => {
    expect(() => openSuffixes(bytes)).toThrow('public suffixes: not a file of them');
  });
});
