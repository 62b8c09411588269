import { describe, expect, test } from 'vitest';
import { LOCALES, speak } from '../speaking-browser.ts';

speak('en');
const { detailWords, troubleWords } = await import(
  '../../../../src/extension/pages/options/trouble-words.ts'
);

const CODES = [
  ...['unreachable', 'not-the-service', 'too-large', 'service-changed', 'status-503'],
  ...['local-only', 'expired', 'superseded', 'keys', 'clock'],
];

describe('troubleWords', () => {
  test.each(LOCALES)('has words in %s for every code of a test', (locale) => {
    speak(locale);
    for (const code of CODES) expect(troubleWords(code)).not.toMatch(/\[|^[a-z-]+$/);
    speak('en');
  });

  test('tells the status, and leaves what it does not know', () => {
    expect(troubleWords('status-503')).toContain('503');
    expect(troubleWords('unheard-of')).toBe('unheard-of');
  });
});

test('detailWords leaves figures as they are', () => {
  expect(detailWords({ detail: '12 + 3' })).toBe('12 + 3');
  expect(detailWords({ detail: '40 ms' })).toBe('40 ms');
  expect(detailWords({ detail: '17 expired' })).toBe('17 out of date');
});
