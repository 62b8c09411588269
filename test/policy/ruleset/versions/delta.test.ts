import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyDelta,
  codeOf,
  deltaEnds,
  encodeRules,
  makeDelta,
  type RuleEntry,
} from '../../../../src/policy/index.ts';
import { clearancesOf } from '../../../../src/policy/ruleset/rules/clearances.ts';
import {
  EMPTY_SEGMENT,
  readSegments,
  splitRules,
  writeRules,
} from '../../../../src/policy/ruleset/rules/layout.ts';
import { encodeSegment } from '../../../../src/policy/ruleset/rules/segment.ts';
import { decodeGaps, encodeGaps } from '../../../../src/policy/ruleset/versions/gaps.ts';
import { anyRules, keyOf, rule, sha256Of } from '../arbitrary-rules.ts';

fc.configureGlobal({ seed: 20_261_120 });

const BASE_KEY = keyOf('base');
const RULES = Array.from({ length: 300 }, (_, index) => rule(`host-${index}.test/`));
const FRESH = [rule('fresh.test/'), rule('fresh.test/page', { violation: 'marketing' })];

/** A file with these rules in its two segments. */
function fileOf(
  base: readonly RuleEntry[],
  fresh: readonly RuleEntry[] = [],
  freshKey = keyOf('fresh'),
): Uint8Array<ArrayBuffer> {
  return writeRules({
    zones: undefined,
    clearances: clearancesOf([...base, ...fresh]),
    base: encodeSegment(base, BASE_KEY).segment,
    fresh: fresh.length === 0 ? EMPTY_SEGMENT : encodeSegment(fresh, freshKey).segment,
  });
}

const PARENT = fileOf([...RULES, rule('other.test/', { list: 'two' })], FRESH);
const CHILD = fileOf(
  [...RULES.slice(0, 50), ...RULES.slice(60), rule('other.test/', { list: 'two' })],
  [...FRESH, rule('newer.test/')],
  keyOf('newer'),
);

