import { describe, expect, test } from 'vitest';
import { hashPassword, isPassword } from '../../../src/service/sign-in/password.ts';

describe('isPassword', () => {
  test('knows the password again, and no other', async () => {
    const hash = await hashPassword('correct horse battery');
    expect(hash).not.toContain('horse');
    expect(await isPassword('correct horse battery', hash)).toBe(true);
    expect(await isPassword('correct horse batterY', hash)).toBe(false);
    expect(await isPassword('', hash)).toBe(false);
  });

  test('takes two spellings that look the same for one', async () => {
    const hash = await hashPassword('Caf\u00e9 au lait 12');
    expect(await isPassword('Cafe\u0301 au lait 12', hash)).toBe(true);
  });

  test('salts: the same password gives two hashes', async () => {
    expect(await hashPassword('twelve letters')).not.toBe(await hashPassword('twelve letters'));
  });

  test('says no where there is no hash', async () => {
    expect(await isPassword('anything at all', undefined)).toBe(false);
  });
});
