/**
 * Writes what becomes of cases: their events, and the rows by which they are found. Whoever changes
 * a case holds its row until the transaction ends; the number of each event is free only once.
 */
import type { Kysely } from 'kysely';
import { CodedError } from '../../policy/index.ts';
import type { Case } from '../../redress/index.ts';
import { type CaseChange, changedCases } from './case-changes.ts';
import type { KeptCase } from './case-folds.ts';
import { complaintRowsOf, rulingRowsOf, taskRowsOf } from './case-rows.ts';
import { isPostgresDatabase } from './dialect.ts';
import { OVERTAKEN } from './store-error.ts';
import type { CaseComplaintRow, CaseRow, Tables } from './tables.ts';

/** Rows of one statement, well below what each database takes. */
const ROWS_AT_ONCE = 500;

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
  const { kept, opened, moved, events, withTasks, withRulings } = changedCases(changes);
  await openCases(tables, opened);
  await moveCases(tables, moved);
  for (const rows of portions(events)) {
    await tables.insertInto('case_events').values(rows).execute();
  }
  await writeTasks(tables, withTasks);
  await writeRulings(tables, withRulings);
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

async function openCases(tables: Kysely<Tables>, rows: readonly CaseRow[]): Promise<void> {
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

async function moveCases(tables: Kysely<Tables>, rows: readonly CaseRow[]): Promise<void> {
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

function portions<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  );
}
