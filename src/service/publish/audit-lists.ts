/** The equality audit of a ruleset, from the very lists that it was compiled from. */
import {
  type Grades,
  type ImportedList,
  type Policy,
  type ReviewDecision,
  selectEntries,
} from '../../policy/index.ts';
import { auditEquality, type CategoryAudit, isAboutProvider } from '../../redress/index.ts';

export interface AuditOptions {
  readonly policy: Policy;
  readonly grades: Grades;
  readonly graded: ReadonlyMap<string, readonly string[]>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly decisions: readonly ReviewDecision[];
}

/** No stage of a policy waits for a newer client than this. */
const NEWEST_CLIENT = '65535';

export function auditLists(
  lists: readonly ImportedList[],
  { decisions, now, ...rest }: AuditOptions,
): readonly CategoryAudit[] {
  // A list of a million hosts speaks of providers in a few lines.
  const about = lists.map((list) => ({ ...list, entries: list.entries.filter(isAboutProvider) }));
  const { entries } = selectEntries(about, decisions);
  return auditEquality({
    ...rest,
    entries,
    now: new Date(now).toISOString(),
    version: NEWEST_CLIENT,
  });
}
