/** Cases as people work on them: found, queued, and moved on by events that `decide` gave. */
import type { ExpressionBuilder, Kysely } from 'kysely';
import {
  type Case,
  type CaseEvent,
  evolve,
  factsOf,
  type PublicFact,
  RULING_TASK,
} from '../../redress/index.ts';
import { type Act, recordAct } from './audit.ts';
import { changeCases, holdCases, updateStates } from './case-events.ts';
import type { CaseFolds } from './case-folds.ts';
import { hostKeyOf } from './case-rows.ts';
import type { Database } from './database.ts';
import { appendFacts } from './public-log.ts';
import type { Tables } from './tables.ts';

export interface CaseAppend {
  readonly caseId: string;
  /** Of the case on which it was decided. */
  readonly expectedVersion: number;
  readonly events: readonly CaseEvent[];
  /** Who did what: goes into the audit chain, in the same transaction. */
  readonly act: Omit<Act, 'subject'>;
}

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly theCase: Case }
  /** The case is not any more as it was when that was decided; or there is none. */
  | { readonly kind: 'changed-meanwhile' };

/** A place in the queue. */
export interface QueuedTask {
  readonly caseId: string;
  readonly task: string;
  readonly phase: 'open' | 'claimed' | 'proposed';
  readonly since: string;
  readonly claimedBy: string | undefined;
  readonly claimedUntil: string | undefined;
  readonly isHurried: boolean;
}

/** A ruling whose expression has a hash under a prefix that was asked for. */
export interface RulingUnderPrefix {
  readonly fullHash: string;
  readonly rulingId: string;
  readonly caseId: string;
}

/** What the reporter wrote, as it came in. */
export interface FiledComplaint {
  readonly id: string;
  readonly address: string;
  readonly comment: string;
  readonly excerpt: string | undefined;
  readonly receivedAt: string;
}

export interface Cases {
  /** Those that there are, in no order. */
  cases(ids: readonly string[]): Promise<readonly Case[]>;
  caseOfDestination(key: string): Promise<Case | undefined>;
  /** With the complaint's id in it. */
  caseOfReceipt(
    receipt: string,
  ): Promise<{ readonly theCase: Case; readonly complaintId: string } | undefined>;
  /** Of a host, and of all below it where that is asked for. */
  casesOfHost(host: string, options: { below: boolean; limit: number }): Promise<readonly Case[]>;
  /** Every case, page by page, by their ids: for publishing, grades and figures. */
  casesAfter(id: string, limit: number): Promise<readonly Case[]>;
  appendToCase(append: CaseAppend): Promise<AppendOutcome>;
  /** Those in a hurry or severe are ahead by days. A lapsed claim is still there. */
  queue(options: {
    limit: number;
    phases?: readonly QueuedTask['phase'][];
  }): Promise<readonly QueuedTask[]>;
  /** How many stand before the ruling of this case; 0 for the next; undefined where it does not wait. */
  placeInQueue(caseId: string): Promise<number | undefined>;
  /** Published ones, by the first 8 hex digits of the hash. */
  rulingsUnder(prefixes: readonly string[]): Promise<readonly RulingUnderPrefix[]>;
  caseOfRuling(rulingId: string): Promise<Case | undefined>;
  filedComplaints(caseId: string): Promise<readonly FiledComplaint[]>;
}

/** Comes after every letter of a host. */
const LAST = '~';

const QUEUED = [
  'case_tasks.case_id as caseId',
  'task',
  'phase',
  'since',
  'claimed_by as claimedBy',
  'claimed_until as claimedUntil',
  'is_hurried',
] as const;

