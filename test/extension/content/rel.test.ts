import { describe, expect, test } from 'vitest';
import { relWith } from '../../../src/extension/content/rel.ts';

const WANTED = ['noopener', 'noreferrer'];

describe('relWith', () => {
  test.each([
    [null, 'noopener noreferrer'],
    ['', 'noopener noreferrer'],
    ['nofollow  ugc', 'nofollow ugc noopener noreferrer'],
    ['NoOpener', 'NoOpener noreferrer'],
    ['noreferrer noopener', 'noreferrer noopener'],
  ])('keeps %j and adds what is missing', (rel, expected) => {
    expect(relWith(rel, WANTED)).toBe(expected);
  });

  test('changes nothing the second time', () => {
    const once = relWith('me', WANTED);
    expect(relWith(once, WANTED)).toBe(once);
  });
});
