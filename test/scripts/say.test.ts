import { describe, expect, test } from 'vitest';
import { reasonOf } from '../../scripts/say.ts';

describe('reasonOf', () => {
  test('joins the messages of an error and its causes', () => {
    const error = new Error('no browser', {
      cause: new Error('no display', { cause: 'headless' }),
    });
    expect(reasonOf(error)).toBe('no browser (no display (headless))');
    expect(reasonOf('plain words')).toBe('plain words');
  });
});
