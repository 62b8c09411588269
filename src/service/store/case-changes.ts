/** What is to become of cases, as the rows that say so. Nothing here asks the database. */
import { CodedError } from '../../policy/index.ts';
import { type Case, type CaseEvent, evolve } from '../../redress/index.ts';
import type { KeptCase } from './case-folds.ts';
import { caseRowOf, rulingRowsOf, taskRowsOf } from './case-rows.ts';
import { linkOf } from './chain.ts';
import type { CaseEventRow, CaseRow } from './tables.ts';

/** The events that come after a case's `version`. */
export interface CaseChange {
  /** Undefined for a case that is opened. */
  readonly former: KeptCase | undefined;
  readonly events: readonly CaseEvent[];
}

export interface ChangedCases {
  /** As they are after it, in the order of the changes. */
  readonly kept: readonly KeptCase[];
  /** In one order, so that two processes never wait for each other. */
  readonly opened: readonly CaseRow[];
  readonly moved: readonly CaseRow[];
  readonly events: readonly CaseEventRow[];
  /** Those whose tasks, and whose rulings, are not any more as they were. */
  readonly withTasks: readonly KeptCase[];
  readonly withRulings: readonly KeptCase[];
}

export function changedCases(changes: readonly CaseChange[]): ChangedCases {
  const kept = changes.map(apply);
  const rowsWhere = (isOpened: boolean) =>
    kept
      .filter((_, index) => (changes[index]?.former === undefined) === isOpened)
      .map(({ theCase, link }) => caseRowOf(theCase, link))
      .sort((a, b) => (a.destination_key < b.destination_key ? -1 : 1));
  return {
    kept,
    opened: rowsWhere(true),
    moved: rowsWhere(false),
    events: changes.flatMap(eventRowsOf),
    // A complaint that joins a case mostly changes neither.
    withTasks: changed(changes, kept, taskRowsOf),
    withRulings: changed(changes, kept, rulingRowsOf),
  };
}

function apply({ former, events }: CaseChange): KeptCase {
  const theCase = events.reduce<Case | undefined>(evolve, former?.theCase);
  if (theCase === undefined) throw new CodedError('bad-events', 'case: no event opens it');
  return { theCase, link: linksOf(former?.link, events).at(-1) ?? former?.link ?? '' };
}

function linksOf(former: string | undefined, events: readonly CaseEvent[]): readonly string[] {
  let link = former;
  return events.map((event) => {
    link = linkOf(link, JSON.stringify(event));
    return link;
  });
}

function eventRowsOf({ former, events }: CaseChange): readonly CaseEventRow[] {
  const links = linksOf(former?.link, events);
  const before = former?.theCase.version ?? 0;
  const id = former?.theCase.id ?? openedIn(events);
  return events.map((event, index) => ({
    case_id: id,
    number: before + index + 1,
    event: JSON.stringify(event),
    link: links[index] ?? '',
  }));
}

function openedIn([first]: readonly CaseEvent[]): string {
  if (first?.kind === 'case.opened') return first.caseId;
  throw new CodedError('bad-events', 'case: no event opens it');
}

function changed(
  changes: readonly CaseChange[],
  kept: readonly KeptCase[],
  rowsOf: (theCase: Case) => readonly object[],
): readonly KeptCase[] {
  return kept.filter(({ theCase }, index) => {
    const former = changes[index]?.former?.theCase;
    const before = former === undefined ? [] : rowsOf(former);
    return JSON.stringify(before) !== JSON.stringify(rowsOf(theCase));
  });
}
