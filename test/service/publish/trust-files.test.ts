import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ROOT_LIMIT } from '../../../src/policy/index.ts';
import { makeNextRoot, readTrust, rootPath } from '../../../src/service/publish/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { NOW, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
  const key = workshop.keys.root;
  if (key === undefined) throw new Error('no key');
  const roles = { root: { keys: [] }, ruleset: { keys: [] }, revocation: { keys: [] } };
  for (let made = 0; made < 10; made += 1) {
    await makeNextRoot({ dir: workshop.dir, roles, keys: [key], now: NOW, lifetimeDays: 9 });
  }
});

describe('readTrust', () => {
  test('walks from the first root of the folder, by number and not by name', async () => {
    const { trust, roots } = await readTrust(workshop.dir);
    expect(trust.root.number).toBe(11);
    expect(roots).toHaveLength(11);
    rmSync(rootPath(workshop.dir, 1));
    expect((await readTrust(workshop.dir)).roots).toHaveLength(10);
  });

  test('walks from the anchor where there is one, whatever the folder begins with', async () => {
    const anchor = readFileSync(rootPath(workshop.dir, 7));
    writeFileSync(rootPath(workshop.dir, 1), 'rubbish');
    const { trust, roots } = await readTrust(workshop.dir, anchor);
    expect(trust.root.number).toBe(11);
    expect(roots).toHaveLength(5);
    expect((await readTrust(await temporaryFolder(), anchor)).trust.root.number).toBe(7);
  });

  test('ends where a number is missing', async () => {
    rmSync(rootPath(workshop.dir, 5));
    expect((await readTrust(workshop.dir)).trust.root.number).toBe(4);
  });

  test('throws no-root where there is none, and reads no endless one', async () => {
    const empty = await temporaryFolder();
    await expect(readTrust(empty)).rejects.toMatchObject({ code: 'no-root' });
    writeFileSync(join(workshop.dir, 'roots', 'x.json'), 'not a number');
    await readTrust(workshop.dir);
    writeFileSync(rootPath(workshop.dir, 3), ' '.repeat(ROOT_LIMIT + 1));
    await expect(readTrust(workshop.dir)).rejects.toMatchObject({ code: 'bad-root' });
  });
});
