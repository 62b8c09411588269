import { describe, expect, test } from 'vitest';
import { LURES, STRONG_LURES } from '../../../../src/policy/url/signs/lures.ts';

describe('LURES', () => {
  test('are words as they stand between hyphens, and hold the strong ones', () => {
    for (const lure of LURES) expect(lure).toMatch(/^[a-z0-9]{2,}$|^\p{Script=Han}{2,}$/u);
    expect([...STRONG_LURES].filter((lure) => !LURES.has(lure))).toEqual([]);
    expect(STRONG_LURES.has('support')).toBe(false);
  });
});
