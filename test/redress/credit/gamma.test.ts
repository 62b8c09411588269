import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gammaQuantile, gammaShare, logGamma } from '../../../src/redress/credit/gamma.ts';

describe('logGamma', () => {
  test('is the logarithm of the factorial before', () => {
    let factorial = 1;
    for (let n = 1; n < 20; n += 1) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 10);
      factorial *= n;
    }
  });

  test('knows halves', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
    expect(logGamma(0.25)).toBeCloseTo(Math.log(3.625609908221908), 10);
  });
});

describe('gammaShare', () => {
  test('of shape 1 is the exponential distribution', () => {
    for (const x of [0.001, 0.5, 1, 2, 5, 30]) {
      expect(gammaShare(1, x)).toBeCloseTo(1 - Math.exp(-x), 12);
    }
  });

  test('of a whole shape is what a sum of Poisson terms leaves', () => {
    for (const shape of [2, 3, 7, 20]) {
      for (const x of [0.1, 1, 5, 19, 21, 60]) {
        let term = Math.exp(-x);
        let sum = 0;
        for (let n = 0; n < shape; n += 1) {
          sum += term;
          term *= x / (n + 1);
        }
        expect(gammaShare(shape, x)).toBeCloseTo(1 - sum, 10);
      }
    }
  });

  test('is nothing below nothing', () => {
    expect([gammaShare(2, 0), gammaShare(2, -1)]).toEqual([0, 0]);
  });
});

describe('gammaQuantile', () => {
  test('of shape 1 has a closed form', () => {
    for (const share of [0.05, 0.5, 0.95]) {
      expect(gammaQuantile(share, 1, 4)).toBeCloseTo(-Math.log(1 - share) / 4, 10);
    }
  });

  // From the usual tables: chi-squared with k degrees is gamma with shape k/2 and rate 1/2.
  test.each([
    [0.95, 1, 3.841],
    [0.95, 5, 11.07],
    [0.05, 5, 1.145],
    [0.95, 10, 18.307],
    [0.05, 10, 3.94],
    [0.95, 100, 124.342],
    [0.05, 100, 77.929],
  ])('agrees with the chi-squared table: %d of %d degrees', (share, degrees, expected) => {
    expect(gammaQuantile(share, degrees / 2, 0.5)).toBeCloseTo(expected, 2);
  });

  test('undoes the share', () => {
    const shapes = fc.double({ min: 0.05, max: 500, noNaN: true });
    const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(shapes, shares, (shape, share) => {
        expect(gammaShare(shape, gammaQuantile(share, shape, 1))).toBeCloseTo(share, 8);
      }),
    );
  });
});
