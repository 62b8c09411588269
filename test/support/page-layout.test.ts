import { describe, expect, test } from 'vitest';
import { differences } from './page-layout.ts';

describe('differences', () => {
  const before = [
    ['nav', 0, 220, 400],
    ['main', 248, 1100, 900],
  ] as const;

  test('allow what letters of another machine do', () => {
    const now = [
      ['nav', 0, 232, 380],
      ['main', 260, 1100, 1100],
    ] as const;
    expect(differences(before, now)).toEqual([]);
  });

  test('tell what has moved, grown, gone or come', () => {
    expect(differences(before, [before[0], ['main', 0, 1100, 900]])).toEqual([
      'main was 248–1100, 900; is 0–1100, 900',
    ]);
    expect(differences(before, [['nav', 0, 220, 40], before[1]])).toEqual([
      'nav was 0–220, 400; is 0–220, 40',
    ]);
    expect(differences(before, [before[0]])).toEqual(['parts were nav › main, are nav']);
  });
});
