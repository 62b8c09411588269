/** From imported lists to the files of a ruleset, with a report of all that was left out and why. */

import { evidenceOf } from '../hashes/evidence.ts';
import { selectHosts } from '../hosts/host-lists.ts';
import type { HostParts } from '../hosts/open-hosts.ts';
import { updateHosts } from '../hosts/update-hosts.ts';
import type { ImportedList, RefusedLine } from '../importers/import.ts';
import type { RuleEntry } from '../rule.ts';
import type { EncodedRules } from '../rules/rules.ts';
import { type FormerRules, updateRules } from '../versions/update.ts';
import { type Conflict, conflictsIn } from './conflicts.ts';
import { makeReviewer, type ReviewReason } from './popular-hosts.ts';
import { makeDecider, type ReviewDecision, type ReviewItem } from './review.ts';

export interface CompileOptions {
  /** 16 random bytes each, drawn for these rules alone. */
  readonly baseKey: Uint8Array;
  readonly freshKey: Uint8Array;
  /** The version before this one, whose bases are kept where that is worth it. */
  readonly former?: (FormerRules & Partial<Pick<HostParts, 'hosts'>>) | undefined;
  /** The registrable suffixes that the lists speak of; absent: of every address. */
  readonly zones?: readonly string[] | undefined;
  /** What people decided of earlier reviews. */
  readonly decisions?: readonly ReviewDecision[] | undefined;
}

export interface ListReport {
  readonly list: string;
  /** Entries that the list holds, without the refused lines. */
  readonly entries: number;
  readonly duplicates: number;
  readonly review: number;
  /** Left out because somebody decided so. */
  readonly dropped: number;
  readonly refused: number;
  /** What went into the rules. */
  readonly rules: number;
}

export interface CompileReport {
  readonly ruleCount: number;
  readonly review: readonly ReviewItem[];
  readonly conflicts: readonly Conflict[];
  readonly refused: readonly (RefusedLine & { readonly list: string })[];
  readonly perList: readonly ListReport[];
}

/** As the manifest names them. */
export interface ListSummary {
  readonly list: string;
  readonly date: string | null;
  readonly ruleCount: number;
}

export interface CompiledRules extends HostParts {
  readonly rules: Uint8Array<ArrayBuffer>;
  readonly hashes: Uint8Array<ArrayBuffer>;
  readonly evidence: Uint8Array<ArrayBuffer>;
  readonly lists: readonly ListSummary[];
  /** Whether nothing of the former version was kept. */
  readonly isWhole: boolean;
  readonly report: CompileReport;
}

/** Two lists that say the same stay two rules: each is evidence of its own. */
export function compileRules(
  lists: readonly ImportedList[],
  { baseKey, freshKey, former, zones, decisions = [] }: CompileOptions,
): CompiledRules {
  const selection = selectEntries(lists, decisions);
  const { entries } = selection;
  const encoded = updateRules(former, entries, { base: baseKey, fresh: freshKey, zones });
  const perList = reportLists(lists, selection, encoded);
  return {
    rules: encoded.rules,
    ...updateHosts(former?.hosts, selectHosts(entries)),
    hashes: encoded.hashes,
    evidence: evidenceOf(entries, encoded.order),
    lists: summarize(lists, perList),
    isWhole: encoded.isWhole,
    report: {
      ruleCount: encoded.ruleCount,
      review: selection.review,
      conflicts: conflictsIn(entries),
      refused: lists.flatMap(({ list, refused }) => refused.map((line) => ({ list, ...line }))),
      perList,
    },
  };
}

/** What of the lists becomes rules, each list's entries behind those of the one before. */
interface Selection {
  readonly entries: readonly RuleEntry[];
  readonly review: readonly ReviewItem[];
  readonly counts: readonly {
    readonly taken: number;
    readonly review: number;
    readonly dropped: number;
  }[];
}

export function selectEntries(
  lists: readonly ImportedList[],
  decisions: readonly ReviewDecision[] = [],
): Selection {
  const reasonOf = makeReviewer();
  const decisionOf = makeDecider(decisions);
  const entries: RuleEntry[] = [];
  const review = new Map<string, ReviewItem>();
  /** Whether the entry is left out for good. */
  const settle = (entry: RuleEntry, reason: ReviewReason): boolean => {
    const decision = decisionOf(entry);
    if (decision === 'list') entries.push(entry);
    if (decision !== undefined) return decision === 'drop';
    const { list, expression, violation } = entry;
    const key = `${list}\n${violation}\n${expression}`;
    if (!review.has(key)) review.set(key, { list, expression, violation, reason });
    return false;
  };
  const counts = lists.map((imported) => {
    const before = { taken: entries.length, review: review.size };
    let dropped = 0;
    for (const entry of imported.entries) {
      const reason = reasonOf(entry);
      if (reason === undefined) entries.push(entry);
      else if (settle(entry, reason)) dropped += 1;
    }
    return { taken: entries.length - before.taken, review: review.size - before.review, dropped };
  });
  return { entries, review: [...review.values()], counts };
}

function reportLists(
  lists: readonly ImportedList[],
  { entries, counts }: Selection,
  { order }: EncodedRules,
): readonly ListReport[] {
  const owners = new Uint32Array(entries.length);
  let from = 0;
  for (const [index, { taken }] of counts.entries()) {
    owners.fill(index, from, from + taken);
    from += taken;
  }
  const rules = new Uint32Array(lists.length);
  for (const index of order) {
    const owner = owners[index] ?? 0;
    rules[owner] = (rules[owner] ?? 0) + 1;
  }
  return lists.map(({ list, entries: all, refused }, index) => {
    const { review, dropped } = counts[index] ?? { review: 0, dropped: 0 };
    const kept = rules[index] ?? 0;
    const duplicates = all.length - kept - review - dropped;
    return {
      ...{ list, entries: all.length, duplicates, review, dropped },
      ...{ refused: refused.length, rules: kept },
    };
  });
}

/** A list that came in several pieces is one list; pieces of several days are of no one day. */
function summarize(
  lists: readonly ImportedList[],
  perList: readonly ListReport[],
): readonly ListSummary[] {
  const summaries = new Map<string, ListSummary>();
  for (const [index, { list, date }] of lists.entries()) {
    const former = summaries.get(list);
    const ruleCount = (former?.ruleCount ?? 0) + (perList[index]?.rules ?? 0);
    const isOfOneDay = former === undefined || former.date === date;
    summaries.set(list, { list, date: isOfOneDay ? date : null, ruleCount });
  }
  return [...summaries.values()];
}
