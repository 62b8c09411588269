/**
 * The events of cases, and the cases that they fold to. Folds are kept in memory, so that of a case
 * with thousands of complaints only what came since is read. Whoever changes a case holds its row
 * until the transaction ends; the number of each event is free only once.
 */
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { CodedError } from '../../policy/index.ts';
import { type Case, type CaseEvent, CaseEventSchema, evolve } from '../../redress/index.ts';
import { caseRowOf, complaintRowsOf, rulingRowsOf, taskRowsOf } from './case-rows.ts';
import { linkOf } from './chain.ts';
import { isPostgresDatabase } from './dialect.ts';
import { OVERTAKEN } from './store-error.ts';
import type { CaseComplaintRow, CaseRow, Tables } from './tables.ts';

/** A case as the database has it, and the link of its last event. */
export interface KeptCase {
  readonly theCase: Case;
  readonly link: string;
}

/** What is to become of a case: the events that come after its `version`. */
export interface CaseChange {
  /** Undefined for a case that is opened. */
  readonly former: KeptCase | undefined;
  readonly events: readonly CaseEvent[];
}

export interface CaseFolds {
  /** By their ids, in no order. Unknown ones are left out. */
  read(tables: Kysely<Tables>, ids: readonly string[]): Promise<readonly KeptCase[]>;
}

/** How many folds are kept. */
const MOST_FOLDS = 500;

/** Rows of one statement, well below what each database takes. */
const ROWS_AT_ONCE = 500;

const StoredEventSchema = v.pipe(v.string(), v.parseJson(), CaseEventSchema);

export function createCaseFolds(): CaseFolds {
  // A Map keeps the order of insertion, so the first key is the one that was used longest ago.
  const folds = new Map<string, KeptCase>();

  function keep(id: string, kept: KeptCase): void {
    const isOlder = kept.theCase.version < (folds.get(id)?.theCase.version ?? 0);
    if (isOlder) return;
    folds.delete(id);
    folds.set(id, kept);
    for (const oldest of folds.keys()) {
      if (folds.size <= MOST_FOLDS) break;
      folds.delete(oldest);
    }
  }

  return {
    async read(tables, ids) {
      if (ids.length === 0) return [];
      // As they are now: somebody else may read on while this waits for the database.
      const read = new Map(ids.map((id) => [id, folds.get(id)]));
      const rows = await tables
        .selectFrom('case_events')
        .select(['case_id as id', 'number', 'event', 'link'])
        .where(({ or, eb }) =>
          or(
            ids.map((id) =>
              eb('case_id', '=', id).and('number', '>', read.get(id)?.theCase.version ?? 0),
            ),
          ),
        )
        .orderBy('case_id')
        .orderBy('number')
        .execute();
      for (const { id, number, event, link } of rows) {
        const theCase = evolve(read.get(id)?.theCase, eventOf(event));
        if (theCase.version !== number)
          throw corrupt(`case ${id}: event ${number} is not its next`);
        read.set(id, { theCase, link });
      }
      for (const [id, kept] of read) if (kept !== undefined) keep(id, kept);
      return [...read.values()].filter((kept) => kept !== undefined);
    },
  };
}

/** The rows of these cases, which nobody else changes until the transaction ends. */
export function holdCases(
  tables: Kysely<Tables>,
  column: 'id' | 'destination_key',
  values: readonly string[],
): Promise<readonly CaseRow[]> {
  return (
    tables
      .selectFrom('cases')
      .selectAll()
      .where(column, 'in', values)
      // In one order, so that two processes never wait for each other.
      .orderBy('id')
      .$if(isPostgresDatabase(tables), (query) => query.forUpdate())
      .execute()
  );
}

/**
 * Writes what becomes of cases that are held, or are opened. Throws `store-overtaken` where somebody
 * else opened one of them first: then all of it is to be done again. Gives the cases as they are
 * after it.
 */
export async function changeCases(
  tables: Kysely<Tables>,
  changes: readonly CaseChange[],
): Promise<readonly KeptCase[]> {
  const kept = changes.map(apply);
  await openCases(tables, changes, kept);
  await moveCases(tables, changes, kept);
  for (const rows of portions(changes.flatMap(eventRowsOf))) {
    await tables.insertInto('case_events').values(rows).execute();
  }
  // A complaint that joins a case mostly changes neither.
  await writeTasks(tables, changed(changes, kept, taskRowsOf));
  await writeRulings(tables, changed(changes, kept, rulingRowsOf));
  return kept;
}

