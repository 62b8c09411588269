import { describe, expect, test } from 'vitest';
import { speak } from '../speaking-browser.ts';

speak('en');
const { knowSites, policyName, problemWords, siteName } = await import(
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
  test.each(['demo', 'constructor'])('shows %s as it is until names were told', (id) => {
    expect(siteName(id)).toBe(id);
  });

  test('calls each by its name, and says what is not there any more', () => {
    knowSites({ 'our-own': { en: 'Our chat', zh: '我们的聊天' } });
    expect(siteName('our-own')).toBe('Our chat');
    for (const gone of ['former', 'constructor']) {
      expect(siteName(gone)).toBe(`a chat that was removed (${gone})`);
    }
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