export function casesIn(database: Database, folds: CaseFolds): Cases {
  const read = async (tables: Kysely<Tables>, ids: readonly string[]): Promise<readonly Case[]> =>
    (await folds.read(tables, ids)).map(({ theCase }) => theCase);
  const readOne = async (tables: Kysely<Tables>, id: string | undefined) =>
    id === undefined ? undefined : (await read(tables, [id]))[0];

  return {
    cases: (ids) => database.read((tables) => read(tables, ids)),
    caseOfDestination: (key) =>
      database.read(async (tables) => {
        const row = await tables
          .selectFrom('cases')
          .select('id')
          .where('destination_key', '=', key)
          .executeTakeFirst();
        return readOne(tables, row?.id);
      }),
    caseOfReceipt: (receipt) =>
      database.read(async (tables) => {
        const row = await tables
          .selectFrom('complaints')
          .innerJoin('case_complaints', 'complaint_id', 'id')
          .select(['case_id as caseId', 'complaint_id as complaintId'])
          .where('receipt', '=', receipt)
          .executeTakeFirst();
        const theCase = await readOne(tables, row?.caseId);
        if (row === undefined || theCase === undefined) return undefined;
        return { theCase, complaintId: row.complaintId };
      }),
    casesOfHost: (host, { below, limit }) =>
      database.read(async (tables) => {
        const key = hostKeyOf(host);
        const rows = await tables
          .selectFrom('cases')
          .select('id')
          .where('host_key', '>=', key)
          .where('host_key', '<=', below ? `${key}${LAST}` : key)
          .orderBy('changed_at', 'desc')
          .limit(limit)
          .execute();
        return read(
          tables,
          rows.map(({ id }) => id),
        );
      }),
    casesAfter: (after, limit) =>
      database.read(async (tables) => {
        const rows = await tables
          .selectFrom('cases')
          .select('id')
          .where('id', '>', after)
          .orderBy('id')
          .limit(limit)
          .execute();
        return read(
          tables,
          rows.map(({ id }) => id),
        );
      }),
    appendToCase: (append) => database.write((tables) => appendTo(tables, folds, append)),
    queue: ({ limit, phases = ['open', 'claimed', 'proposed'] }) =>
      database.read(async (tables) => {
        const rows = await tables
          .selectFrom('case_tasks')
          .innerJoin('cases', 'cases.id', 'case_tasks.case_id')
          .select(QUEUED)
          .where('phase', 'in', phases)
          .orderBy((of) => rankIn(of))
          .orderBy('case_tasks.case_id')
          .limit(limit)
          .execute();
        return rows.map(({ is_hurried, claimedBy, claimedUntil, ...rest }) => ({
          ...rest,
          claimedBy: claimedBy ?? undefined,
          claimedUntil: claimedUntil ?? undefined,
          isHurried: is_hurried === 1,
        }));
      }),
    placeInQueue: (caseId) => database.read((tables) => placeOf(tables, caseId)),
    rulingsUnder: (prefixes) =>
      database.read((tables) =>
        tables
          .selectFrom('case_rulings')
          .select(['full_hash as fullHash', 'id as rulingId', 'case_id as caseId'])
          .where('hash_prefix', 'in', prefixes)
          .where('published_at', 'is not', null)
          .orderBy('published_at')
          .execute(),
      ),
    caseOfRuling: (rulingId) =>
      database.read(async (tables) => {
        const row = await tables
          .selectFrom('case_rulings')
          .select('case_id as id')
          .where('id', '=', rulingId)
          .executeTakeFirst();
        return readOne(tables, row?.id);
      }),
    filedComplaints: (caseId) =>
      database.read(async (tables) => {
        const rows = await tables
          .selectFrom('case_complaints')
          .innerJoin('complaints', 'id', 'complaint_id')
          .select(['id', 'address', 'comment', 'excerpt', 'received_at as receivedAt'])
          .where('case_id', '=', caseId)
          .orderBy('received_at')
          .execute();
        return rows.map(({ excerpt, ...rest }) => ({ ...rest, excerpt: excerpt ?? undefined }));
      }),
  };
}

async function appendTo(
  tables: Kysely<Tables>,
  folds: CaseFolds,
  { caseId, expectedVersion, events, act }: CaseAppend,
): Promise<AppendOutcome> {
  const [row] = await holdCases(tables, 'id', [caseId]);
  if (row === undefined || row.version !== expectedVersion) return { kind: 'changed-meanwhile' };
  const [former] = await folds.read(tables, [caseId]);
  if (former === undefined) return { kind: 'changed-meanwhile' };
  const [kept] = await changeCases(tables, [{ former, events }]);
  if (kept === undefined) return { kind: 'changed-meanwhile' };
  const { theCase, link } = kept;
  await updateStates(tables, theCase);
  const detail = { ...act.detail, version: theCase.version, link };
  await recordAct(tables, { ...act, subject: caseId, detail });
  await appendFacts(tables, theCase.changedAt, factsOfAll(former.theCase, events));
  return { kind: 'appended', theCase };
}

function factsOfAll(former: Case, events: readonly CaseEvent[]): readonly PublicFact[] {
  let theCase = former;
  return events.flatMap((event) => {
    theCase = evolve(theCase, event);
    return factsOf(theCase, event);
  });
}

async function placeOf(tables: Kysely<Tables>, caseId: string): Promise<number | undefined> {
  const own = await tables
    .selectFrom('case_tasks')
    .select((of) => rankIn(of).as('rank'))
    .where('case_id', '=', caseId)
    .where('task', '=', RULING_TASK)
    .executeTakeFirst();
  if (own === undefined) return undefined;
  const { count } = await tables
    .selectFrom('case_tasks')
    .select(({ fn }) => fn.countAll().as('count'))
    .where((of) =>
      of.or([
        of(rankIn(of), '<', own.rank),
        of.and([of(rankIn(of), '=', own.rank), of('case_id', '<', caseId)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A row of a release that knows no rank counts by its age. */
function rankIn({ fn }: ExpressionBuilder<Tables, 'case_tasks'>) {
  return fn.coalesce('case_tasks.ranked_at', 'case_tasks.since');
}
