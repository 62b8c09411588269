import { beforeAll, describe, expect, test } from 'vitest';
import {
  isExpired,
  openFirstRoot,
  openManifest,
  openNextRoot,
  ROOT_LIMIT_PER_WALK,
  type Root,
  type SigningKey,
  signManifest,
  signRoot,
  walkRoots,
} from '../../../../src/policy/index.ts';
import { codeOf, MANIFEST, NOW, type SampleKeys, sampleKeys, sampleRoot } from './sample-trust.ts';

let keys: SampleKeys;
let others: SampleKeys;
let third: SampleKeys;

beforeAll(async () => {
  keys = await sampleKeys();
  others = await sampleKeys();
  third = await sampleKeys();
});

const signedBy = (root: Root, ...by: SigningKey[]) => signRoot(root, ...by);

describe('openFirstRoot', () => {
  test('gives back what was signed', async () => {
    const root = sampleRoot(keys);
    expect(await openFirstRoot(await signedBy(root, keys.root))).toEqual(root);
  });

  test('opens an anchor of any number, and one that has expired', async () => {
    const root = sampleRoot(keys, { number: 7, expiresAt: '2026-01-01T00:00:01.000Z' });
    expect(await openFirstRoot(await signedBy(root, keys.root))).toEqual(root);
    expect(isExpired(root, NOW)).toBe(true);
  });

  const role = (keyIds: string[], threshold: number) => ({ keyIds, threshold });

  test.each<[string, (root: Root) => unknown]>([
    ['a threshold of none', (root) => ({ roles: { ...root.roles, ruleset: role([], 0) } })],
    [
      'fewer keys than the threshold',
      ({ roles }) => ({ roles: { ...roles, ruleset: { ...roles.ruleset, threshold: 2 } } }),
    ],
    [
      'one key named twice for a threshold of two',
      ({ roles }) => {
        const [id = ''] = roles.ruleset.keyIds;
        return { roles: { ...roles, ruleset: role([id, id], 2) } };
      },
    ],
    [
      'a key of a role that is not among the keys',
      ({ roles }) => ({ roles: { ...roles, ruleset: role(['0123456789abcdef'], 1) } }),
    ],
    ['a role missing', ({ roles: { root, ruleset } }) => ({ roles: { root, ruleset } })],
    [
      'the id of one key on another',
      ({ keys: [first, second] }) => ({ keys: [{ ...first, keyId: second?.keyId }] }),
    ],
    ['an expiry before the issue', () => ({ expiresAt: '2025-01-01T00:00:00.000Z' })],
    ['a number that is none', () => ({ number: 0 })],
    ['another format', () => ({ format: 2 })],
  ])('refuses %s', async (_, change) => {
    const root = sampleRoot(keys);
    const bent = { ...root, ...(change(root) as Partial<Root>) };
    expect(await codeOf(signedBy(bent, keys.root))).toBe('bad-root');
  });

  test('counts a key once that is named twice', async () => {
    const root = sampleRoot(keys);
    const [id = ''] = root.roles.ruleset.keyIds;
    const twice = {
      ...root,
      keys: [...root.keys, ...root.keys],
      roles: { ...root.roles, ruleset: { keyIds: [id, id], threshold: 1 } },
    };
    const opened = await openFirstRoot(await signedBy(twice, keys.root));
    const trust = { root: opened, revocation: undefined };
    const signed = await signManifest(MANIFEST, keys.ruleset);
    expect(await codeOf(openManifest(signed, trust))).toBeUndefined();
  });
});