function codeThrown(delta: Uint8Array, from = PARENT): string | undefined {
  try {
    applyDelta(from, delta, sha256Of(from));
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

/** A number of four bytes, hexadecimal digits, or bytes. */
type Piece = number | string | Uint8Array;

function bytesOf(...pieces: readonly Piece[]): Uint8Array {
  return Buffer.concat(
    pieces.map((piece) => {
      if (typeof piece === 'string') return Buffer.from(piece, 'hex');
      if (typeof piece !== 'number') return piece;
      const number = Buffer.alloc(4);
      number.writeUInt32BE(piece);
      return number;
    }),
  );
}

/** A delta to the two base groups of the parent less some rules of the first. */
function handMade(...groups: readonly Piece[]): Uint8Array {
  const to = fileOf([...RULES.slice(2), rule('other.test/', { list: 'two' })]);
  const { headerBytes } = splitRules(to);
  const ends = [sha256Of(PARENT), sha256Of(to)];
  return bytesOf(0x4c475244, 1, ...ends, 0, 0, headerBytes.length, headerBytes, ...groups);
}

const TWO_GONE = encodeGaps(Uint32Array.of(4, 299));

describe('applyDelta', () => {
  test('gives the later version', () => {
    const delta = makeDelta(PARENT, CHILD);
    expect(applyDelta(PARENT, delta, sha256Of(PARENT))).toEqual(CHILD);
    expect(deltaEnds(delta)).toEqual({ from: sha256Of(PARENT), to: sha256Of(CHILD) });
  });

  test('gives any later version of any former one', () => {
    const file = fc
      .tuple(anyRules, anyRules, fc.constantFrom('one', 'two'))
      .map(([base, fresh, key]) => fileOf(base, fresh, keyOf(key)));
    fc.assert(
      fc.property(file, file, (from, to) => {
        fc.pre(sha256Of(from) !== sha256Of(to));
        expect(applyDelta(from, makeDelta(from, to), sha256Of(from))).toEqual(to);
      }),
    );
  });

  test('gives any later version of the same base', () => {
    const share = fc.infiniteStream(fc.nat(9));
    fc.assert(
      fc.property(anyRules, anyRules, share, fc.nat(10), (rules, fresh, dice, limit) => {
        const left = rules.filter(() => dice.next().value < limit);
        const from = fileOf(rules, fresh.slice(1));
        const to = fileOf(left, fresh, keyOf('newer'));
        fc.pre(sha256Of(from) !== sha256Of(to));
        expect(applyDelta(from, makeDelta(from, to), sha256Of(from))).toEqual(to);
      }),
    );
  });

  test('refuses a delta that begins from other rules', () => {
    const delta = makeDelta(PARENT, CHILD);
    expect(codeThrown(delta, CHILD)).toBe('foreign-delta');
    expect(codeThrown(makeDelta(CHILD, PARENT))).toBe('foreign-delta');
  });

  test('refuses a delta that leads to where it begins', () => {
    const delta = makeDelta(PARENT, CHILD);
    delta.set(delta.subarray(8, 40), 40);
    expect(codeThrown(delta)).toBe('bad-delta');
  });

  test('refuses rules that are no rules, whatever their hash', () => {
    const from = Uint8Array.from(PARENT);
    from.fill(0, 0, 4);
    const delta = makeDelta(PARENT, CHILD);
    expect(() => applyDelta(from, delta, sha256Of(PARENT))).toThrow('delta: rules: ');
  });

  test('takes a delta that is written by hand as its description says', () => {
    const delta = handMade(1, 2, TWO_GONE.length, TWO_GONE, 2, 0, 0);
    const after = readSegments(applyDelta(PARENT, delta, sha256Of(PARENT)));
    const before = readSegments(PARENT);
    const [first, second] = before.base.groups;
    const isLeft = (_: number, place: number): boolean => place !== 4 && place !== 299;
    expect(after.base.groups[0]?.fingerprints.high).toEqual(
      first?.fingerprints.high.filter(isLeft),
    );
    expect(after.base.groups[1]).toEqual(second);
    expect(after.fresh).toEqual(EMPTY_SEGMENT);
  });

  test.each([
    ['groups out of order', [2, 0, 0, 1, 2, TWO_GONE.length, TWO_GONE]],
    ['a group twice', [1, 2, TWO_GONE.length, TWO_GONE, 1, 0, 0]],
    ['a group that there is not', [1, 2, TWO_GONE.length, TWO_GONE, 9, 0, 0]],
    ['a group too few', [1, 2, TWO_GONE.length, TWO_GONE]],
    ['a group too many', [1, 2, TWO_GONE.length, TWO_GONE, 2, 0, 0, 3, 0, 0]],
    ['bytes behind its end', [1, 2, TWO_GONE.length, TWO_GONE, 2, 0, 0, '00']],
    ['a place that there is not', [1, 2, 3, '0400ac02', 2, 0, 0]],
    ['fewer places than it says', [1, 3, TWO_GONE.length, TWO_GONE, 2, 0, 0]],
    ['more places than it says', [1, 2, 3, '040000', 2, 0, 0]],
    ['a count that is not the header’s', [1, 1, 1, '04', 2, 0, 0]],
    ['all rules gone', [1, 300, 300, '00'.repeat(300), 2, 0, 0]],
    ['more rules gone than there were', [1, 0xffff_fffe, TWO_GONE.length, TWO_GONE, 2, 0, 0]],
    ['gaps that are larger than the delta', [1, 2, 0xffff_ffff, TWO_GONE, 2, 0, 0]],
    ['a new group that is not there', [0, 2, 0, 0]],
  ])('refuses %s', (_, groups) => {
    expect(codeThrown(handMade(...groups))).toBe('bad-delta');
  });

  test('takes no memory for what a header or a size only claims', () => {
    const ends = [sha256Of(PARENT), sha256Of(CHILD)];
    const many = { effect: 'listed', violation: 'phishing', severity: 'severe', list: 'one' };
    const groups = [{ kind: many, count: 2 ** 24 }];
    const header = JSON.stringify({ base: { key: '0'.repeat(32), hashed: false, groups } });
    const bytes = new TextEncoder().encode(header);
    const claims = bytesOf(0x4c475244, 1, ...ends, 0, 0, bytes.length, bytes, 0, '00'.repeat(50));
    expect(codeThrown(claims)).toBe('bad-delta');
    expect(codeThrown(bytesOf(0x4c475244, 1, ...ends, 0, 0, 0xffff_ffff))).toBe('bad-delta');
    for (const taken of [
      [0xffff_ffff, 0],
      [0, 0xffff_ffff],
      [50, splitRules(PARENT).headerBytes.length - 49],
    ]) {
      const claim = bytesOf(0x4c475244, 1, ...ends, ...taken, 0);
      expect(() => applyDelta(PARENT, claim, sha256Of(PARENT))).toThrow('than there is');
    }
  });

  test('refuses every truncation', () => {
    const delta = makeDelta(PARENT, CHILD);
    for (let size = 0; size < delta.length; size += 1) {
      expect(codeThrown(delta.subarray(0, size))).toBe('bad-delta');
    }
  });

  test('refuses every change of a bit, or gives what is not the named version', () => {
    const delta = makeDelta(PARENT, CHILD);
    let refused = 0;
    for (let place = 0; place < delta.length * 8; place += 1) {
      const changed = Uint8Array.from(delta);
      changed[place >> 3] = (changed[place >> 3] ?? 0) ^ (0x80 >> (place & 7));
      try {
        const result = applyDelta(PARENT, changed, sha256Of(PARENT));
        expect(sha256Of(result)).not.toBe(deltaEnds(changed).to);
      } catch (error) {
        expect(['bad-delta', 'foreign-delta']).toContain(codeOf(error));
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(delta.length);
  });

  test('never crashes on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(codeThrown(bytes)).toBe('bad-delta');
        expect(['bad-delta', undefined]).toContain(codeThrown(handMade(bytes)));
      }),
    );
  });
});

