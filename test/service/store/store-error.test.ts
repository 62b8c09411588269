import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { storeErrorOf } from '../../../src/service/store/store-error.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** What SQLite itself throws when it runs this. */
async function errorOf(...statements: readonly string[]): Promise<unknown> {
  const database = new DatabaseSync(join(await temporaryFolder(), 'test.sqlite'));
  onTestFinished(() => database.close());
  try {
    for (const statement of statements) database.exec(statement);
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('storeErrorOf', () => {
  test('makes a full database unavailable', async () => {
    const full = await errorOf(
      'create table a (b text)',
      'pragma max_page_count = 2',
      'insert into a values (hex(zeroblob(100000)))',
    );
    expect(storeErrorOf(full)).toMatchObject({ code: 'store-unavailable', cause: full });
  });

  test('makes a database that must not be written unavailable', async () => {
    const readOnly = await errorOf('pragma query_only = on', 'create table a (b text)');
    expect(storeErrorOf(readOnly)).toMatchObject({ code: 'store-unavailable' });
  });

  test('makes a full disk and a forbidden file unavailable', () => {
    for (const code of ['ENOSPC', 'EACCES', 'EROFS']) {
      const error = Object.assign(new Error('no'), { code });
      expect(storeErrorOf(error)).toMatchObject({ code: 'store-unavailable' });
    }
  });

  test('knows the primary code in an extended one', () => {
    const busyInRecovery = { errcode: 261 };
    const corruptIndex = { errcode: 779 };
    expect(storeErrorOf(busyInRecovery)).toMatchObject({ code: 'store-unavailable' });
    expect(storeErrorOf(corruptIndex)).toMatchObject({ code: 'store-corrupt' });
  });

  test('leaves a fault of our own as it is', async () => {
    const mistake = await errorOf('selct 1');
    expect(storeErrorOf(mistake)).toBe(mistake);
    expect(storeErrorOf('text')).toBe('text');
  });
});
