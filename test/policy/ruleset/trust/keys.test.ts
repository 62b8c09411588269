import { beforeAll, describe, expect, test } from 'vitest';
import {
  generateSigningKey,
  parsePublicKey,
  parseSigningKey,
  publicKeyOf,
  type SigningKey,
} from '../../../../src/policy/index.ts';

let key: SigningKey;
let other: SigningKey;

beforeAll(async () => {
  key = await generateSigningKey();
  other = await generateSigningKey();
});

describe('parseSigningKey', () => {
  test('reads back a key that went through JSON', () => {
    expect(parseSigningKey(JSON.parse(JSON.stringify(key)))).toEqual(key);
  });

  test('takes the id from the key itself', () => {
    expect(key.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(() => parseSigningKey({ ...key, keyId: other.keyId })).toThrow('key: keyId: not the id');
  });

  test.each([
    ['no object', 'key'],
    ['no private key', { keyId: 'x', publicKey: 'y' }],
    [
      'a public key of another length',
      { keyId: 'x', publicKey: btoa('short'), privateKey: 'AA==' },
    ],
  ])('refuses %s', (_, value) => {
    expect(() => parseSigningKey(value)).toThrow(expect.objectContaining({ code: 'bad-key' }));
  });
});

describe('parsePublicKey', () => {
  test('keeps the private half of a signing key out', () => {
    expect(parsePublicKey(key)).toEqual(publicKeyOf(key));
    expect(Object.keys(parsePublicKey(key))).toEqual(['keyId', 'publicKey']);
  });
});
