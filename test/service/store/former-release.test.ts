/**
 * Two releases beside each other on one database. `test/fixtures/releases` has, word for word, what
 * the release of that day said to its database while people complained, ruled and looked, and how
 * many rows it got; the first line says which receipt and ruling they were about.
 */
import { readFileSync } from 'node:fs';
import { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { pathInProject } from '../../../scripts/project.ts';
import { migrate } from '../../../src/service/store/migrate.ts';
import { MIGRATIONS } from '../../../src/service/store/migrations.ts';
import { isPostgres, openPostgres } from '../../../src/service/store/postgres.ts';
import { openSqlite } from '../../../src/service/store/sqlite.ts';
import type { Store } from '../../../src/service/store/store.ts';
import type { Tables } from '../../../src/service/store/tables.ts';
import type { Beside, Parameter } from '../../support/database-beside.ts';
import { caseOf, draftOf, fileOne, ruleOn } from './case-story.ts';
import { STORE_KINDS, type StoreKind, useStores } from './stores.ts';

const FORMER = '2026-11-20';

interface Said {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
  /** Absent where none were asked for. */
  readonly rows?: number;
}

function recordOf(kind: StoreKind) {
  const path = pathInProject(`test/fixtures/releases/${FORMER}.${kind}.ndjson`);
  const [about, ...said] = readFileSync(path, 'utf8').trim().split('\n');
  return {
    ...(JSON.parse(about ?? '') as { receipt: string; rulingId: string }),
    said: said.map((line) => JSON.parse(line) as Said),
  };
}

/** Throws where the database does not understand it any more, or has less to say to it. */
async function sayAgain(beside: Beside, said: readonly Said[]): Promise<void> {
  for (const { sql, parameters, rows } of said) {
    const found = await beside.run(sql, parameters);
    if (rows !== undefined && found.length < rows) {
      throw new Error(`the former release misses rows: ${sql}`);
    }
  }
}

/** The tables as the former release left them. */
async function formerTables(place: string): Promise<void> {
  const dialect = isPostgres(place) ? openPostgres(place) : openSqlite(place);
  const tables = new Kysely<Tables>({ dialect });
  const former = MIGRATIONS.filter(({ name }) => name.startsWith(FORMER));
  expect(former.length).toBeLessThan(MIGRATIONS.length);
  await migrate(tables, new Date(), former);
  await tables.destroy();
}

async function expectUnderstood(store: Store, kind: StoreKind): Promise<void> {
  const { receipt, rulingId } = recordOf(kind);
  expect(await store.complaintStates([receipt])).toMatchObject([{ state: 'upheld' }]);
  const theCase = await caseOf(store, receipt);
  expect(theCase.complaints).toHaveLength(2);
  expect(await store.caseOfRuling(rulingId)).toEqual(theCase);
  expect(await store.filedComplaints(theCase.id)).toHaveLength(2);
  expect(await store.audit.firstBroken()).toBeUndefined();
  expect(await store.publicLog.page({ from: 1, limit: 10 })).toMatchObject({ count: 1 });

  // What it opened is in the queue, and is ruled on.
  const waiting = await store.caseOfDestination('other.example/');
  if (waiting === undefined) throw new Error('its case is not found');
  expect((await store.queue({ limit: 10 })).map(({ caseId }) => caseId)).toContain(waiting.id);
  await fileOne(store, 'https://other.example/page');
  const joined = await store.caseOfDestination('other.example/');
  expect(joined?.complaints).toHaveLength(2);
  const draft = draftOf({ address: 'https://other.example/page' });
  if (joined !== undefined) await ruleOn(store, joined, draft);
  expect(await store.audit.firstBroken()).toBeUndefined();
}

describe.each(STORE_KINDS)('on %s', (kind) => {
  const stores = useStores(kind);

  test('this release understands what the former one left', async () => {
    const place = await stores.newPlace();
    await formerTables(place);
    await sayAgain(await stores.beside(place), recordOf(kind).said);
    await expectUnderstood(await stores.open(place), kind);
  });

  test('the former release goes on beside this one, and both understand each other', async () => {
    const place = await stores.newPlace();
    const store = await stores.open(place);
    await fileOne(store, 'https://new.example/');
    await sayAgain(await stores.beside(place), recordOf(kind).said);
    await expectUnderstood(store, kind);
  });
});