/** Complaints that came into a case, with their state in it. */
export async function joinComplaints(
  tables: Kysely<Tables>,
  rows: readonly CaseComplaintRow[],
): Promise<void> {
  for (const some of portions(rows)) {
    await tables.insertInto('case_complaints').values(some).execute();
  }
}

/** The states of all complaints of a case, where an act changed them. */
export async function updateStates(tables: Kysely<Tables>, theCase: Case): Promise<void> {
  const ids = theCase.complaints.map(({ id }) => id);
  const former = await tables
    .selectFrom('case_complaints')
    .select(['complaint_id', 'state'])
    .where('case_id', '=', theCase.id)
    .execute();
  const states = new Map(former.map(({ complaint_id, state }) => [complaint_id, state]));
  const changed = complaintRowsOf(theCase, ids).filter(
    ({ complaint_id, state }) => states.get(complaint_id) !== state,
  );
  for (const some of portions(changed)) {
    await tables
      .insertInto('case_complaints')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('complaint_id').doUpdateSet(({ ref }) => ({
          state: ref('excluded.state'),
          updated_at: ref('excluded.updated_at'),
        })),
      )
      .execute();
  }
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

function eventRowsOf({ former, events }: CaseChange) {
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

async function openCases(
  tables: Kysely<Tables>,
  changes: readonly CaseChange[],
  kept: readonly KeptCase[],
): Promise<void> {
  const rows = kept
    .filter((_, index) => changes[index]?.former === undefined)
    .map(({ theCase, link }) => caseRowOf(theCase, link))
    .sort((a, b) => (a.destination_key < b.destination_key ? -1 : 1));
  if (rows.length === 0) return;
  const opened = await tables
    .insertInto('cases')
    .values(rows)
    .onConflict((conflict) => conflict.column('destination_key').doNothing())
    .returning('id')
    .execute();
  if (opened.length < rows.length) {
    throw new CodedError(OVERTAKEN, 'store: somebody else opened this case');
  }
}

async function moveCases(
  tables: Kysely<Tables>,
  changes: readonly CaseChange[],
  kept: readonly KeptCase[],
): Promise<void> {
  const rows = kept
    .filter((_, index) => changes[index]?.former !== undefined)
    .map(({ theCase, link }) => caseRowOf(theCase, link));
  if (rows.length === 0) return;
  await tables
    .insertInto('cases')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        version: ref('excluded.version'),
        link: ref('excluded.link'),
        is_hurried: ref('excluded.is_hurried'),
        changed_at: ref('excluded.changed_at'),
      })),
    )
    .execute();
}

/** Those of which these rows are not any more as they were. */
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

async function writeTasks(tables: Kysely<Tables>, kept: readonly KeptCase[]): Promise<void> {
  if (kept.length === 0) return;
  const ids = kept.map(({ theCase }) => theCase.id);
  await tables.deleteFrom('case_tasks').where('case_id', 'in', ids).execute();
  for (const rows of portions(kept.flatMap(({ theCase }) => taskRowsOf(theCase)))) {
    await tables.insertInto('case_tasks').values(rows).execute();
  }
}

async function writeRulings(tables: Kysely<Tables>, kept: readonly KeptCase[]): Promise<void> {
  for (const rows of portions(kept.flatMap(({ theCase }) => rulingRowsOf(theCase)))) {
    await tables
      .insertInto('case_rulings')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['case_id', 'id']).doUpdateSet(({ ref }) => ({
          published_at: ref('excluded.published_at'),
          ends_at: ref('excluded.ends_at'),
        })),
      )
      .execute();
  }
}

function eventOf(text: string): CaseEvent {
  const result = v.safeParse(StoredEventSchema, text);
  if (result.success) return result.output;
  throw corrupt(`an event of a case: ${result.issues[0].message}`);
}

function corrupt(what: string): CodedError {
  return new CodedError('store-corrupt', `store: ${what}`);
}

function portions<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  );
}
