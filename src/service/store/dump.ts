/**
 * The whole of a database as lines of JSON, the same for each kind, read at one instant while others
 * write, and read back into an empty one. So a backup is a text that can be looked at, and moving
 * from a file to PostgreSQL is a backup and a restore. The last line vouches for all before it.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Kysely, sql } from 'kysely';
import * as v from 'valibot';
import { CodedError } from '../../policy/index.ts';
import { isPostgresDatabase } from './dialect.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Tables } from './tables.ts';

/** Each with its key, in an order in which every row finds what it refers to. */
export const DUMPED = [
  { table: 'complaints', key: ['id'] },
  { table: 'cases', key: ['id'] },
  { table: 'case_events', key: ['case_id', 'number'] },
  { table: 'case_complaints', key: ['complaint_id'] },
  { table: 'case_tasks', key: ['case_id', 'task'] },
  { table: 'case_rulings', key: ['case_id', 'id'] },
  { table: 'audit_entries', key: ['number'] },
  { table: 'public_log', key: ['number'] },
  { table: 'owner_claims', key: ['id'] },
  { table: 'grade_history', key: ['provider_id', 'at'] },
  { table: 'publish_orders', key: ['id'] },
  { table: 'fleet_sums', key: ['day', 'kind', 'name'] },
  { table: 'accounts', key: ['id'] },
  { table: 'passkeys', key: ['id'] },
] as const satisfies readonly { table: keyof Tables; key: readonly string[] }[];

/**
 * Made anew by every database; the ruleset, which is backed up as the files that it is; and whatever
 * would let somebody in: who restores signs in again.
 */
export const NOT_DUMPED: ReadonlySet<string> = new Set([
  'migrations',
  'kept_documents',
  'service_secrets',
  'sessions',
  'invitations',
  'spent',
  // Of people whom the new database does not know again.
  'reporter_warnings',
  'published_files',
  'published_pieces',
]);

const FORMAT = 1;
const PAGE = 500;

type Row = Readonly<Record<string, string | number | null>>;

const HeaderSchema = v.object({
  format: v.literal(FORMAT),
  at: v.string(),
  migrations: v.array(v.string()),
});

const RowSchema = v.object({
  table: v.picklist(DUMPED.map(({ table }) => table)),
  row: v.record(v.string(), v.union([v.string(), v.number(), v.null()])),
});

const EndSchema = v.object({ rows: v.number(), sha256: v.string() });

/** Into a new file that only its owner can read. Gives how many rows there are. */
export async function dumpTables(tables: Kysely<Tables>, path: string, now: Date): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const write = async (line: string): Promise<void> => {
      hash.update(line);
      await file.appendFile(line);
    };
    const rows = await tables.connection().execute(async (connection) => {
      // Every page of one instant; nobody waits for it.
      const snapshot = isPostgresDatabase(tables)
        ? 'begin isolation level repeatable read read only'
        : 'begin deferred';
      await sql.raw(snapshot).execute(connection);
      try {
        return await writeAll(connection, write, now);
      } finally {
        await sql.raw('commit').execute(connection);
      }
    });
    await file.appendFile(`${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`);
    await file.sync();
    return rows;
  } finally {
    await file.close();
  }
}

/**
 * All of it or nothing. Throws `bad-backup` where it is torn or was changed, or comes from a newer
 * release, and `not-empty` where the database has rows already. Gives how many rows there are.
 */
export async function restoreTables(tables: Kysely<Tables>, path: string): Promise<number> {
  await checkDump(path);
  return tables.transaction().execute(async (transaction) => {
    for (const { table } of DUMPED) {
      const found = await transaction.selectFrom(table).select(sql`1`.as('one')).limit(1).execute();
      if (found.length > 0)
        throw new CodedError('not-empty', `restore: ${table}: has rows already`);
    }
    let rows = 0;
    let batch: { table: (typeof DUMPED)[number]['table']; rows: Row[] } | undefined;
    const flush = async (): Promise<void> => {
      if (batch === undefined) return;
      await transaction
        .insertInto(batch.table)
        .values(batch.rows as never)
        .execute();
      rows += batch.rows.length;
      batch = undefined;
    };
    for await (const line of linesOf(path)) {
      const read = v.safeParse(RowSchema, JSON.parse(line));
      if (!read.success) continue;
      const { table, row } = read.output;
      if (batch?.table !== table || batch.rows.length === PAGE) await flush();
      batch ??= { table, rows: [] };
      batch.rows.push(row);
    }
    await flush();
    return rows;
  });
}

async function writeAll(
  tables: Kysely<Tables>,
  write: (line: string) => Promise<void>,
  now: Date,
): Promise<number> {
  const migrations = MIGRATIONS.map(({ name }) => name);
  await write(`${JSON.stringify({ format: FORMAT, at: now.toISOString(), migrations })}\n`);
  let rows = 0;
  for (const { table, key } of DUMPED) {
    for (let last: Row | undefined; ; ) {
      const page = await readPage(tables, table, key, last);
      if (page.length > 0) {
        await write(page.map((row) => `${JSON.stringify({ table, row })}\n`).join(''));
      }
      rows += page.length;
      last = page.at(-1);
      if (page.length < PAGE) break;
    }
  }
  return rows;
}

async function readPage(
  tables: Kysely<Tables>,
  table: string,
  key: readonly string[],
  last: Row | undefined,
): Promise<readonly Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const after =
    last === undefined
      ? sql`true`
      : sql`(${columns}) > (${sql.join(key.map((column) => last[column]))})`;
  const { rows } = await sql<Row>`
    select * from ${sql.table(table)} where ${after} order by ${columns} limit ${PAGE}
  `.execute(tables);
  return rows;
}

async function checkDump(path: string): Promise<void> {
  const hash = createHash('sha256');
  let last = '';
  let count = 0;
  for await (const line of linesOf(path)) {
    if (count === 1) checkHeader(last);
    if (count > 0) hash.update(`${last}\n`);
    last = line;
    count += 1;
  }
  const end = v.safeParse(v.pipe(v.string(), v.parseJson(), EndSchema), last);
  if (!end.success || end.output.rows !== count - 2 || !isDigest(hash, end.output.sha256)) {
    throw new CodedError('bad-backup', `${path}: torn, or not as it was written`);
  }
}

function checkHeader(line: string): void {
  const header = v.safeParse(v.pipe(v.string(), v.parseJson(), HeaderSchema), line);
  if (!header.success) throw new CodedError('bad-backup', 'restore: not a backup of a store');
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const strange = header.output.migrations.find((name) => !known.has(name));
  if (strange !== undefined) {
    throw new CodedError('bad-backup', `restore: written by a newer release (${strange})`);
  }
}

function isDigest(hash: Hash, sha256: string): boolean {
  return hash.digest('hex') === sha256;
}

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
}