describe('makeDelta', () => {
  test('costs about a byte for each rule that is gone from among a hundred', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => rule(`host-${index}.test/`));
    const from = encodeRules(many, { baseKey: BASE_KEY }).rules;
    const to = fileOf(many.filter((_, index) => index % 100 !== 7));
    const gone = 200;
    const delta = makeDelta(from, to);
    expect(delta.length).toBeLessThan(300 + 1.5 * gone);
    expect(applyDelta(from, delta, sha256Of(from))).toEqual(to);
  });

  test('names the places that are gone', () => {
    const left = RULES.slice(3);
    const delta = makeDelta(fileOf(RULES), fileOf(left));
    const { high } = readSegments(fileOf(RULES)).base.groups[0]?.fingerprints ?? {};
    const { high: highLeft } = readSegments(fileOf(left)).base.groups[0]?.fingerprints ?? {};
    const gone = [...(high?.entries() ?? [])].filter(([, upper]) => !highLeft?.includes(upper));
    const gaps = delta.subarray(delta.length - 3);
    expect([...decodeGaps(gaps, 3, 300)]).toEqual(gone.map(([place]) => place));
  });

  test('repeats nothing that stands at the start or the end of the former header', () => {
    const allowed = Array.from({ length: 100 }, (_, index) =>
      rule(`allowed-${index}.test/`, { effect: 'allowed' }),
    );
    const from = fileOf([...allowed, ...RULES]);
    const to = fileOf([...allowed, ...RULES.slice(1)]);
    expect(splitRules(to).headerBytes.length).toBeGreaterThan(1600);
    expect(makeDelta(from, to).length).toBeLessThan(200);
  });

  test('carries a segment whole where its key is another', () => {
    const other = encodeRules(RULES.slice(1), { baseKey: keyOf('other') }).rules;
    expect(makeDelta(PARENT, other).length).toBeGreaterThan(other.length);
  });

  test('refuses two files that are the same, and what is no file of rules', () => {
    expect(() => makeDelta(PARENT, PARENT)).toThrow('leads to where it begins');
    expect(() => makeDelta(PARENT, Uint8Array.of(1))).toThrow('rules: ');
    expect(() => makeDelta(Uint8Array.of(1), PARENT)).toThrow('rules: ');
  });
});

describe('deltaEnds', () => {
  test('refuses what is no delta', () => {
    expect(() => deltaEnds(PARENT)).toThrow('not a delta');
    expect(() => deltaEnds(new Uint8Array())).toThrow('delta: ');
  });
});
