import { describe, expect, test } from 'vitest';
import { fullHashOf, toHex } from '../../../../src/policy/url/hash.ts';
import { read } from './read-list.ts';

const HASH = fullHashOf('a.test/');
const HEX = toHex(HASH);
const BASE64 = Buffer.from(HASH).toString('base64');

describe('importList of hashes', () => {
  test('reads full hashes however they are written', () => {
    const lines = ['# all', HEX, HEX.toUpperCase(), BASE64, BASE64.replace('=', '')];
    const urlSafe = Buffer.from(HASH).toString('base64url');
    expect(read('hashes', ...lines, urlSafe)).toEqual({
      listed: Array.from({ length: 5 }, () => `#${HEX}`),
      allowed: [],
      refused: [],
    });
  });

  test.each([
    [HEX.slice(0, 8), 'hash: 4 bytes of 32, too short to decide'],
    [
      Buffer.from(HASH.subarray(0, 4)).toString('base64'),
      'hash: 4 bytes of 32, too short to decide',
    ],
    [HEX.slice(0, 32), 'hash: 16 bytes of 32, too short to decide'],
    [`${HEX}00`, 'hash: not a SHA-256 in hexadecimal or base64'],
    ['a.test', 'hash: not a SHA-256 in hexadecimal or base64'],
    [`${HEX} a.test`, 'hash: not a SHA-256 in hexadecimal or base64'],
  ])('refuses %s', (line, rule) => {
    expect(read('hashes', line)).toEqual({ listed: [], allowed: [], refused: [`1: ${rule}`] });
  });
});
