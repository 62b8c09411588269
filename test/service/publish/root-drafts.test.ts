import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  generateSigningKey,
  openRootDraft,
  ROOT_LIMIT,
  type SigningKey,
} from '../../../src/policy/index.ts';
import {
  cosignDraft,
  draftNextRoot,
  installFirstRoot,
  installNextRoot,
  makeNextRoot,
  readDraft,
  readTrust,
  revoke,
  writeDraft,
} from '../../../src/service/publish/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { NOW, openWorkshop, type Workshop } from './workshop.ts';

const SAME = { root: { keys: [] }, ruleset: { keys: [] }, revocation: { keys: [] } };

let workshop: Workshop;
let path: string;
let other: SigningKey;

beforeEach(async () => {
  workshop = await openWorkshop();
  path = join(workshop.data, 'draft.json');
  other = await generateSigningKey();
});

function options() {
  const { dir, keys } = workshop;
  if (keys.root === undefined) throw new Error('no key');
  const root = { keys: [keys.root, other], threshold: 2 };
  const roles = { ...SAME, root };
  return { dir, roles, keys: [keys.root], now: NOW, lifetimeDays: 365 };
}

describe('a drafted root', () => {
  test('is installed once enough have signed', async () => {
    const { dir } = workshop;
    const { bytes, former } = await draftNextRoot(options());
    await writeDraft(path, bytes);
    await expect(installNextRoot(dir, bytes)).rejects.toMatchObject({ code: 'too-few-keys' });
    expect((await readTrust(dir)).roots).toHaveLength(1);
    const signed = await cosignDraft(path, former, [other]);
    expect(await readDraft(path)).toEqual(Buffer.from(signed));
    expect((await openRootDraft(signed, former)).isSigned).toBe(true);
    expect(await installNextRoot(dir, signed)).toMatchObject({ root: { number: 2 } });
    expect((await readTrust(dir)).roots).toHaveLength(2);
  });

  test('is not installed after another one has taken its place', async () => {
    const { dir } = workshop;
    const { bytes, former } = await draftNextRoot(options());
    await writeDraft(path, bytes);
    const signed = await cosignDraft(path, former, [other]);
    await makeNextRoot({ ...options(), roles: SAME });
    await expect(installNextRoot(dir, signed)).rejects.toMatchObject({ code: 'root-gap' });
  });

  test('is not installed where a key of it was revoked since', async () => {
    const { dir, keys } = workshop;
    const { bytes, former } = await draftNextRoot(options());
    await writeDraft(path, bytes);
    const signed = await cosignDraft(path, former, [other]);
    const by = keys.revocation === undefined ? [] : [keys.revocation];
    const { keyId } = keys.ruleset;
    await revoke({ dir, keyIds: [keyId], versions: [], keys: by, now: NOW });
    await expect(installNextRoot(dir, signed)).rejects.toMatchObject({ code: 'revoked' });
    await expect(draftNextRoot(options())).rejects.toMatchObject({ code: 'revoked' });
  });

  test('is the first of a folder only with the number of one', async () => {
    const made = await makeNextRoot({ ...options(), roles: SAME });
    const dir = await temporaryFolder();
    const second = await readDraft(made.path);
    await expect(installFirstRoot(dir, second)).rejects.toMatchObject({ code: 'root-gap' });
    await installFirstRoot(dir, workshop.keys.anchor);
    await expect(installFirstRoot(dir, workshop.keys.anchor)).rejects.toMatchObject({
      code: 'root-exists',
    });
  });

  test('is written over nothing, and stays as it is where nobody signs', async () => {
    const { bytes, former } = await draftNextRoot(options());
    await writeDraft(path, bytes);
    await expect(writeDraft(path, bytes)).rejects.toMatchObject({ code: 'bad-option' });
    await cosignDraft(path, former, []);
    expect(readFileSync(path)).toEqual(Buffer.from(bytes));
    writeFileSync(path, 'x'.repeat(ROOT_LIMIT + 1));
    await expect(cosignDraft(path, former, [])).rejects.toMatchObject({ code: 'bad-root' });
  });
});
