import { describe, expect, test } from 'vitest';
import { speak } from '../speaking-browser.ts';

speak('en');
const { policyName, problemWords, siteName } = await import(
  '../../../../src/extension/pages/ui/names.ts'
);

describe('policyName', () => {
  test('names a packaged policy', () => {
    expect(policyName('wechat-2021')).toBe('WeChat 2021');
  });

  test.each(['our-own', 'constructor'])('shows %s, which it does not know, as it is', (id) => {
    expect(policyName(id)).toBe(id);
  });
});

describe('siteName', () => {
  test('names a chat client that comes with the extension', () => {
    expect(siteName('demo')).toBe('Demo chat');
    expect(siteName('converse')).toBe('Converse.js');
  });

  test.each(['our-own', 'constructor'])('shows %s, which it does not know, as it is', (id) => {
    expect(siteName(id)).toBe(id);
  });
});

describe('problemWords', () => {
  test('tells a known problem in words', () => {
    expect(problemWords('update-rollback')).toContain('older');
  });

  test('tells a new problem by its code', () => {
    expect(problemWords('moon-phase')).toContain('moon-phase');
  });
});
