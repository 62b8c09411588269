import { describe, expect, test } from 'vitest';
import { fullHashOf, prefixOf, toHex } from '../../../src/policy/url/hash.ts';

describe('fullHashOf', () => {
  // The one-block example of the standard for SHA-256.
  test('is SHA-256 of the bytes', () => {
    expect(toHex(fullHashOf('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('prefixOf', () => {
  test('is the first four bytes', () => {
    expect(prefixOf(fullHashOf('abc'))).toBe('ba7816bf');
  });
});

describe('toHex', () => {
  test('writes two digits for every byte', () => {
    expect(toHex(Uint8Array.of(0, 10, 255))).toBe('000aff');
  });
});
