import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeHosts,
  encodeHosts,
  HOST_COUNT_LIMIT,
} from '../../../../src/policy/ruleset/hosts/host-coding.ts';
import { isWrittenPlain } from '../../../../src/policy/ruleset/hosts/plain-host.ts';
import { codeThrown } from '../code-thrown.ts';
import { anyHosts } from './arbitrary-hosts.ts';

const decode = (bytes: Uint8Array, count: number) => codeThrown(() => decodeHosts(bytes, count));
const reversed = (host: string) => [...host].reverse().join('');

describe('decodeHosts', () => {
  test('gives what was encoded, in the order of the hosts from their ends', () => {
    fc.assert(
      fc.property(anyHosts, (hosts) => {
        const decoded = decodeHosts(encodeHosts(hosts), hosts.length);
        expect(decoded.map(reversed)).toEqual(hosts.map(reversed).sort());
      }),
    );
  });

  test('takes hosts that begin alike for long', () => {
    const hosts = [0, 30, 31, 32, 200, 240].map((length) => `${'a.'.repeat(length / 2)}a.test`);
    expect([...decodeHosts(encodeHosts(new Set(hosts)), new Set(hosts).size)].sort()).toEqual(
      [...new Set(hosts)].sort(),
    );
  });

  test('takes nothing for no hosts', () => {
    expect(decodeHosts(new Uint8Array(), 0)).toEqual([]);
  });

  test('refuses every bent file, or reads what it encodes to', () => {
    const anyBent = fc.record({
      hosts: anyHosts,
      at: fc.nat(),
      byte: fc.integer({ min: 1, max: 255 }),
      cut: fc.nat(3),
      more: fc.integer({ min: -1, max: 1 }),
    });
    fc.assert(
      fc.property(anyBent, ({ hosts, at, byte, cut, more }) => {
        const whole = encodeHosts(hosts);
        const bytes = whole.slice(0, Math.max(0, whole.length - cut));
        if (bytes.length > 0) {
          const place = at % bytes.length;
          bytes[place] = (bytes[place] as number) ^ byte;
        }
        const count = Math.max(0, hosts.length + more);
        const code = decode(bytes, count);
        if (code === 'bad-hosts') return;
        expect(code).toBeUndefined();
        const decoded = decodeHosts(bytes, count);
        expect(decoded.every(isWrittenPlain)).toBe(true);
        expect(encodeHosts(decoded)).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });

  test('refuses any bytes, or reads what they encode to', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(8), (bytes, count) => {
        if (decode(bytes, count) === 'bad-hosts') return;
        expect(encodeHosts(decodeHosts(bytes, count))).toEqual(Uint8Array.from(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  test('refuses more hosts than there can be, before it takes memory for them', () => {
    expect(decode(new Uint8Array(HOST_COUNT_LIMIT + 1), HOST_COUNT_LIMIT + 1)).toBe('bad-hosts');
    expect(decode(new Uint8Array(9), 0xffff_ffff)).toBe('bad-hosts');
    expect(decode(new Uint8Array(9), 10)).toBe('bad-hosts');
  });

  test('refuses hosts without end', () => {
    // The word of the letter e is 0100 and that of no common character begins with ones.
    expect(decode(new Uint8Array(400).fill(0x44), 2)).toBe('bad-hosts');
  });

  test('refuses fewer and more hosts than are said', () => {
    const bytes = encodeHosts(['a.test', 'b.test', 'c.test']);
    for (const count of [0, 1, 2, 4]) expect(decode(bytes, count)).toBe('bad-hosts');
  });

  test.each([['b.test'], ['a.test'], ['test']])(
    'refuses %s, which no host is or comes next',
    (host) => {
      // Written one after the other, they are in the order in which they are given.
      const former = encodeHosts(['b.test']);
      const forged = Uint8Array.from([...former, ...encodeHosts([host])]);
      expect(decode(forged, 2)).toBe('bad-hosts');
    },
  );

  test.each(['test', 'a..test', '.a.test', 'a.test.', '1.2.3', `${'x'.repeat(64)}.test`])(
    'refuses %s, which no canonical address has',
    (host) => {
      expect(decode(encodeHosts([host]), 1)).toBe('bad-hosts');
    },
  );
});
