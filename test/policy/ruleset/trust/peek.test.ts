import { describe, expect, test } from 'vitest';
import {
  generateSigningKey,
  peekDocument,
  publicKeyOf,
  type Root,
  signRevocation,
  signRoot,
} from '../../../../src/policy/index.ts';

const key = await generateSigningKey();
const role = { keyIds: [key.keyId], threshold: 1 };
const root: Root = {
  format: 1,
  number: 3,
  issuedAt: '2026-03-01T00:00:00.000Z',
  expiresAt: '2027-03-01T00:00:00.000Z',
  keys: [publicKeyOf(key)],
  roles: { root: role, ruleset: role, revocation: role },
};
const revocation = {
  ...{ format: 1 as const, number: 2, issuedAt: '2026-03-01T00:00:00.000Z' },
  ...{ keyIds: [], versions: [7] },
};

describe('peekDocument', () => {
  test('tells what a document says, and who claims to have signed it', async () => {
    const keyIds = [key.keyId];
    const signed = await signRoot(root, key);
    expect(peekDocument(signed)).toEqual({ kind: 'root', keyIds, document: root });
    const other = await signRevocation(revocation, key);
    expect(peekDocument(other)).toEqual({ kind: 'revocation', keyIds, document: revocation });
  });

  test('asks for no valid signature', async () => {
    const envelope = JSON.parse(new TextDecoder().decode(await signRoot(root, key)));
    const signatures = [{ keyId: 'somebody', signature: 'AAAA' }];
    const bytes = new TextEncoder().encode(JSON.stringify({ ...envelope, signatures }));
    expect(peekDocument(bytes)).toEqual({ kind: 'root', keyIds: ['somebody'], document: root });
  });

  test.each(['', '{}', 'null', '[]', '{"payload":"e30=","signatures":[]}', '<html>'])(
    'knows that %j is none',
    (text) => {
      expect(peekDocument(new TextEncoder().encode(text))).toBeUndefined();
    },
  );
});
