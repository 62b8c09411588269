import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyDelta,
  encodeRules,
  hashesOf,
  makeDelta,
  openRules,
  type RuleEntry,
  type UpdatedRules,
  updateRules,
} from '../../../../src/policy/index.ts';
import { fingerprintOf, keyTablesOf } from '../../../../src/policy/ruleset/rules/fingerprint.ts';
import { readSegments, segmentCount } from '../../../../src/policy/ruleset/rules/layout.ts';
import {
  anyKey,
  anyRules,
  hashedRule,
  identityOf,
  keyOf,
  rule,
  sha256Of,
} from '../arbitrary-rules.ts';
import { KEY } from '../sample-rules.ts';

fc.configureGlobal({ seed: 20_261_120 });

const RULES = Array.from({ length: 400 }, (_, index) => rule(`host-${index}.test/`));
const KEYS = { base: keyOf('new base'), fresh: keyOf('new fresh') };

function firstOf(entries: readonly RuleEntry[], baseKey = keyOf('base')): UpdatedRules {
  const encoded = encodeRules(entries, { baseKey });
  return { ...encoded, hashes: hashesOf(entries, encoded.order), isWhole: true };
}

/** Each place of the file is the rule that its order says, and every rule has one place. */
function expectToHold(updated: UpdatedRules, entries: readonly RuleEntry[]): void {
  const { base, fresh } = readSegments(updated.rules);
  const places = [base, fresh].flatMap((segment) =>
    segment.groups.flatMap(({ kind, fingerprints: { high, low } }) =>
      Array.from(high, (upper, at) => ({ segment, kind, high: upper, low: low[at] })),
    ),
  );
  expect(updated.ruleCount).toBe(places.length);
  expect(updated.order).toHaveLength(places.length);
  for (const [place, { segment, kind, ...fingerprint }] of places.entries()) {
    const entry = entries[updated.order[place] ?? -1];
    expect(entry).toMatchObject(kind);
    expect(fingerprintOf(entry?.expression ?? '', keyTablesOf(segment.key))).toEqual(fingerprint);
  }
  const held = [...updated.order].map((index) => identityOf(entries[index] as RuleEntry)).sort();
  expect(held).toEqual([...new Set(entries.map(identityOf))].sort());
  expect(updated.hashes).toEqual(hashesOf(entries, updated.order));
  for (const segment of [base, fresh]) {
    if (segment.groups.length === 0) continue;
    const ofSegment = segment === base ? 0 : segmentCount(base);
    const order = updated.order.subarray(ofSegment, ofSegment + segmentCount(segment));
    const isHashed = [...order].some((index) => entries[index]?.expression.startsWith('#'));
    expect(segment.hasHashed).toBe(isHashed);
  }
}

