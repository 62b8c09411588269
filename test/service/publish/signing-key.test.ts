import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureSigningKey } from '../../../src/service/publish/index.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-key-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

describe('ensureSigningKey', () => {
  test('makes a key once, and gives the same one ever after', async () => {
    const data = join(dir, 'new', 'data');
    const key = await ensureSigningKey(data);
    expect(await ensureSigningKey(data)).toEqual(key);
    expect(readdirSync(data)).toEqual(['signing-key.json']);
  });

  test('lets nobody but the owner read it', async () => {
    await ensureSigningKey(dir);
    expect(statSync(join(dir, 'signing-key.json')).mode & 0o777).toBe(0o600);
  });

  test('agrees on one key when several processes ask at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => ensureSigningKey(dir)));
    expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
    expect(readdirSync(dir)).toEqual(['signing-key.json']);
  });

  test.each(['', '{"keyId": "0123"}', 'not JSON'])(
    'refuses a damaged file and leaves it alone: %j',
    async (text) => {
      const path = join(dir, 'signing-key.json');
      writeFileSync(path, text);
      await expect(ensureSigningKey(dir)).rejects.toMatchObject({ code: 'bad-key' });
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );
});
