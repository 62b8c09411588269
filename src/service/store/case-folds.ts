/**
 * Cases as they fold from their events, kept in memory, so that of a case with thousands of
 * complaints only what came since is read.
 */
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { CodedError } from '../../policy/index.ts';
import { type Case, type CaseEvent, CaseEventSchema, evolve } from '../../redress/index.ts';
import type { Tables } from './tables.ts';

/** A case as the database has it, and the link of its last event. */
export interface KeptCase {
  readonly theCase: Case;
  readonly link: string;
}

export interface CaseFolds {
  /**
   * By their ids, in no order. Unknown ones are left out. Of those whose version is named and is
   * the one that is kept, nothing is read.
   */
  read(
    tables: Kysely<Tables>,
    ids: readonly string[],
    versions?: ReadonlyMap<string, number>,
  ): Promise<readonly KeptCase[]>;
  /** Those with these destinations, of which none is kept here, from their first events on. */
  readUnseen(
    tables: Kysely<Tables>,
    destinationKeys: readonly string[],
  ): Promise<readonly KeptCase[]>;
  /** As it was when it was last seen here; others may have changed it since. */
  lastSeen(destinationKey: string): KeptCase | undefined;
  /** After it was written. */
  keep(kept: KeptCase): void;
}

/** How many folds are kept. */
const MOST_FOLDS = 500;

const StoredEventSchema = v.pipe(v.string(), v.parseJson(), CaseEventSchema);

export function createCaseFolds(): CaseFolds {
  // A Map keeps the order of insertion, so the first key is the one that was used longest ago.
  const folds = new Map<string, KeptCase>();
  const idOf = new Map<string, string>();

  function keep(kept: KeptCase): void {
    const { id, version, destination } = kept.theCase;
    if (version < (folds.get(id)?.theCase.version ?? 0)) return;
    folds.delete(id);
    folds.set(id, kept);
    idOf.set(destination.key, id);
    for (const [oldest, { theCase }] of folds) {
      if (folds.size <= MOST_FOLDS) break;
      folds.delete(oldest);
      idOf.delete(theCase.destination.key);
    }
  }

  return {
    keep,
    lastSeen: (destinationKey) => folds.get(idOf.get(destinationKey) ?? ''),
    async read(tables, ids, versions) {
      // As they are now: somebody else may read on while this waits for the database.
      const read = new Map(ids.map((id) => [id, folds.get(id)]));
      const versionOf = (id: string) => read.get(id)?.theCase.version ?? 0;
      const stale = ids.filter((id) => versions?.get(id) !== versionOf(id));
      return keepAll(stale.length === 0 ? [] : await eventsAfter(tables, stale, versionOf), read);
    },
    async readUnseen(tables, destinationKeys) {
      const rows = await tables
        .selectFrom('case_events')
        .innerJoin('cases', 'cases.id', 'case_id')
        .select(EVENT)
        .where('destination_key', 'in', destinationKeys)
        .orderBy('case_id')
        .orderBy('number')
        .execute();
      return keepAll(rows, new Map());
    },
  };

  function keepAll(rows: readonly EventRow[], former: ReadonlyMap<string, KeptCase | undefined>) {
    const found = [...folded(rows, former).values()].filter((kept) => kept !== undefined);
    for (const kept of found) keep(kept);
    return found;
  }
}

interface EventRow {
  readonly id: string;
  readonly number: number;
  readonly event: string;
  readonly link: string;
}

const EVENT = ['case_id as id', 'number', 'event', 'case_events.link as link'] as const;

/** The cases of those rows, which are in the order of cases and numbers, and the former ones. */
function folded(
  rows: readonly EventRow[],
  former: ReadonlyMap<string, KeptCase | undefined>,
): ReadonlyMap<string, KeptCase | undefined> {
  const kept = new Map(former);
  for (const { id, number, event, link } of rows) {
    const theCase = evolve(kept.get(id)?.theCase, eventOf(event));
    if (theCase.version !== number) throw corrupt(`case ${id}: event ${number} is not its next`);
    kept.set(id, { theCase, link });
  }
  return kept;
}

function eventsAfter(
  tables: Kysely<Tables>,
  ids: readonly string[],
  versionOf: (id: string) => number,
) {
  return tables
    .selectFrom('case_events')
    .select(EVENT)
    .where(({ or, eb }) =>
      or(ids.map((id) => eb('case_id', '=', id).and('number', '>', versionOf(id)))),
    )
    .orderBy('case_id')
    .orderBy('number')
    .execute();
}

function eventOf(text: string): CaseEvent {
  const result = v.safeParse(StoredEventSchema, text);
  if (result.success) return result.output;
  throw corrupt(`an event of a case: ${result.issues[0].message}`);
}

function corrupt(what: string): CodedError {
  return new CodedError('store-corrupt', `store: ${what}`);
}
