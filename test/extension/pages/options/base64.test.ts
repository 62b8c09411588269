import { describe, expect, test } from 'vitest';
import { base64Of } from '../../../../src/extension/pages/options/base64.ts';

describe('base64Of', () => {
  test.each([0, 1, 2, 3, 0x8000, 0x8001, 200_000])('writes %i bytes as they are', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
    expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  });
});
