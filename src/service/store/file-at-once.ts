/**
 * Files complaints, with the cases that they open or join, in one statement of PostgreSQL, which is
 * a transaction of its own: the way to the database is what costs. It builds upon the cases as they
 * were last seen here. Should any of them, or a complaint, turn out to be there already, a key that
 * is free only once refuses all of it, and the careful way is taken, which holds what it reads.
 */
import { CompiledQuery } from 'kysely';
import { changedCases } from './case-changes.ts';
import type { CaseFolds, KeptCase } from './case-folds.ts';
import { taskRowsOf } from './case-rows.ts';
import { byKey, complaintRowOf, filedOutcomes } from './complaint-row.ts';
import type { ComplaintFiling, FilingOutcome } from './complaints.ts';
import type { Database } from './database.ts';
import { groupByDestination, joinsOf } from './join-cases.ts';
import { PREPARED } from './postgres.ts';
import { isOvertaken } from './store-error.ts';
import type {
  CaseComplaintRow,
  CaseEventRow,
  CaseRow,
  CaseTaskRow,
  ComplaintRow,
  Tables,
} from './tables.ts';

/** Undefined where nothing was filed and the careful way is to be taken. */
export async function fileAtOnce(
  database: Database,
  folds: CaseFolds,
  filings: readonly ComplaintFiling[],
): Promise<readonly FilingOutcome[] | undefined> {
  const rows = filings.map(complaintRowOf);
  const filed = filings.map((filing, index) => {
    const { id, received_at: at } = rows[index] as ComplaintRow;
    return { ...filing, id, at };
  });
  const byDestination = groupByDestination(filed);
  const former = await casesOf(database, folds, [...byDestination.keys()]);
  const { changes, joined } = joinsOf(byDestination, former);
  const changed = changedCases(changes);
  // None of both comes of a complaint that joins; whatever else would is written the careful way.
  if (changed.withRulings.length > 0 || changed.kept.some(hasLostTask(former))) return undefined;
  const tasks = changed.withTasks.flatMap(({ theCase }) => taskRowsOf(theCase));
  const joinedRows = joined(changed.kept);
  const parameters = [
    [...rows].sort(byKey),
    ...[changed.opened, changed.moved, changed.events, tasks, joinedRows],
  ].map((some) => JSON.stringify(some));
  try {
    await database.writeAtOnce((tables) =>
      tables.executeQuery(CompiledQuery.raw(STATEMENT, parameters)),
    );
  } catch (error) {
    if (isOvertaken(error)) return undefined;
    throw error;
  }
  for (const kept of changed.kept) folds.keep(kept);
  return filedOutcomes(rows, joinedRows);
}

/** Those that were seen here as they were then; of the others, what the database has. */
async function casesOf(
  database: Database,
  folds: CaseFolds,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeptCase>> {
  const seen = keys.map((key) => folds.lastSeen(key)).filter((kept) => kept !== undefined);
  const former = new Map(seen.map((kept) => [kept.theCase.destination.key, kept]));
  const unseen = keys.filter((key) => !former.has(key));
  if (unseen.length === 0) return former;
  const read = await database.read((tables) => folds.readUnseen(tables, unseen));
  for (const kept of read) former.set(kept.theCase.destination.key, kept);
  return former;
}

function hasLostTask(former: ReadonlyMap<string, KeptCase>) {
  return ({ theCase }: KeptCase): boolean => {
    const before = former.get(theCase.destination.key);
    if (before === undefined) return false;
    const tasks = new Set(taskRowsOf(theCase).map(({ task }) => task));
    return taskRowsOf(before.theCase).some(({ task }) => !tasks.has(task));
  };
}

/** As the rows of one parameter, which is JSON: the statement is the same however many there are. */
function insert<Table extends keyof Tables>(
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
  place: number,
): string {
  const names = columns.join(', ');
  return `insert into ${table} (${names})
    select ${names} from json_populate_recordset(null::${table}, $${place}::json)`;
}

const COMPLAINT = [
  ...(['id', 'idempotency_key', 'payload_digest', 'receipt', 'address', 'canonical'] as const),
  ...(['kind', 'context', 'comment', 'ruleset_version', 'state', 'received_at'] as const),
  ...(['updated_at', 'excerpt', 'new_fact', 'reporter', 'network'] as const),
] satisfies readonly (keyof ComplaintRow)[];

const CASE = [
  ...(['id', 'destination_key', 'host_key', 'version', 'link', 'is_hurried'] as const),
  ...(['opened_at', 'changed_at'] as const),
] satisfies readonly (keyof CaseRow)[];

const EVENT = ['case_id', 'number', 'event', 'link'] satisfies readonly (keyof CaseEventRow)[];

const TASK = [
  ...(['case_id', 'task', 'phase', 'since', 'ranked_at'] as const),
  ...(['claimed_by', 'claimed_until'] as const),
] satisfies readonly (keyof CaseTaskRow)[];

const JOINED = [
  ...(['complaint_id', 'case_id', 'state', 'updated_at'] as const),
] satisfies readonly (keyof CaseComplaintRow)[];

const STATEMENT = `${PREPARED}file_complaints */
  with filed as (${insert('complaints', COMPLAINT, 1)}),
  opened as (${insert('cases', CASE, 2)}),
  moved as (update cases set version = moved.version, link = moved.link,
    is_hurried = moved.is_hurried, changed_at = moved.changed_at
    from json_populate_recordset(null::cases, $3::json) moved where cases.id = moved.id),
  happened as (${insert('case_events', EVENT, 4)}),
  tasks as (${insert('case_tasks', TASK, 5)}
    on conflict (case_id, task) do update set phase = excluded.phase, since = excluded.since,
    ranked_at = excluded.ranked_at, claimed_by = excluded.claimed_by,
    claimed_until = excluded.claimed_until)
  ${insert('case_complaints', JOINED, 6)}`;
