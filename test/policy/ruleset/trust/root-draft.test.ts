import { beforeAll, describe, expect, test } from 'vitest';
import {
  cosignRoot,
  openNextRoot,
  openRootDraft,
  type Root,
  signRoot,
} from '../../../../src/policy/index.ts';
import {
  codeOf,
  readEnvelope,
  type SampleKeys,
  sampleKeys,
  sampleRoot,
  writeEnvelope,
} from './sample-trust.ts';

let keys: SampleKeys;
let others: SampleKeys;
let held: Root;
let draft: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  keys = await sampleKeys();
  others = await sampleKeys();
  const both = { root: { keys: [keys.root, others.root], threshold: 2 } };
  held = sampleRoot(keys, { roles: both });
  draft = await signRoot(sampleRoot(keys, { number: 2, roles: both }), keys.root);
});

describe('openRootDraft', () => {
  test('says whose signatures are there, and whose are missing', async () => {
    const [one, two] = [keys.root.keyId, others.root.keyId];
    const signers = { threshold: 2, signed: [one], missing: [two] };
    expect(await openRootDraft(draft, held)).toMatchObject({
      ...{ root: { number: 2 }, ofFormer: signers, ofItself: signers, isSigned: false },
    });
    const whole = await openRootDraft(await cosignRoot(draft, held, [others.root]), held);
    expect(whole).toMatchObject({ ofFormer: { signed: [one, two], missing: [] }, isSigned: true });
  });

  test('counts no signature that is not valid', async () => {
    const envelope = readEnvelope(draft);
    const signature = envelope.signatures[0]?.signature ?? '';
    const forged = { keyId: others.root.keyId, signature };
    const bytes = writeEnvelope({ ...envelope, signatures: [...envelope.signatures, forged] });
    expect((await openRootDraft(bytes, held)).ofItself.missing).toEqual([others.root.keyId]);
    const mended = await cosignRoot(bytes, held, [others.root]);
    expect(readEnvelope(mended).signatures).toHaveLength(2);
    expect((await openNextRoot(mended, held)).number).toBe(2);
  });

  test('asks no former root of the first one', async () => {
    const first = await signRoot(sampleRoot(keys), keys.root);
    expect(await openRootDraft(first, undefined)).toMatchObject({
      ...{ ofFormer: undefined, isSigned: true },
    });
    expect(await codeOf(openRootDraft(draft, undefined))).toBe('root-gap');
    expect(await codeOf(openRootDraft(first, held))).toBe('root-gap');
  });
});

describe('cosignRoot', () => {
  test('adds signatures over the same bytes, once for each key', async () => {
    const before = readEnvelope(draft);
    const after = readEnvelope(await cosignRoot(draft, held, [keys.root, others.root]));
    expect(after.payload).toBe(before.payload);
    expect(after.signatures.map(({ keyId }) => keyId)).toEqual([
      keys.root.keyId,
      others.root.keyId,
    ]);
    expect(after.signatures[0]).toEqual(before.signatures[0]);
  });

  test('refuses a key that neither root lets sign roots', async () => {
    for (const stranger of [others.revocation, keys.ruleset]) {
      expect(await codeOf(cosignRoot(draft, held, [stranger]))).toBe('unknown-key');
    }
  });

  test('refuses more signatures than are read', async () => {
    const envelope = readEnvelope(draft);
    const signatures = Array.from({ length: 32 }, (_, at) => ({ keyId: `${at}`, signature: '' }));
    const full = writeEnvelope({ ...envelope, signatures });
    expect(await codeOf(cosignRoot(full, held, [keys.root]))).toBe('bad-root');
  });

  test('refuses what is no root', async () => {
    expect(await codeOf(cosignRoot(new Uint8Array(9), held, []))).toBe('bad-root');
  });
});
