/** Writes rules into their binary form and opens it again. */
import { canonicalize } from '../../url/canonicalize.ts';
import { isUnder } from '../../url/host.ts';
import { hostOf, type RuleEntry } from '../rule.ts';
import type { Ruleset } from '../ruleset.ts';
import { clearancesOf } from './clearances.ts';
import { finderOf } from './finder.ts';
import { EMPTY_SEGMENT, type RulesFile, readSegments, segmentCount, writeRules } from './layout.ts';
import { encodeSegment } from './segment.ts';

export interface EncodedRules {
  readonly ruleCount: number;
  readonly rules: Uint8Array<ArrayBuffer>;
  /**
   * For each place in the file (the groups of the base, then the fresh ones, each ascending), the
   * index of its entry.
   */
  readonly order: Uint32Array<ArrayBuffer>;
}

export interface EncodeOptions {
  /** 16 random bytes, drawn after the rules were fixed. */
  readonly baseKey: Uint8Array;
  /** The registrable suffixes that the rules speak of; absent: of every address. */
  readonly zones?: readonly string[] | undefined;
}

/**
 * Everything in the base. The same rules in any order give the same bytes under one key; repeated
 * ones are written once. Throws `too-many-rules`, `unlucky-key`.
 */
export function encodeRules(
  entries: readonly RuleEntry[],
  { baseKey, zones }: EncodeOptions,
): EncodedRules {
  const { segment, order } = encodeSegment(entries, baseKey);
  const rules = writeRules({
    zones,
    clearances: clearancesOf(entries),
    base: segment,
    fresh: EMPTY_SEGMENT,
  });
  return { ruleCount: order.length, rules, order };
}

/** Throws `bad-rules` on anything that `writeRules` would not have written. */
export function openRules(bytes: Uint8Array): Ruleset {
  const file = readSegments(bytes);
  return { ruleCount: segmentCount(file.base) + segmentCount(file.fresh), ...answersOf(file) };
}

export function answersOf({
  zones,
  clearances,
  base,
  fresh,
}: RulesFile): Pick<Ruleset, 'find' | 'covers'> {
  const find = finderOf(
    [base, fresh].filter(({ groups }) => groups.length > 0),
    clearances,
  );
  return {
    find,
    covers(address) {
      if (zones === undefined) return true;
      const canonical = canonicalize(address);
      if (!canonical.ok) return false;
      const host = hostOf(canonical.url.slice(canonical.url.indexOf('//') + 2));
      return zones.some((zone) => isUnder(host, zone));
    },
  };
}
