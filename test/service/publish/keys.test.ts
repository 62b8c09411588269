import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generateSigningKey, openFirstRoot } from '../../../src/policy/index.ts';
import { ensureKeys } from '../../../src/service/publish/index.ts';

const FILES = ['revocation.json', 'root.json', 'ruleset.json'];

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-key-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

describe('ensureKeys', () => {
  test('makes keys and their root once, and gives the same ones ever after', async () => {
    const data = join(dir, 'new', 'data');
    const keys = await ensureKeys(data);
    expect(await ensureKeys(data)).toEqual(keys);
    expect(readdirSync(join(data, 'keys')).sort()).toEqual(FILES);
    const root = await openFirstRoot(keys.anchor);
    expect(root).toMatchObject({ number: 1, roles: { ruleset: { threshold: 1 } } });
    expect(root.roles.root.keyIds).toEqual([keys.root?.keyId]);
    expect(root.roles.ruleset.keyIds).toEqual([keys.ruleset.keyId]);
    expect(root.roles.revocation.keyIds).toEqual([keys.revocation?.keyId]);
  });

  test('lets nobody but the owner read the keys', async () => {
    await ensureKeys(dir);
    for (const name of FILES) {
      expect(statSync(join(dir, 'keys', name)).mode & 0o777).toBe(0o600);
    }
  });

  test('agrees on keys and root when several processes ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => ensureKeys(dir)));
    expect(new Set(all.map((keys) => JSON.stringify(keys))).size).toBe(1);
    expect(readdirSync(join(dir, 'keys')).sort()).toEqual(FILES);
    expect(readdirSync(join(dir, 'ruleset', 'roots'))).toEqual(['1.json']);
  });

  test('does without the keys of root and revocation once there is a root', async () => {
    const { ruleset, anchor } = await ensureKeys(dir);
    rmSync(join(dir, 'keys', 'root.json'));
    rmSync(join(dir, 'keys', 'revocation.json'));
    expect(await ensureKeys(dir)).toEqual({
      ruleset,
      anchor,
      root: undefined,
      revocation: undefined,
    });
    expect(existsSync(join(dir, 'keys', 'root.json'))).toBe(false);
  });

  test('adopts the one key of a folder of the first format', async () => {
    const key = await generateSigningKey();
    writeFileSync(join(dir, 'signing-key.json'), JSON.stringify(key));
    const { ruleset, anchor } = await ensureKeys(dir);
    expect(ruleset).toEqual(key);
    expect((await openFirstRoot(anchor)).roles.ruleset.keyIds).toEqual([key.keyId]);
    rmSync(join(dir, 'signing-key.json'));
    expect((await ensureKeys(dir)).ruleset).toEqual(key);
  });

  test.each(['', '{"keyId": "0123"}', 'not JSON'])(
    'refuses a damaged file and leaves it alone: %j',
    async (text) => {
      await ensureKeys(dir);
      const path = join(dir, 'keys', 'ruleset.json');
      writeFileSync(path, text);
      await expect(ensureKeys(dir)).rejects.toMatchObject({ code: 'bad-key' });
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  test('makes no new ruleset key for a root that names another one', async () => {
    await ensureKeys(dir);
    rmSync(join(dir, 'keys', 'ruleset.json'));
    await expect(ensureKeys(dir)).rejects.toMatchObject({ code: 'bad-key' });
    expect(existsSync(join(dir, 'keys', 'ruleset.json'))).toBe(false);
  });

  test('refuses a damaged root and makes no other', async () => {
    await ensureKeys(dir);
    writeFileSync(join(dir, 'ruleset', 'roots', '1.json'), '{}');
    await expect(ensureKeys(dir)).rejects.toMatchObject({ code: 'bad-root' });
  });
});
