import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fingerprintOf,
  KEY_BYTES,
  keyTablesOf,
} from '../../../../src/policy/ruleset/rules/fingerprint.ts';
import { KEY, OTHER_KEY } from '../sample-rules.ts';

const tables = keyTablesOf(KEY);
const words = (...all: number[]) => Uint8Array.from(new Uint8Array(Uint32Array.from(all).buffer));
/** A key of four numbers, big-endian. */
const keyOf = (...all: number[]) => Uint8Array.from(words(...all.toReversed())).reverse();

describe('keyTablesOf', () => {
  test('gives what xoshiro128** gives for the state 1, 2, 3, 4', () => {
    const { starts, host, path } = keyTablesOf(keyOf(1, 2, 3, 4));
    const drawn = [...starts, host[0], host[1], path[0], path[1]].map((n) => (n ?? 0) >>> 0);
    expect(drawn).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
  });

  test('gives longer tables that begin like the shorter ones', () => {
    const longer = tables.upTo(10_000);
    expect(longer.length).toBeGreaterThanOrEqual(10_000);
    expect(longer.host.subarray(0, tables.host.length)).toEqual(tables.host);
    expect(longer.path.subarray(0, tables.path.length)).toEqual(tables.path);
    expect(longer.starts).toEqual(tables.starts);
    expect(tables.upTo(1000)).toBe(tables.upTo(1000));
    expect(tables.upTo(3)).toBe(tables);
  });

  test('makes something of a key of zeros too', () => {
    const { host } = keyTablesOf(new Uint8Array(KEY_BYTES));
    expect(new Set(host).size).toBeGreaterThan(host.length / 2);
  });
});

describe('fingerprintOf', () => {
  test('adds the products of characters and keys, the host from its end', () => {
    const { starts, host, path } = tables;
    const lane = (index: 0 | 1) => {
      const parts = [
        BigInt(starts[index] ?? 0),
        BigInt(host[index] ?? 0) * 98n,
        BigInt(host[2 + index] ?? 0) * 97n,
        BigInt(path[index] ?? 0) * 47n,
        BigInt(path[2 + index] ?? 0) * 120n,
      ];
      const sum = BigInt.asUintN(
        32,
        parts.reduce((before, part) => before + part),
      );
      return Number(sum >> 8n);
    };
    expect(fingerprintOf('ab/x', tables)).toEqual({ high: lane(0), low: lane(1) });
  });

  test('takes a text without a slash as a host', () => {
    expect(fingerprintOf('#ab', tables)).not.toEqual(fingerprintOf('#ba', tables));
    expect(fingerprintOf('ab', tables)).not.toEqual(fingerprintOf('ab/', tables));
  });

  test('gives under another key another fingerprint', () => {
    expect(fingerprintOf('a.test/', keyTablesOf(OTHER_KEY))).not.toEqual(
      fingerprintOf('a.test/', tables),
    );
  });

  test('reads texts longer than the first tables', () => {
    const long = `a.test/${'x'.repeat(9000)}`;
    expect(fingerprintOf(`${long}y`, tables)).not.toEqual(fingerprintOf(`${long}z`, tables));
  });

  test('lets texts meet as often as chance would, where ten bits are looked at', () => {
    const texts = ['a.test/', 'b.test/', 'ab.test/', 'a.test/a', 'a.test/b', 'test.a/'];
    const meetings = { high: 0, low: 0 };
    const keys = fc.sample(fc.uint8Array({ minLength: KEY_BYTES, maxLength: KEY_BYTES }), {
      numRuns: 4000,
      seed: 7,
    });
    for (const key of keys) {
      const made = texts.map((text) => fingerprintOf(text, keyTablesOf(key)));
      for (const half of ['high', 'low'] as const) {
        const cut = new Set(made.map((one) => one[half] >>> 14));
        meetings[half] += texts.length - cut.size;
      }
    }
    // 4000 keys, 15 pairs, 10 bits: 58.6 are to be expected.
    expect(meetings.high).toBeGreaterThan(25);
    expect(meetings.high).toBeLessThan(110);
    expect(meetings.low).toBeGreaterThan(25);
    expect(meetings.low).toBeLessThan(110);
  });
});
