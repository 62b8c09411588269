import { describe, expect, test } from 'vitest';
import { fingerprintOf, keyTablesOf } from '../../../../src/policy/ruleset/rules/fingerprint.ts';
import { encodeSegment } from '../../../../src/policy/ruleset/rules/segment.ts';
import { codeThrown } from '../code-thrown.ts';
import { KEY, OTHER_KEY, rule } from '../sample-rules.ts';

const HASHED = `#${'0'.repeat(64)}`;

const RULES = [
  rule('b.test/', { list: 'two' }),
  rule('a.test/'),
  rule('b.test/'),
  rule('a.test/', { effect: 'allowed' }),
  rule('a.test/'),
];

describe('encodeSegment', () => {
  test('holds one group for each kind, in their order, and each rule once', () => {
    const { segment, order } = encodeSegment(RULES, KEY);
    expect(segment.groups.map(({ kind }) => [kind.effect, kind.list])).toEqual([
      ['allowed', 'one'],
      ['listed', 'one'],
      ['listed', 'two'],
    ]);
    expect(segment.groups.map(({ fingerprints }) => fingerprints.high.length)).toEqual([1, 2, 1]);
    expect(order).toHaveLength(4);
    expect(order[0]).toBe(3);
    expect([...order.subarray(1, 3)].sort()).toEqual([1, 2]);
    expect(order[3]).toBe(0);
  });

  test('says for each place which entry stands there', () => {
    const tables = keyTablesOf(KEY);
    const { segment, order } = encodeSegment(RULES, KEY);
    const places = segment.groups.flatMap(({ kind, fingerprints }) =>
      Array.from(fingerprints.high, (high, at) => ({ kind, high, low: fingerprints.low[at] })),
    );
    for (const [place, index] of order.entries()) {
      const { expression, ...kind } = RULES[index] ?? rule('none');
      expect(places[place]).toEqual({ kind, ...fingerprintOf(expression, tables) });
    }
  });

  test('keeps no field of an entry in the kind that does not belong there', () => {
    const dated = { ...rule('a.test/'), listedOn: '2026-01-02', evidence: 'case-1' };
    const { segment } = encodeSegment([dated], KEY);
    expect(Object.keys(segment.groups[0]?.kind ?? {}).sort()).toEqual([
      ...['effect', 'list', 'severity', 'violation'],
    ]);
  });

  test('says whether it holds rules that are known by their hash alone', () => {
    expect(encodeSegment(RULES, KEY).segment.hasHashed).toBe(false);
    expect(encodeSegment([...RULES, rule(HASHED)], KEY).segment.hasHashed).toBe(true);
  });

  test('refuses a key under which two expressions have one fingerprint', () => {
    // Found by trying sixty million texts: whoever knows a key can do so.
    const meeting = ['a.test/ofij61bmulo9', 'a.test/l2wibtnphgyz'].map((text) => rule(text));
    expect(codeThrown(() => encodeSegment(meeting, KEY))).toBe('unlucky-key');
    const aside = new Map<number, number[]>();
    const { order } = encodeSegment([...meeting, ...meeting], KEY, aside);
    const [first] = order;
    expect(order).toHaveLength(1);
    expect([...aside]).toEqual([[first, [1, 3]]]);
    expect(encodeSegment(meeting, OTHER_KEY).order).toHaveLength(2);
    const apart = meeting.map((one, at) => ({ ...one, list: `list-${at}` }));
    expect(encodeSegment(apart, KEY).order).toHaveLength(2);
  });

  test('of nothing is nothing', () => {
    expect(encodeSegment([], KEY)).toEqual({
      segment: { key: KEY, hasHashed: false, groups: [] },
      order: new Uint32Array(),
    });
  });
});
