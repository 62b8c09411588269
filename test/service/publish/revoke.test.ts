import { beforeEach, describe, expect, test } from 'vitest';
import { generateSigningKey, type SigningKey } from '../../../src/policy/index.ts';
import { readPublished, readTrust, revoke } from '../../../src/service/publish/index.ts';
import { NOW, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
let key: SigningKey;

beforeEach(async () => {
  workshop = await openWorkshop();
  key = workshop.keys.revocation ?? (await generateSigningKey());
});

const take = (revoked: { keyIds?: string[]; versions?: number[] }, by = key) =>
  revoke({ dir: workshop.dir, keyIds: [], versions: [], keys: [by], now: NOW, ...revoked });

describe('revoke', () => {
  test('takes the published version out of force, and says so', async () => {
    const { manifest } = await workshop.publish();
    expect((await take({ versions: [1] })).isRulesetGood).toBe(true);
    expect((await take({ versions: [manifest.version] })).isRulesetGood).toBe(false);
    await expect(readPublished(workshop.dir)).rejects.toMatchObject({ code: 'revoked' });
    await workshop.publish();
    await readPublished(workshop.dir);
  });

  test('takes the ruleset key out of force', async () => {
    await workshop.publish();
    await take({ keyIds: [workshop.keys.ruleset.keyId] });
    await expect(readPublished(workshop.dir)).rejects.toMatchObject({ code: 'revoked' });
    await expect(workshop.publish()).rejects.toMatchObject({ code: 'revoked' });
  });

  test('keeps what was revoked before', async () => {
    await take({ versions: [9, 5] });
    await take({ versions: [7, 5], keyIds: [workshop.keys.ruleset.keyId] });
    expect((await readTrust(workshop.dir)).trust.revocation).toMatchObject({
      number: 2,
      versions: [5, 7, 9],
      keyIds: [workshop.keys.ruleset.keyId],
    });
  });

  test('loses nothing where two revoke at once', async () => {
    await Promise.all([take({ versions: [9] }), take({ versions: [5] })]);
    expect((await readTrust(workshop.dir)).trust.revocation).toMatchObject({
      ...{ number: 2, versions: [5, 9] },
    });
  });

  test('refuses a key that no root names, and a signer that may not', async () => {
    await expect(take({ keyIds: ['0123456789abcdef'] })).rejects.toMatchObject({
      code: 'no-such-key',
    });
    await expect(take({ versions: [1] }, workshop.keys.ruleset)).rejects.toMatchObject({
      code: 'unknown-key',
    });
    expect((await readTrust(workshop.dir)).trust.revocation).toBeUndefined();
  });
});
