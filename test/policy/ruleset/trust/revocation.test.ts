import { beforeAll, describe, expect, test } from 'vitest';
import {
  openManifest,
  openRevocation,
  type Revocation,
  type SigningKey,
  signManifest,
  signRevocation,
} from '../../../../src/policy/index.ts';
import { codeOf, MANIFEST, type SampleKeys, sampleKeys, sampleRoot } from './sample-trust.ts';

let keys: SampleKeys;
let others: SampleKeys;

beforeAll(async () => {
  keys = await sampleKeys();
  others = await sampleKeys();
});

function revocation(changes: Partial<Revocation> = {}): Revocation {
  const issuedAt = '2026-01-02T00:00:00.000Z';
  return { format: 1, number: 2, issuedAt, keyIds: ['k1'], versions: [7], ...changes };
}

const open = async (next: Revocation, held?: Revocation, by: SigningKey = keys.revocation) =>
  openRevocation(await signRevocation(next, by), sampleRoot(keys), held);

describe('openRevocation', () => {
  test('gives back what was signed', async () => {
    expect(await open(revocation())).toEqual(revocation());
  });

  test('takes one that grew, and the same again', async () => {
    const held = revocation();
    expect(await open(held, held)).toEqual(held);
    const grown = revocation({ number: 3, keyIds: ['k2', 'k1'], versions: [8, 7] });
    expect(await open(grown, held)).toEqual(grown);
  });

  test.each<[string, Partial<Revocation>]>([
    ['a key is taken back', { number: 3, keyIds: ['k2'] }],
    ['a version is taken back', { number: 3, versions: [] }],
    ['its number falls', { number: 1 }],
    ['its number falls while it grows', { number: 1, keyIds: ['k1', 'k2'] }],
    ['it grows under the same number', { keyIds: ['k1', 'k2'] }],
  ])('refuses one in which %s', async (_, change) => {
    expect(await codeOf(open(revocation(change), revocation()))).toBe('rollback');
  });

  test('is refused by the keys that sign rulesets and roots', async () => {
    expect(await codeOf(open(revocation(), undefined, keys.ruleset))).toBe('unknown-key');
    expect(await codeOf(open(revocation(), undefined, keys.root))).toBe('unknown-key');
  });

  test.each<[string, Partial<Revocation>]>([
    ['more keys than any may name', { keyIds: Array.from({ length: 1001 }, String) }],
    ['a number that is none', { number: 0.5 }],
  ])('refuses %s', async (_, change) => {
    expect(await codeOf(open(revocation(change)))).toBe('bad-revocation');
  });
});

describe('openManifest, when something was revoked', () => {
  const trust = (changes: Partial<Revocation>, threshold = 1) => ({
    root: sampleRoot(keys, {
      roles: { ruleset: { keys: [keys.ruleset, others.ruleset], threshold } },
    }),
    revocation: revocation(changes),
  });

  test('refuses what only the revoked key signed', async () => {
    const bytes = await signManifest(MANIFEST, keys.ruleset);
    const gone = trust({ keyIds: [keys.ruleset.keyId] });
    expect(await codeOf(openManifest(bytes, gone))).toBe('revoked');
    expect(await codeOf(openManifest(bytes, trust({})))).toBeUndefined();
  });

  test('takes what another key signed too', async () => {
    const bytes = await signManifest(MANIFEST, keys.ruleset, others.ruleset);
    const gone = trust({ keyIds: [keys.ruleset.keyId] });
    expect(await codeOf(openManifest(bytes, gone))).toBeUndefined();
  });

  test('does not count a revoked key towards the threshold', async () => {
    const bytes = await signManifest(MANIFEST, keys.ruleset, others.ruleset);
    expect(await codeOf(openManifest(bytes, trust({}, 2)))).toBeUndefined();
    const gone = trust({ keyIds: [keys.ruleset.keyId] }, 2);
    expect(await codeOf(openManifest(bytes, gone))).toBe('revoked');
  });

  test('refuses a revoked version, whoever signed it', async () => {
    const bytes = await signManifest(MANIFEST, others.ruleset);
    const gone = trust({ versions: [MANIFEST.version] });
    expect(await codeOf(openManifest(bytes, gone))).toBe('revoked');
    expect(await codeOf(openManifest(bytes, trust({ versions: [MANIFEST.version + 1] })))).toBe(
      undefined,
    );
  });

  test('leaves roots and revocations to the keys that the root names', async () => {
    const gone = revocation({ keyIds: [keys.revocation.keyId] });
    const bytes = await signRevocation({ ...gone, number: 3 }, keys.revocation);
    expect(await codeOf(openRevocation(bytes, sampleRoot(keys), gone))).toBeUndefined();
  });
});
