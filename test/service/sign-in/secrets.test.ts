import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { newSecret, seal, unseal } from '../../../src/service/sign-in/secrets.ts';

const KEY = newSecret();
const Claims = v.object({ id: v.string() });

describe('unseal', () => {
  const token = seal(KEY, 'puzzle', { id: 'one' }, 1000);

  test('gives back what was sealed until its time is over', () => {
    expect(unseal(KEY, 'puzzle', token, 999, Claims)).toEqual({ id: 'one' });
    expect(unseal(KEY, 'puzzle', token, 1000, Claims)).toBeUndefined();
  });

  test('believes nothing that was changed, or sealed for something else, or by another', () => {
    const [body = '', mac = ''] = token.split('.');
    const forged = Buffer.from('{"id":"two","expiresAt":9999}').toString('base64url');
    for (const other of [`${forged}.${mac}`, body, `${body}.`, `.${mac}`, `${token}.x`, '', '..']) {
      expect(unseal(KEY, 'puzzle', other, 0, Claims)).toBeUndefined();
    }
    expect(unseal(KEY, 'flow', token, 0, Claims)).toBeUndefined();
    expect(unseal(newSecret(), 'puzzle', token, 0, Claims)).toBeUndefined();
  });
});
