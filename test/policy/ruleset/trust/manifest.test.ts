import { beforeAll, describe, expect, test } from 'vitest';
import {
  isExpired,
  type Manifest,
  openManifest,
  PART_LIMIT,
  signManifest,
  type Trust,
} from '../../../../src/policy/index.ts';
import { nextHead } from '../../../../src/policy/ruleset/trust/log.ts';
import {
  following,
  MANIFEST,
  opened,
  type SampleKeys,
  sampleKeys,
  sampleTrust,
} from './sample-trust.ts';

let keys: SampleKeys;
let trust: Trust;

beforeAll(async () => {
  keys = await sampleKeys();
  trust = sampleTrust(keys);
});

describe('openManifest', () => {
  test('gives back what was signed, with the hash of the signed bytes and the head', async () => {
    const signed = await openManifest(await signManifest(MANIFEST, keys.ruleset), trust);
    expect(signed.manifest).toEqual(MANIFEST);
    const bytes = new TextEncoder().encode(JSON.stringify(MANIFEST));
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    expect(signed.payloadSha256).toBe(hash);
    expect(signed.head).toBe(nextHead(undefined, hash));
  });

  test('goes on from the head of the former version', async () => {
    const { manifest } = following(opened(MANIFEST));
    const signed = await openManifest(await signManifest(manifest, keys.ruleset), trust);
    expect(signed.head).toBe(nextHead(manifest.former?.head, signed.payloadSha256));
  });
});

describe('signManifest', () => {
  const part = MANIFEST.parts.rules;
  const entry = (version: number) => ({ version, payload: 'a'.repeat(64) });
  const { version } = MANIFEST;
  const head = 'b'.repeat(64);

  test.each<[string, Partial<Manifest>]>([
    [
      'a part larger than any may be',
      { parts: { ...MANIFEST.parts, rules: { ...part, size: PART_LIMIT + 1 } } },
    ],
    ['a version that is no whole number', { version: 1.5 }],
    ['an expiry before the issue', { expiresAt: '2025-12-31T00:00:00.000Z' }],
    ['an expiry more than 90 days after the issue', { expiresAt: '2026-04-02T00:00:00.001Z' }],
    ['a hash that is none', { parts: { ...MANIFEST.parts, policy: { ...part, sha256: '../x' } } }],
    ['another format', { format: 1 as 2 }],
    ['a number of rules below zero', { ruleCount: -1 }],
    ['the name of a list that is none', { lists: [{ list: '<b>', date: null, ruleCount: 1 }] }],
    ['a date that is none', { lists: [{ list: 'a', date: 'yesterday', ruleCount: 1 }] }],
    ['too many lists', { lists: Array(513).fill({ list: 'a', date: null, ruleCount: 1 }) }],
    ['too many deltas', { deltas: Array(31).fill({ from: 1, fromSha256: head, ...part }) }],
    ['a history without a former version', { history: [entry(1)] }],
    ['a former version without a history', { former: { version: 1, head } }],
    [
      'a history that does not end at the former version',
      { former: { version: 5, head }, history: [entry(4)] },
    ],
    [
      'a history that does not ascend',
      { former: { version: 5, head }, history: [entry(7), entry(5)] },
    ],
    [
      'a former version that is not older',
      { former: { version, head }, history: [entry(version)] },
    ],
    [
      'too long a history',
      {
        former: { version: 31, head },
        history: Array.from({ length: 31 }, (_, index) => entry(index + 1)),
      },
    ],
  ])('refuses %s', async (_, change) => {
    await expect(signManifest({ ...MANIFEST, ...change }, keys.ruleset)).rejects.toMatchObject({
      code: 'bad-manifest',
    });
  });
});

describe('isExpired', () => {
  test('is true from the instant of the expiry on', () => {
    const expiry = Date.parse(MANIFEST.expiresAt);
    expect(isExpired(MANIFEST, expiry - 1)).toBe(false);
    expect(isExpired(MANIFEST, expiry)).toBe(true);
  });
});
