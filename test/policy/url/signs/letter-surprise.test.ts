import { describe, expect, test } from 'vitest';
import { LETTERS, letterAt, surpriseOf } from '../../../../src/policy/url/signs/letter-surprise.ts';
import { packagedModel } from '../../../../src/policy/url/signs/packaged-model.ts';

describe('letterAt', () => {
  test('gives letters their place, and everything else the edge', () => {
    expect([0, 1, 2, 3, 9].map((at) => letterAt('az-1', at))).toEqual([0, 25, 26, 26, 26]);
  });
});

describe('surpriseOf', () => {
  test('is the mean of the pairs, with the edges', () => {
    const bits = Array.from({ length: LETTERS * LETTERS }, () => '0');
    bits[26 * LETTERS] = 'f';
    bits[0 * LETTERS + 1] = '3';
    expect(surpriseOf('ab', bits.join(''))).toBe(18 / 3);
  });

  test('is greater for letters at random than for names', () => {
    const names = ['example', 'guangzhou', 'wikipedia', 'technology', 'bilibili'];
    const random = ['xkqzvjw', 'hfnrtklp', 'zqpdxfmnh', 'bwqxkjvr', 'vvqxzkjh'];
    const surprises = (of: readonly string[]) =>
      of.map((name) => surpriseOf(name, packagedModel().letters));
    expect(Math.min(...surprises(random))).toBeGreaterThan(Math.max(...surprises(names)));
  });
});
