/** The public log: what was decided, in the open, each entry linked to all before it. */
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { CodedError } from '../../policy/index.ts';
import {
  appendFact,
  canonicalJson,
  type Instant,
  type PublicEntry,
  PublicEntrySchema,
  type PublicFact,
} from '../../redress/index.ts';
import type { Database } from './database.ts';
import { CHAIN_LOCK, lockUntilEnd } from './dialect.ts';
import type { Tables } from './tables.ts';

export interface PublicLogPage {
  readonly entries: readonly PublicEntry[];
  /** Of the whole log. */
  readonly head: string | undefined;
  readonly count: number;
}

export interface PublicLog {
  append(at: Instant, facts: readonly PublicFact[]): Promise<void>;
  /** Up to so many entries from this number on. */
  page(options: { from: number; limit: number }): Promise<PublicLogPage>;
}

const StoredEntrySchema = v.pipe(v.string(), v.parseJson(), PublicEntrySchema);

/** What a column of numbers can hold. */
const INTEGER_LIMIT = 2_147_483_647;

export function publicLogIn(database: Database): PublicLog {
  return {
    append: (at, facts) => database.write((tables) => appendFacts(tables, at, facts)),
    page: ({ from, limit }) =>
      database.read(async (tables) => {
        const last = await lastOf(tables);
        const rows = await tables
          .selectFrom('public_log')
          .select('entry')
          .where('number', '>=', Math.min(from, INTEGER_LIMIT))
          // What comes while this is read is not in the head that it is answered with.
          .where('number', '<=', last?.number ?? 0)
          .orderBy('number')
          .limit(limit)
          .execute();
        const entries = rows.map(({ entry }) => entryOf(entry));
        return { entries, head: last?.head, count: last?.number ?? 0 };
      }),
  };
}

/** In the transaction of whatever is told. */
export async function appendFacts(
  tables: Kysely<Tables>,
  at: Instant,
  facts: readonly PublicFact[],
): Promise<void> {
  if (facts.length === 0) return;
  await lockUntilEnd(tables, CHAIN_LOCK);
  let last = await lastOf(tables);
  for (const fact of facts) {
    last = appendFact(last, at, fact);
    const { number, head } = last;
    await tables
      .insertInto('public_log')
      .values({ number, head, entry: canonicalJson(last) })
      .execute();
  }
}

async function lastOf(tables: Kysely<Tables>): Promise<PublicEntry | undefined> {
  const row = await tables
    .selectFrom('public_log')
    .select('entry')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : entryOf(row.entry);
}

function entryOf(text: string): PublicEntry {
  const result = v.safeParse(StoredEntrySchema, text);
  if (result.success) return result.output;
  throw new CodedError('store-corrupt', `store: the public log: ${result.issues[0].message}`);
}
