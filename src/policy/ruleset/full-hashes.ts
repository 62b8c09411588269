/** The service's view of the rules: full hashes by the prefix that a client asks for. */
import { CodedError } from '../coded-error.ts';
import { toHex } from '../url/hash.ts';
import { REMAINDER_BYTES, readTable } from './layout.ts';
import type { RuleKind } from './rule.ts';

export interface FullHashMatch extends RuleKind {
  /** 64 lower-case hex digits. */
  readonly fullHash: string;
}

export interface FullHashes {
  readonly ruleCount: number;
  /** Every rule whose full hash begins with these 8 lower-case hex digits; none for other text. */
  withPrefix(prefix: string): readonly FullHashMatch[];
}

/** Throws `bad-rules` where a file is malformed or the two do not belong together by size. */
export function openFullHashes(rules: Uint8Array, remainders: Uint8Array): FullHashes {
  const table = readTable(rules);
  if (remainders.length !== table.ruleCount * REMAINDER_BYTES) {
    throw new CodedError('bad-rules', 'remainders: not of the size that these rules have');
  }
  function matchAt(place: number): FullHashMatch {
    const from = place * REMAINDER_BYTES;
    const rest = toHex(remainders.subarray(from, from + REMAINDER_BYTES));
    return {
      fullHash: hex32(table.high(place)) + hex32(table.low(place)) + rest,
      ...table.kind(place),
    };
  }
  return {
    ruleCount: table.ruleCount,
    withPrefix(prefix) {
      if (!/^[0-9a-f]{8}$/.test(prefix)) return [];
      const high = Number.parseInt(prefix, 16);
      const matches: FullHashMatch[] = [];
      for (let place = table.lowerBound(high, 0); place < table.ruleCount; place += 1) {
        if (table.high(place) !== high) break;
        matches.push(matchAt(place));
      }
      return matches;
    },
  };
}

function hex32(number: number): string {
  return number.toString(16).padStart(8, '0');
}
