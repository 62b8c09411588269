import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { generateSigningKey, type Role, type SigningKey } from '../../../src/policy/index.ts';
import {
  makeFirstRoot,
  makeNextRoot,
  type RoleChange,
  readPublished,
  readTrust,
  revoke,
  signAgain,
  writeRoot,
} from '../../../src/service/publish/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { NOW, openWorkshop, type Workshop } from './workshop.ts';

const SAME: Record<Role, RoleChange> = {
  root: { keys: [] },
  ruleset: { keys: [] },
  revocation: { keys: [] },
};
const YEAR = { now: NOW, lifetimeDays: 365 };

let workshop: Workshop;
let root: SigningKey;
let revocation: SigningKey;
let fresh: SigningKey;

beforeEach(async () => {
  workshop = await openWorkshop();
  fresh = await generateSigningKey();
  const { keys } = workshop;
  if (keys.root === undefined || keys.revocation === undefined) throw new Error('no keys');
  ({ root, revocation } = { root: keys.root, revocation: keys.revocation });
});

const rotate = (roles: Partial<Record<Role, RoleChange>>, ...keys: SigningKey[]) =>
  makeNextRoot({ dir: workshop.dir, roles: { ...SAME, ...roles }, keys, ...YEAR });

describe('makeFirstRoot', () => {
  test('writes a root with thresholds, and no second one', async () => {
    const dir = await temporaryFolder();
    const roles = {
      root: { keys: [root, fresh], threshold: 2 },
      ruleset: { keys: [workshop.keys.ruleset] },
      revocation: { keys: [revocation] },
    };
    const one = makeFirstRoot({ dir, roles, keys: [root], ...YEAR });
    await expect(one).rejects.toMatchObject({ code: 'too-few-keys' });
    expect(readdirSync(dir)).toEqual([]);
    const made = await makeFirstRoot({ dir, roles, keys: [root, fresh], ...YEAR });
    expect(made.root).toMatchObject({
      number: 1,
      expiresAt: '2027-01-02T00:00:00.000Z',
      roles: { root: { threshold: 2 }, ruleset: { threshold: 1 } },
    });
    expect((await readTrust(dir)).trust.root).toEqual(made.root);
    const again = makeFirstRoot({ dir, roles, keys: [root, fresh], ...YEAR });
    await expect(again).rejects.toMatchObject({ code: 'root-exists' });
  });

  test('refuses a root with a role that nobody has', async () => {
    const roles = { ...SAME, root: { keys: [root] } };
    const dir = await temporaryFolder();
    await expect(makeFirstRoot({ dir, roles, keys: [root], ...YEAR })).rejects.toMatchObject({
      code: 'bad-root',
    });
  });
});

describe('makeNextRoot', () => {
  test('renews a root as it is', async () => {
    const { trust } = await readTrust(workshop.dir);
    const made = await rotate({}, root);
    expect(made.root.roles).toEqual(trust.root.roles);
    expect(made.root.number).toBe(2);
    expect((await readTrust(workshop.dir)).roots).toHaveLength(2);
  });

  test('changes the root key, and lets the old one do nothing more', async () => {
    await expect(rotate({ root: { keys: [fresh] } }, fresh)).rejects.toMatchObject({
      code: 'unknown-key',
    });
    await expect(rotate({ root: { keys: [fresh] } }, root)).rejects.toMatchObject({
      code: 'unknown-key',
    });
    const made = await rotate({ root: { keys: [fresh] } }, root, fresh);
    expect(made.root.keys.map(({ keyId }) => keyId)).not.toContain(root.keyId);
    await expect(rotate({}, root)).rejects.toMatchObject({ code: 'unknown-key' });
    expect((await rotate({}, fresh)).root.number).toBe(3);
  });

  test('changes the ruleset key without a gap where both keys signed before', async () => {
    const { dir, keys } = workshop;
    await workshop.publish();
    await signAgain({ dir, keys: [keys.ruleset, fresh], now: NOW });
    expect((await rotate({ ruleset: { keys: [fresh] } }, root)).isRulesetGood).toBe(true);
    await readPublished(dir);
    await workshop.publish([], { keys: [fresh] });
    await expect(workshop.publish()).rejects.toMatchObject({ code: 'unknown-key' });
  });

  test('says that what is published does not count any more', async () => {
    await workshop.publish();
    expect((await rotate({ ruleset: { keys: [fresh] } }, root)).isRulesetGood).toBe(false);
    await expect(readPublished(workshop.dir)).rejects.toMatchObject({ code: 'unknown-key' });
    await workshop.publish([], { keys: [fresh] });
    await readPublished(workshop.dir);
  });

  test('does not bring a revoked key back', async () => {
    const { dir, keys } = workshop;
    const { keyId } = keys.ruleset;
    await revoke({ dir, keyIds: [keyId], versions: [], keys: [revocation], now: NOW });
    await expect(rotate({}, root)).rejects.toMatchObject({ code: 'revoked' });
    await rotate({ ruleset: { keys: [fresh] } }, root);
  });

  test('forgets nothing that was revoked when the revocation key changes', async () => {
    const { dir } = workshop;
    const first = { dir, keyIds: [], versions: [5], now: NOW };
    await revoke({ ...first, keys: [revocation] });
    const change = { revocation: { keys: [fresh] } };
    await expect(rotate(change, root)).rejects.toMatchObject({ code: 'revocation-lost' });
    await revoke({ ...first, versions: [], keys: [revocation, fresh] });
    await rotate(change, root);
    expect((await readTrust(dir)).trust.revocation?.versions).toEqual([5]);
  });

  test('makes one after the other where two are wanted at once', async () => {
    const made = await Promise.all([
      rotate({}, root),
      rotate({ ruleset: { keys: [fresh] } }, root),
    ]);
    expect(made.map(({ root: { number } }) => number).sort()).toEqual([2, 3]);
    expect((await readTrust(workshop.dir)).roots).toHaveLength(3);
  });

  test('writes over no root, also where it cannot be walked to', async () => {
    const { trust } = await readTrust(workshop.dir);
    const bytes = readFileSync(join(workshop.dir, 'roots', '1.json'));
    await expect(writeRoot(workshop.dir, trust.root, bytes)).rejects.toMatchObject({
      code: 'root-exists',
    });
  });

  test('leaves the roots that are there as they are', async () => {
    const path = join(workshop.dir, 'roots', '1.json');
    const before = readFileSync(path);
    await rotate({}, root);
    await rotate({}, root);
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(join(workshop.dir, 'roots')).sort()).toEqual(['1.json', '2.json', '3.json']);
  });
});
