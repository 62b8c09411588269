/** From imported lists to the files of a ruleset, with a report of all that was left out and why. */
import type { Violation } from '../violation.ts';
import type { ImportedList, RefusedLine } from './importers/import.ts';
import { makeReviewer, type ReviewReason } from './popular-hosts.ts';
import type { RuleEntry } from './rule.ts';
import { encodeRules } from './rules.ts';

/** A host-wide entry that is kept out of the rules until somebody looks at it. */
export interface ReviewItem {
  readonly list: string;
  readonly expression: string;
  readonly violation: Violation;
  readonly reason: ReviewReason;
}

export interface ListReport {
  readonly list: string;
  /** Entries that the list holds, without the refused lines. */
  readonly entries: number;
  readonly duplicates: number;
  readonly review: number;
  readonly refused: number;
  /** What went into the rules. */
  readonly rules: number;
}

export interface CompileReport {
  readonly ruleCount: number;
  readonly review: readonly ReviewItem[];
  readonly refused: readonly (RefusedLine & { readonly list: string })[];
  readonly perList: readonly ListReport[];
}

export interface CompiledRules {
  readonly rules: Uint8Array<ArrayBuffer>;
  readonly remainders: Uint8Array<ArrayBuffer>;
  readonly report: CompileReport;
}

/** Two lists that say the same stay two rules: each is evidence of its own. */
export function compileRules(lists: readonly ImportedList[]): CompiledRules {
  const reasonOf = makeReviewer();
  const seen = new Set<string>();
  const rules: RuleEntry[] = [];
  const review: ReviewItem[] = [];
  const perList = lists.map((imported): ListReport => {
    const { list, entries, refused } = imported;
    const before = { rules: rules.length, review: review.length };
    for (const entry of entries) {
      const key = `${entry.list}\n${entry.effect}\n${entry.violation}\n${entry.expression}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const reason = reasonOf(entry);
      const { expression, violation } = entry;
      if (reason === undefined) rules.push(entry);
      else review.push({ list: entry.list, expression, violation, reason });
    }
    const kept = { rules: rules.length - before.rules, review: review.length - before.review };
    return {
      list,
      entries: entries.length,
      duplicates: entries.length - kept.rules - kept.review,
      refused: refused.length,
      ...kept,
    };
  });
  const encoded = encodeRules(rules);
  return {
    rules: encoded.rules,
    remainders: encoded.remainders,
    report: {
      ruleCount: encoded.ruleCount,
      review,
      refused: lists.flatMap(({ list, refused }) => refused.map((line) => ({ list, ...line }))),
      perList,
    },
  };
}
