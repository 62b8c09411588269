import { describe, expect, test } from 'vitest';
import { FEATURE_KINDS } from '../../../../src/policy/url/signs/features.ts';
import { LETTERS } from '../../../../src/policy/url/signs/letter-surprise.ts';
import { packagedModel } from '../../../../src/policy/url/signs/packaged-model.ts';

describe('packagedModel', () => {
  test('weighs only features that there are', () => {
    const kinds = [...packagedModel().points.keys()].map((feature) => feature.split(':')[0]);
    expect(kinds.filter((kind) => !FEATURE_KINDS.some((known) => known === kind))).toEqual([]);
    expect(packagedModel().letters).toMatch(new RegExp(`^[0-9a-f]{${LETTERS * LETTERS}}$`));
  });

  test('lets nothing reach the threshold alone, and a country’s ending say little', () => {
    expect(Math.max(...packagedModel().points.values())).toBeLessThan(packagedModel().threshold);
    const givenAway = 'tk ml ga cf gq cc pw ws su'.split(' ');
    for (const [feature, points] of packagedModel().points) {
      const country = /^ending:([a-z]{2})$/.exec(feature)?.[1];
      if (country !== undefined && !givenAway.includes(country)) {
        expect(points).toBeLessThanOrEqual(5);
      }
    }
  });
});
