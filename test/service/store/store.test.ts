import { stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '../../../src/service/store/migrations.ts';
import { type ComplaintFiling, openStore, type Store } from '../../../src/service/store/store.ts';
import { newIdempotencyKey, sampleComplaint } from '../sample-complaint.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const RECEIVED_AT = new Date('2026-11-20T08:00:00.000Z');

function filing(changes: Partial<ComplaintFiling> = {}): ComplaintFiling {
  return {
    idempotencyKey: newIdempotencyKey(),
    complaint: sampleComplaint(),
    canonical: 'https://prize.example/win?from=group',
    receivedAt: RECEIVED_AT,
    ...changes,
  };
}

async function temporaryStore(): Promise<{ store: Store; path: string }> {
  const path = join(await temporaryFolder(), 'test.sqlite');
  const store = await openStore(path);
  onTestFinished(() => store.close());
  return { store, path };
}

/** Reads and disturbs the file from outside, as another process would. */
function openBeside(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  return database;
}

function countOf(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database.prepare('select count(*) as count from complaints').get()?.count;
  } finally {
    database.close();
  }
}

describe('openStore', () => {
  test('makes a file that only its owner can read, and writes ahead to a log', async () => {
    const { path } = await temporaryStore();
    expect((await stat(path)).mode & 0o077).toBe(0);
    const [mode] = openBeside(path).prepare('pragma journal_mode').all();
    expect(mode).toEqual({ journal_mode: 'wal' });
  });

  test('keeps what was filed when it is opened again', async () => {
    const path = join(await temporaryFolder(), 'test.sqlite');
    const before = await openStore(path);
    const one = filing();
    const filed = await before.fileComplaint(one);
    await before.close();

    const after = await openStore(path);
    onTestFinished(() => after.close());
    expect(filed.kind).toBe('filed');
    expect(await after.fileComplaint(one)).toEqual({ ...filed, kind: 'known' });
    expect(countOf(path)).toBe(1);
  });

  test('records each migration once', async () => {
    const { path } = await temporaryStore();
    const again = await openStore(path);
    await again.close();
    const names = openBeside(path).prepare('select name from migrations').all();
    expect(names).toEqual(MIGRATIONS.map(({ name }) => ({ name })));
  });

  test('leaves alone a migration of a newer release', async () => {
    const { path } = await temporaryStore();
    openBeside(path).exec("insert into migrations values ('2031-01-01-later', '2031-01-01')");
    const again = await openStore(path);
    await again.close();
    const names = openBeside(path).prepare('select name from migrations').all();
    expect(names).toHaveLength(MIGRATIONS.length + 1);
  });

  test('refuses a file that is no database', async () => {
    const path = join(await temporaryFolder(), 'test.sqlite');
    await writeFile(path, 'x'.repeat(8192));
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store-corrupt' });
  });

  test('refuses a damaged database', async () => {
    const path = join(await temporaryFolder(), 'test.sqlite');
    const store = await openStore(path);
    for (let round = 0; round < 20; round += 1) await store.fileComplaint(filing());
    await store.close();
    const { size } = await stat(path);
    await truncate(path, size - 8192);
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store-corrupt' });
  });

  test('refuses a folder that is not there', async () => {
    const path = join(await temporaryFolder(), 'nowhere', 'test.sqlite');
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});

describe('fileComplaint', () => {
  test('answers with an unguessable receipt, and keeps exactly what was filed', async () => {
    const { store, path } = await temporaryStore();
    const one = filing();
    const outcome = await store.fileComplaint(one);
    expect(outcome).toEqual({
      kind: 'filed',
      standing: {
        receipt: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
        state: 'received',
        receivedAt: '2026-11-20T08:00:00.000Z',
        updatedAt: '2026-11-20T08:00:00.000Z',
      },
    });
    expect(openBeside(path).prepare('select * from complaints').get()).toMatchObject({
      idempotency_key: one.idempotencyKey,
      address: one.complaint.address,
      canonical: one.canonical,
      kind: 'inducement',
      context: 'group',
      comment: one.complaint.comment,
      ruleset_version: 12,
      received_at: '2026-11-20T08:00:00.000Z',
    });
  });

  test('answers a retry with the same receipt, however its members are ordered', async () => {
    const { store, path } = await temporaryStore();
    const one = filing();
    const filed = await store.fileComplaint(one);
    const { address, ...rest } = one.complaint;
    const retried = await store.fileComplaint({ ...one, complaint: { ...rest, address } });
    expect(retried).toEqual({ ...filed, kind: 'known' });
    expect(countOf(path)).toBe(1);
  });

  test('refuses a key that was used for another complaint', async () => {
    const { store, path } = await temporaryStore();
    const one = filing();
    await store.fileComplaint(one);
    const other = { ...one, complaint: sampleComplaint({ comment: 'another' }) };
    expect(await store.fileComplaint(other)).toEqual({ kind: 'conflict' });
    expect(countOf(path)).toBe(1);
  });

  test('files once when the same complaint comes many times at once, through two processes', async () => {
    const { store, path } = await temporaryStore();
    const second = await openStore(path);
    onTestFinished(() => second.close());
    const one = filing();
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? store : second).fileComplaint(one)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'filed')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'known')).toHaveLength(39);
    expect(new Set(outcomes.map((each) => 'standing' in each && each.standing.receipt)).size).toBe(
      1,
    );
    expect(countOf(path)).toBe(1);
  });

  test('files every one of many different complaints that come at once', async () => {
    const { store, path } = await temporaryStore();
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => store.fileComplaint(filing())),
    );
    expect(outcomes.every(({ kind }) => kind === 'filed')).toBe(true);
    expect(countOf(path)).toBe(100);
  });

  test('acknowledges nothing while another process holds the lock, and works again after', async () => {
    const { store, path } = await temporaryStore();
    const other = openBeside(path);
    other.exec('begin immediate');
    const one = filing();
    await expect(store.fileComplaint(one)).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await store.isHealthy()).toBe(false);
    other.exec('rollback');
    expect(await store.fileComplaint(one)).toMatchObject({ kind: 'filed' });
    expect(await store.isHealthy()).toBe(true);
  });

  test('keeps text of every script, quotes and control characters as it is', async () => {
    const { store, path } = await temporaryStore();
    const comment = `'; drop table complaints; -- 诈骗 \u202e \u0001 🙈`;
    await store.fileComplaint(filing({ complaint: sampleComplaint({ comment }) }));
    expect(openBeside(path).prepare('select comment from complaints').get()).toEqual({ comment });
  });
});

describe('complaintStates', () => {
  test('tells how each known receipt stands, and leaves out the unknown', async () => {
    const { store, path } = await temporaryStore();
    const filed = await store.fileComplaint(filing());
    const receipt = filed.kind === 'conflict' ? '' : filed.standing.receipt;
    openBeside(path).exec(
      "update complaints set state = 'in-review', updated_at = '2026-11-21T00:00:00.000Z'",
    );
    expect(await store.complaintStates([newIdempotencyKey(), receipt])).toEqual([
      {
        receipt,
        state: 'in-review',
        receivedAt: '2026-11-20T08:00:00.000Z',
        updatedAt: '2026-11-21T00:00:00.000Z',
      },
    ]);
  });
});

describe('isHealthy', () => {
  test('is false once the tables are gone', async () => {
    const { store, path } = await temporaryStore();
    expect(await store.isHealthy()).toBe(true);
    openBeside(path).exec('drop table migrations');
    expect(await store.isHealthy()).toBe(false);
  });
});
