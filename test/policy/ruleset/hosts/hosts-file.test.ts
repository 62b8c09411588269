import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostLists } from '../../../../src/policy/ruleset/hosts/host-lists.ts';
import {
  describeHosts,
  type HostChange,
  NO_BASE,
  NO_HOSTS,
  readHosts,
  writeHosts,
} from '../../../../src/policy/ruleset/hosts/hosts-file.ts';
import { codeThrown } from '../code-thrown.ts';

const BASE = 'ab'.repeat(32);
const FORMER: HostLists = { blocked: ['a.test', 'b.test', 'c.test'], cleared: ['x.a.test'] };

const change = (gone: readonly number[], added: readonly string[]): HostChange => ({
  gone: Uint32Array.from(gone),
  added,
});

const NOTHING = change([], []);
const read = (bytes: Uint8Array, base = BASE, former = FORMER) =>
  codeThrown(() => readHosts(bytes, base, former));

describe('readHosts', () => {
  test('takes out and adds', () => {
    const bytes = writeHosts(BASE, {
      blocked: change([0, 2], ['z.test']),
      cleared: change([0], ['y.b.test']),
    });
    expect(readHosts(bytes, BASE, FORMER)).toEqual({
      blocked: ['b.test', 'z.test'],
      cleared: ['y.b.test'],
    });
  });

  test('leaves all as it is where nothing changed', () => {
    const bytes = writeHosts(BASE, { blocked: NOTHING, cleared: NOTHING });
    expect(readHosts(bytes, BASE, FORMER)).toEqual(FORMER);
  });

  test('reads a base, which begins from nothing', () => {
    const bytes = writeHosts(NO_BASE, { blocked: change([], ['a.test']), cleared: NOTHING });
    expect(readHosts(bytes, NO_BASE, NO_HOSTS)).toEqual({ blocked: ['a.test'], cleared: [] });
  });

  test('refuses one that begins elsewhere', () => {
    const bytes = writeHosts(BASE, { blocked: NOTHING, cleared: NOTHING });
    expect(read(bytes, 'cd'.repeat(32))).toBe('bad-hosts');
    expect(read(bytes, NO_BASE, NO_HOSTS)).toBe('bad-hosts');
  });

  test.each([
    ['a place that there is not', change([3], [])],
    ['a host that was there', change([], ['b.test'])],
    ['a host that is gone', change([1], ['b.test'])],
  ])('refuses %s', (_, blocked) => {
    expect(read(writeHosts(BASE, { blocked, cleared: NOTHING }))).toBe('bad-hosts');
  });

  test('refuses a base that takes something out of nothing', () => {
    const bytes = writeHosts(NO_BASE, { blocked: change([0], []), cleared: NOTHING });
    expect(read(bytes, NO_BASE, NO_HOSTS)).toBe('bad-hosts');
  });

  test('refuses every prefix, something more, and another magic or format', () => {
    const bytes = writeHosts(BASE, {
      blocked: change([1], ['z.test']),
      cleared: change([], ['y.b.test']),
    });
    for (let size = 0; size < bytes.length; size += 1) {
      expect(read(bytes.subarray(0, size))).toBe('bad-hosts');
    }
    expect(read(Uint8Array.of(...bytes, 0))).toBe('bad-hosts');
    for (const place of [0, 3, 7]) {
      const bent = bytes.slice();
      bent[place] = (bent[place] as number) ^ 1;
      expect(read(bent)).toBe('bad-hosts');
    }
  });

  test('refuses any bent file, or reads what it writes', () => {
    const bytes = writeHosts(BASE, {
      blocked: change([1], ['z.test', 'q.test']),
      cleared: change([], ['y.b.test']),
    });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, byte) => {
        const bent = bytes.slice();
        bent[place] = (bent[place] as number) ^ byte;
        const code = read(bent);
        expect(['bad-hosts', undefined]).toContain(code);
        if (code === undefined) {
          expect(readHosts(bent, BASE, FORMER)).not.toEqual(readHosts(bytes, BASE, FORMER));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('describeHosts', () => {
  test('counts, without looking at the hosts', () => {
    const changes = { blocked: change([0, 2], ['z.test']), cleared: NOTHING };
    const bytes = writeHosts(BASE, changes);
    expect(describeHosts(bytes)).toEqual({
      size: bytes.length,
      base: BASE,
      blocked: { added: 1, gone: 2 },
      cleared: { added: 0, gone: 0 },
    });
    expect(describeHosts(writeHosts(NO_BASE, changes)).base).toBeNull();
  });

  test('refuses what is no file of hosts', () => {
    expect(codeThrown(() => describeHosts(new Uint8Array(80)))).toBe('bad-hosts');
  });
});