describe('openNextRoot', () => {
  const next = (changes: Parameters<typeof sampleRoot>[1] = {}) =>
    sampleRoot(keys, { number: 2, ...changes });

  test('takes the next number, signed by the same keys', async () => {
    const held = sampleRoot(keys);
    expect(await openNextRoot(await signedBy(next(), keys.root), held)).toEqual(next());
  });

  test('takes other root keys where the old and the new ones signed', async () => {
    const held = sampleRoot(keys);
    const changed = next({ roles: { root: { keys: [others.root], threshold: 1 } } });
    const both = await signedBy(changed, keys.root, others.root);
    expect(await openNextRoot(both, held)).toEqual(changed);
  });

  test('refuses other root keys where only the new ones signed', async () => {
    const changed = next({ roles: { root: { keys: [others.root], threshold: 1 } } });
    const bytes = await signedBy(changed, others.root);
    expect(await codeOf(openNextRoot(bytes, sampleRoot(keys)))).toBe('unknown-key');
  });

  test('refuses other root keys where only the old ones signed', async () => {
    const changed = next({ roles: { root: { keys: [others.root], threshold: 1 } } });
    const bytes = await signedBy(changed, keys.root);
    expect(await codeOf(openNextRoot(bytes, sampleRoot(keys)))).toBe('unknown-key');
  });

  test('wants the thresholds of both', async () => {
    const pair = { root: { keys: [keys.root, others.root], threshold: 2 } };
    const held = sampleRoot(keys, { roles: pair });
    const one = next({ roles: { root: { keys: [keys.root], threshold: 1 } } });
    expect(await codeOf(openNextRoot(await signedBy(one, keys.root), held))).toBe('too-few-keys');
    const both = await signedBy(one, keys.root, others.root);
    expect(await codeOf(openNextRoot(both, held))).toBeUndefined();
    const raised = await signedBy(next({ roles: pair }), keys.root);
    expect(await codeOf(openNextRoot(raised, sampleRoot(keys)))).toBe('too-few-keys');
  });

  test.each([1, 3, 9_000_000_000_000_000])('refuses number %i after 1', async (number) => {
    const bytes = await signedBy(next({ number }), keys.root);
    expect(await codeOf(openNextRoot(bytes, sampleRoot(keys)))).toBe('root-gap');
  });

  test('goes on from a root that has expired, and through one that has', async () => {
    const held = sampleRoot(keys, { expiresAt: '2026-01-01T00:00:01.000Z' });
    const between = next({ expiresAt: '2026-01-01T00:00:02.000Z' });
    const second = await openNextRoot(await signedBy(between, keys.root), held);
    const bytes = await signedBy(sampleRoot(keys, { number: 3 }), keys.root);
    expect((await openNextRoot(bytes, second)).number).toBe(3);
  });

  test('takes a ruleset key out of force, and brings another one', async () => {
    const held = sampleRoot(keys);
    const changed = next({ roles: { ruleset: { keys: [others.ruleset], threshold: 1 } } });
    const root = await openNextRoot(await signedBy(changed, keys.root), held);
    const trust = { root, revocation: undefined };
    const old = await signManifest(MANIFEST, keys.ruleset);
    expect(await codeOf(openManifest(old, trust))).toBe('unknown-key');
    const both = await signManifest(MANIFEST, keys.ruleset, others.ruleset);
    expect(await codeOf(openManifest(both, trust))).toBeUndefined();
    expect(await codeOf(openManifest(both, { root: held, revocation: undefined }))).toBeUndefined();
  });
});

describe('walkRoots', () => {
  const chain = async (roots: readonly (readonly [Root, ...SigningKey[]])[]) => {
    const bytes = await Promise.all(roots.map(([root, ...by]) => signedBy(root, ...by)));
    return async (number: number) => bytes[number - 2];
  };
  const owned = (by: SigningKey, number: number) =>
    sampleRoot(keys, { number, roles: { root: { keys: [by], threshold: 1 } } });

  test('catches up through three rotations of the root key', async () => {
    const read = await chain([
      [owned(others.root, 2), keys.root, others.root],
      [owned(third.root, 3), others.root, third.root],
      [owned(keys.root, 4), third.root, keys.root],
    ]);
    const { root, bytes, isWhole } = await walkRoots(sampleRoot(keys), read);
    expect({ number: root.number, walked: bytes.length, isWhole }).toEqual({
      number: 4,
      walked: 3,
      isWhole: true,
    });
  });

  test('stays where there is no next one', async () => {
    const held = sampleRoot(keys);
    expect((await walkRoots(held, await chain([]))).root).toBe(held);
  });

  test('does not skip a root that is not signed by the one before it', async () => {
    const read = await chain([
      [owned(others.root, 2), others.root],
      [owned(keys.root, 3), keys.root],
    ]);
    expect(await codeOf(walkRoots(sampleRoot(keys), read))).toBe('unknown-key');
  });

  test('does not skip a number', async () => {
    const read = await chain([[sampleRoot(keys, { number: 3 }), keys.root]]);
    expect(await codeOf(walkRoots(sampleRoot(keys), read))).toBe('root-gap');
  });

  test('stops after as many as it may, and says that there may be more', async () => {
    let asked = 0;
    const endless = (number: number) => {
      asked += 1;
      return signedBy(sampleRoot(keys, { number }), keys.root);
    };
    const walk = await walkRoots(sampleRoot(keys), endless);
    expect(asked).toBe(ROOT_LIMIT_PER_WALK);
    expect(walk).toMatchObject({ isWhole: false, root: { number: ROOT_LIMIT_PER_WALK + 1 } });
    const rest = await walkRoots(walk.root, async (number) =>
      number > 1100 ? undefined : endless(number),
    );
    expect(rest).toMatchObject({ isWhole: true, root: { number: 1100 } });
  });
});
