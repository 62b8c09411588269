import { describe, expect, test } from 'vitest';
import { SECTIONS, sectionAt } from '../../../../src/extension/pages/options/sections.ts';

describe('sectionAt', () => {
  test('finds each section by its fragment', () => {
    expect(SECTIONS.map(({ id }) => sectionAt(`#${id}`))).toEqual(SECTIONS.map(({ id }) => id));
  });

  test.each(['', '#', '#nothing', '#try/https://forged.example/'])(
    'takes %j for the first section',
    (fragment) => {
      expect(sectionAt(fragment)).toBe('preferences');
    },
  );
});
