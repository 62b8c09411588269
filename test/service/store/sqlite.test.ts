import { stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../../src/service/store/store.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { sampleFiling } from './sample-filing.ts';

async function temporaryStore(): Promise<{ store: Store; path: string }> {
  const path = join(await temporaryFolder(), 'test.sqlite');
  const store = await openStore(path);
  onTestFinished(() => store.close());
  return { store, path };
}

function openBeside(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  return database;
}

describe('a store in SQLite', () => {
  test('is a file that only its owner can read, and writes ahead to a log', async () => {
    const { path } = await temporaryStore();
    expect((await stat(path)).mode & 0o077).toBe(0);
    const [mode] = openBeside(path).prepare('pragma journal_mode').all();
    expect(mode).toEqual({ journal_mode: 'wal' });
  });

  test('refuses a file that is no database', async () => {
    const path = join(await temporaryFolder(), 'test.sqlite');
    await writeFile(path, 'x'.repeat(8192));
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store-corrupt' });
  });

  test('refuses a damaged database', async () => {
    const path = join(await temporaryFolder(), 'test.sqlite');
    const store = await openStore(path);
    for (let round = 0; round < 20; round += 1) await store.fileComplaint(sampleFiling());
    await store.close();
    const { size } = await stat(path);
    await truncate(path, size - 8192);
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store-corrupt' });
  });

  test('acknowledges nothing while another process holds the lock, and works again after', async () => {
    const { store, path } = await temporaryStore();
    const other = openBeside(path);
    other.exec('begin immediate');
    const one = sampleFiling();
    await expect(store.fileComplaint(one)).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await store.isHealthy()).toBe(false);
    other.exec('rollback');
    expect(await store.fileComplaint(one)).toMatchObject({ kind: 'filed' });
    expect(await store.isHealthy()).toBe(true);
  });

  test('waits for another process that holds the lock for a moment', async () => {
    const { store, path } = await temporaryStore();
    const other = openBeside(path);
    other.exec('begin immediate');
    const filing = store.fileComplaint(sampleFiling());
    setTimeout(() => other.exec('rollback'), 1);
    expect(await filing).toMatchObject({ kind: 'filed' });
  });
});