describe('updateRules', () => {
  test('holds exactly the new rules, whatever the former ones were', () => {
    const share = fc.infiniteStream(fc.nat(99));
    fc.assert(
      fc.property(anyRules, anyRules, share, anyKey, anyKey, (old, other, dice, base, fresh) => {
        let former = firstOf(old);
        let entries = old;
        for (const news of [other.slice(0, 5), other.slice(3, 7), []]) {
          entries = [...entries.filter(() => dice.next().value < 90), ...news];
          former = updateRules(former, entries, { base, fresh });
          expectToHold(former, entries);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('gives the same bytes for the same rules, in whatever order', () => {
    const more = [...RULES, rule('new.test/'), hashedRule('known-by-hash.test/')];
    const former = updateRules(firstOf(RULES), more, KEYS);
    const again = updateRules(former, [...more].reverse(), {
      base: keyOf('third base'),
      fresh: keyOf('third fresh'),
    });
    expect(again.rules).toEqual(former.rules);
    expect(again.hashes).toEqual(former.hashes);
    expect(again.isWhole).toBe(false);
  });

  test('keeps the base under its key, and writes what is new under a new one', () => {
    const former = firstOf(RULES);
    const updated = updateRules(former, [...RULES.slice(3), rule('new.test/')], KEYS);
    const { base, fresh } = readSegments(updated.rules);
    expect(base.key).toEqual(keyOf('base'));
    expect(segmentCount(base)).toBe(397);
    expect(fresh.key).toEqual(KEYS.fresh);
    expect(segmentCount(fresh)).toBe(1);
    expect(updated.isWhole).toBe(false);
  });

  test('adds nothing to a segment whose key is public', () => {
    const once = updateRules(firstOf(RULES), [...RULES, rule('new.test/')], KEYS);
    const entries = [...RULES, rule('new.test/'), rule('newer.test/')];
    const twice = updateRules(once, entries, { ...KEYS, fresh: keyOf('third') });
    const { fresh } = readSegments(twice.rules);
    expect(fresh.key).toEqual(keyOf('third'));
    expect(segmentCount(fresh)).toBe(2);
  });

  test('leaves the fresh segment its key while it only loses rules', () => {
    const entries = [...RULES, rule('new.test/'), rule('newer.test/')];
    const once = updateRules(firstOf(RULES), entries, KEYS);
    const twice = updateRules(once, entries.slice(5, -1), { ...KEYS, fresh: keyOf('third') });
    const { base, fresh } = readSegments(twice.rules);
    expect([segmentCount(base), segmentCount(fresh)]).toEqual([395, 1]);
    expect(fresh.key).toEqual(KEYS.fresh);
  });

  test('takes a rule that comes again as a new one', () => {
    const without = updateRules(firstOf(RULES), RULES.slice(1), KEYS);
    const again = updateRules(without, RULES, KEYS);
    expect(segmentCount(readSegments(again.rules).fresh)).toBe(1);
    expectToHold(again, RULES);
  });

  test('takes a rule of another kind as another rule', () => {
    const changed = [rule('host-0.test/', { list: 'two' }), ...RULES.slice(1)];
    const { base, fresh } = readSegments(updateRules(firstOf(RULES), changed, KEYS).rules);
    expect([segmentCount(base), segmentCount(fresh)]).toEqual([399, 1]);
  });

  test('takes an expression in the place of another with its fingerprint as a new rule', () => {
    const former = firstOf(RULES);
    const hashes = Uint8Array.from(former.hashes);
    hashes[31] = (hashes[31] ?? 0) ^ 1;
    const updated = updateRules({ ...former, hashes }, RULES, KEYS);
    const { base, fresh } = readSegments(updated.rules);
    expect([segmentCount(base), segmentCount(fresh)]).toEqual([399, 1]);
    expectToHold(updated, RULES);
  });

  test('does not write everything anew for two expressions that meet under its public key', () => {
    // Found by trying sixty million texts: whoever knows a key can do so.
    const held = rule('a.test/ofij61bmulo9');
    const crafted = rule('a.test/l2wibtnphgyz');
    const former = firstOf([...RULES, held], KEY);
    const entries = [...RULES, held, crafted];
    const updated = updateRules(former, entries, KEYS);
    expect(updated.isWhole).toBe(false);
    expectToHold(updated, entries);
    expect(readSegments(updated.rules).fresh.key).toEqual(KEYS.fresh);
    const again = updateRules(updated, [...entries].reverse(), { ...KEYS, fresh: keyOf('third') });
    expect(again.rules).toEqual(updated.rules);
    const inFresh = updateRules(firstOf(RULES), [...RULES, held], { ...KEYS, fresh: KEY });
    const apart = updateRules(inFresh, entries, KEYS);
    expect(apart.isWhole).toBe(false);
    expectToHold(apart, entries);
    const unlucky = () => updateRules(firstOf(RULES), entries, { ...KEYS, fresh: KEY });
    expect(unlucky).toThrow(expect.objectContaining({ code: 'unlucky-key' }));
  });

  test('writes everything anew when more than a sixteenth would be fresh', () => {
    const news = Array.from({ length: 26 }, (_, index) => rule(`new-${index}.test/`));
    expect(updateRules(firstOf(RULES), [...RULES, ...news.slice(1)], KEYS).isWhole).toBe(false);
    const whole = updateRules(firstOf(RULES), [...RULES, ...news], KEYS);
    expect(whole).toMatchObject({ isWhole: true, ruleCount: 426 });
    expect(whole.rules).toEqual(encodeRules([...RULES, ...news], { baseKey: KEYS.base }).rules);
    expectToHold(whole, [...RULES, ...news]);
  });

  test('writes everything anew where no former version can be read', () => {
    const { rules, hashes } = firstOf(RULES);
    for (const former of [
      undefined,
      { rules: rules.subarray(1), hashes },
      { rules, hashes: hashes.subarray(32) },
      { rules: new Uint8Array(), hashes: new Uint8Array() },
    ]) {
      const updated = updateRules(former, RULES, KEYS);
      expect(updated.isWhole).toBe(true);
      expectToHold(updated, RULES);
    }
  });

  test('takes all rules away, and begins again', () => {
    const none = updateRules(firstOf(RULES), [], KEYS);
    expect(openRules(none.rules).ruleCount).toBe(0);
    expectToHold(updateRules(none, RULES, KEYS), RULES);
  });

  test('says what it covers, as told now', () => {
    const former = encodeRules(RULES, { baseKey: keyOf('base'), zones: ['test'] });
    const hashes = hashesOf(RULES, former.order);
    const { rules } = updateRules({ ...former, hashes }, RULES, { ...KEYS, zones: ['example'] });
    expect(readSegments(rules)).toMatchObject({ zones: ['example'] });
    expect(readSegments(updateRules({ rules, hashes }, RULES, KEYS).rules).zones).toBeUndefined();
  });

  test('makes versions between which a delta is short', () => {
    const former = firstOf(RULES);
    const { rules } = updateRules(former, [...RULES.slice(4), rule('new.test/')], KEYS);
    const delta = makeDelta(former.rules, rules);
    expect(delta.length).toBeLessThan(600);
    expect(applyDelta(former.rules, delta, sha256Of(former.rules))).toEqual(rules);
  });
});
