/** What can be told of a file of rules without knowing any of its expressions. */
import { toHex } from '../../url/hash.ts';
import type { RuleKind } from '../rule.ts';
import { readSegments, type Segment, segmentCount } from '../rules/layout.ts';

export interface RulesDescription {
  readonly ruleCount: number;
  /** Bytes. */
  readonly size: number;
  /** The registrable suffixes that the rules speak of; null: of every address. */
  readonly zones: readonly string[] | null;
  /** Those that hold a rule. */
  readonly segments: readonly SegmentDescription[];
}

export interface SegmentDescription {
  readonly name: 'base' | 'fresh';
  /** In hex. It is no secret. */
  readonly key: string;
  readonly hasHashed: boolean;
  readonly ruleCount: number;
  readonly kinds: readonly (RuleKind & { readonly ruleCount: number })[];
}

/** Throws `bad-rules`. */
export function describeRules(bytes: Uint8Array): RulesDescription {
  const { zones, base, fresh } = readSegments(bytes);
  return {
    ruleCount: segmentCount(base) + segmentCount(fresh),
    size: bytes.length,
    zones: zones ?? null,
    segments: [describeSegment('base', base), describeSegment('fresh', fresh)].filter(
      ({ ruleCount }) => ruleCount > 0,
    ),
  };
}

function describeSegment(name: 'base' | 'fresh', segment: Segment): SegmentDescription {
  return {
    name,
    key: toHex(segment.key),
    hasHashed: segment.hasHashed,
    ruleCount: segmentCount(segment),
    kinds: segment.groups.map(({ kind, fingerprints }) => ({
      ...kind,
      ruleCount: fingerprints.high.length,
    })),
  };
}
