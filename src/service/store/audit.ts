/**
 * Every act of the people who work here, each linked to all before it. An act on a case names the
 * link of the case's last event, so that this chain vouches for what reporters did there too.
 */
import type { Kysely } from 'kysely';
import type { Actor } from '../../redress/index.ts';
import { linkOf } from './chain.ts';
import type { Database } from './database.ts';
import { CHAIN_LOCK, lockUntilEnd } from './dialect.ts';
import type { AuditRow, Tables } from './tables.ts';

export interface Act {
  readonly at: string;
  readonly actor: Actor;
  /** What was done, like `ruling.made` or `account.added`. */
  readonly act: string;
  /** To what: an id. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

export interface AuditEntry extends Required<Act> {
  readonly number: number;
  readonly head: string;
}

export interface AuditPage {
  /** The newest first. */
  readonly entries: readonly AuditEntry[];
  readonly count: number;
}

export interface Audit {
  record(act: Act): Promise<AuditEntry>;
  /** Up to so many before this number; of one subject alone where one is named. */
  page(options: { before?: number; limit: number; subject?: string }): Promise<AuditPage>;
  /** The number of the first entry that is not linked to the one before; undefined where all are. */
  firstBroken(): Promise<number | undefined>;
}

/** How many are read at once. */
const PAGE = 1000;

export function auditIn(database: Database): Audit {
  return {
    record: (act) => database.write((tables) => recordAct(tables, act)),
    page: ({ before = Number.MAX_SAFE_INTEGER, limit, subject }) =>
      database.read(async (tables) => {
        const all = tables
          .selectFrom('audit_entries')
          .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? ''));
        const rows = await all
          .selectAll()
          .where('number', '<', Math.min(before, INTEGER_LIMIT))
          .orderBy('number', 'desc')
          .limit(limit)
          .execute();
        const { count } = await all
          .select(({ fn }) => fn.countAll().as('count'))
          .executeTakeFirstOrThrow();
        return { entries: rows.map(entryOf), count: Number(count) };
      }),
    async firstBroken() {
      let former: AuditRow | undefined;
      for (;;) {
        const rows = await readAfter(database, former?.number ?? 0);
        for (const row of rows) {
          const isNext = row.number === (former?.number ?? 0) + 1;
          if (!isNext || row.head !== headOf(former?.head, row)) return row.number;
          former = row;
        }
        if (rows.length < PAGE) return undefined;
      }
    },
  };
}

/** What a column of numbers can hold. */
const INTEGER_LIMIT = 2_147_483_647;

/** In the transaction of whatever was done. */
export async function recordAct(tables: Kysely<Tables>, act: Act): Promise<AuditEntry> {
  // Until the end of the transaction nobody else adds one.
  await lockUntilEnd(tables, CHAIN_LOCK);
  const former = await tables
    .selectFrom('audit_entries')
    .select(['number', 'head'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { at, actor, act: what, subject, detail = {} } = act;
  const row = {
    number: (former?.number ?? 0) + 1,
    at,
    by: actor.id,
    role: actor.role,
    act: what,
    subject,
    detail: JSON.stringify(detail),
  };
  const entry = { ...row, head: headOf(former?.head, row) };
  await tables.insertInto('audit_entries').values(entry).execute();
  return entryOf(entry);
}

function readAfter(database: Database, number: number): Promise<readonly AuditRow[]> {
  return database.read((tables) =>
    tables
      .selectFrom('audit_entries')
      .selectAll()
      .where('number', '>', number)
      .orderBy('number')
      .limit(PAGE)
      .execute(),
  );
}

function headOf(former: string | undefined, row: Omit<AuditRow, 'head'>): string {
  const { number, at, by, role, act, subject, detail } = row;
  return linkOf(former, JSON.stringify([number, at, by, role, act, subject, detail]));
}

function entryOf({ by, role, detail, ...rest }: AuditRow): AuditEntry {
  return { ...rest, actor: { id: by, role }, detail: JSON.parse(detail) };
}
