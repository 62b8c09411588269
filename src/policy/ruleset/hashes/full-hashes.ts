/** The service's view of the rules: full hashes by the prefix that a client asks for. */
import { CodedError } from '../../coded-error.ts';
import { toHex } from '../../url/hash.ts';
import type { RuleKind } from '../rule.ts';
import { splitRules } from '../rules/layout.ts';
import { openEvidence, type RuleEvidence } from './evidence.ts';
import { HASH_BYTES } from './hashes.ts';
import { indexByPrefix } from './prefix-index.ts';

const NONE: readonly FullHashMatch[] = [];

export interface FullHashMatch extends RuleKind, RuleEvidence {
  /** 64 lower-case hex digits. */
  readonly fullHash: string;
}

export interface FullHashes {
  readonly ruleCount: number;
  /** Every rule whose full hash begins with these 32 bits, the first byte the highest. */
  withPrefix(prefix: number): readonly FullHashMatch[];
}

/** The parts of a ruleset that belong together, place by place. */
export interface FullHashParts {
  readonly rules: Uint8Array;
  readonly hashes: Uint8Array;
  readonly evidence: Uint8Array;
}

/**
 * Throws `bad-rules` where a part is malformed or they do not belong together by size. What the
 * groups of rules hold is not looked at: only how many each of them has is told here.
 */
export function openFullHashes({ rules, hashes, evidence }: FullHashParts): FullHashes {
  const { ruleCount, kindAt } = openKinds(rules);
  if (hashes.length !== ruleCount * HASH_BYTES) {
    throw new CodedError('bad-rules', 'hashes: not of the size that these rules have');
  }
  const evidenceAt = openEvidence(evidence, ruleCount);
  const placesWith = indexByPrefix(hashes);
  return {
    ruleCount,
    withPrefix(prefix) {
      const places = placesWith(prefix);
      if (places.length === 0) return NONE;
      return places.map((place) => ({
        fullHash: toHex(hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES)),
        ...kindAt(place),
        ...evidenceAt(place),
      }));
    },
  };
}

interface Kinds {
  readonly ruleCount: number;
  kindAt(place: number): RuleKind;
}

function openKinds(rules: Uint8Array): Kinds {
  const { base, fresh } = splitRules(rules).header;
  let ruleCount = 0;
  const groups = [...(base?.groups ?? []), ...(fresh?.groups ?? [])].map(({ kind, count }) => {
    ruleCount += count;
    return { kind, end: ruleCount };
  });
  return {
    ruleCount,
    kindAt: (place) => groups.find(({ end }) => place < end)?.kind as RuleKind,
  };
}
