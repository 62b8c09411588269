import { describe, expect, test } from 'vitest';
import {
  prefixCodeOf,
  readAhead,
  readSymbol,
} from '../../../../src/policy/ruleset/hosts/prefix-code.ts';

describe('prefixCodeOf', () => {
  test('gives shorter words first, and words of one length in the order of their symbols', () => {
    const { words } = prefixCodeOf('2313');
    expect([...words].map((word) => word.toString(2))).toEqual(['10', '110', '0', '111']);
  });

  test('leaves no bits without a symbol', () => {
    const { table } = prefixCodeOf('2313');
    expect([...table].every((entry) => (entry & 15) > 0)).toBe(true);
  });
});

describe('readSymbol', () => {
  test('reads word after word, and zeros behind the end', () => {
    const code = prefixCodeOf('2313');
    // 10 0 110 0 | 111
    const reader = { bytes: Uint8Array.of(0b1001_1001, 0b1100_0000), at: 0 };
    const symbols = Array.from({ length: 5 }, () => readSymbol(reader, code));
    expect(symbols).toEqual([0, 2, 1, 2, 3]);
    reader.at = 16;
    expect(readSymbol(reader, code)).toBe(2);
  });
});

describe('readAhead', () => {
  test('reads up to 16 bits from any place, and stays where it is', () => {
    const reader = { bytes: Uint8Array.of(0xab, 0xcd, 0xef), at: 4 };
    expect(readAhead(reader, 16).toString(16)).toBe('bcde');
    expect(readAhead(reader, 0)).toBe(0);
    expect(reader.at).toBe(4);
  });
});
