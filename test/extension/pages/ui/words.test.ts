import { describe, expect, test } from 'vitest';
import { speak } from '../speaking-browser.ts';

speak('en');
const { language, say, sayAny, sayParts, snake } = await import(
  '../../../../src/extension/pages/ui/words.ts'
);

describe('say', () => {
  test('puts substitutions into their places', () => {
    expect(say('complaint_count', 3, 2000)).toBe('3 of 2000');
  });

  test('speaks the language of the browser', () => {
    speak('zh_CN');
    expect(say('context_group')).toBe('群聊');
    speak('en');
    expect(say('context_group')).toBe('Group chat');
  });
});

describe('sayAny', () => {
  test('shows a missing key in brackets', () => {
    expect(sayAny('no_such_key')).toBe('[no_such_key]');
  });
});

describe('sayParts', () => {
  test('sets the values apart from the words', () => {
    const words = { key: 'link_text', substitutions: ['hello'] };
    expect(sayParts(words)).toEqual([
      { text: 'Text: ', isValue: false },
      { text: 'hello', isValue: true },
    ]);
  });

  test('a value cannot end its own fence', () => {
    const hostile = 'a\u{e001} is safe \u{e000}b';
    const parts = sayParts({ key: 'link_text', substitutions: [hostile] });
    expect(parts).toEqual([
      { text: 'Text: ', isValue: false },
      { text: 'a is safe b', isValue: true },
    ]);
  });

  test('keeps line breaks inside a value', () => {
    const parts = sayParts({ key: 'link_text', substitutions: ['a\nb'] });
    expect(parts.at(-1)).toEqual({ text: 'a\nb', isValue: true });
  });
});

describe('snake', () => {
  test('turns every dash into an underscore', () => {
    expect(snake('text-names-other-host')).toBe('text_names_other_host');
  });
});

describe('language', () => {
  test("is the person's own variety of the language that is spoken", () => {
    speak('en', 'en-GB');
    expect(language()).toBe('en-GB');
  });

  test('is the language of the words where the browser has another one', () => {
    speak('en', 'de');
    expect(language()).toBe('en');
  });

  test.each([
    ['zh_TW', 'zh-HK', 'zh-HK'],
    ['zh_TW', 'zh-CN', 'zh-TW'],
    ['zh_CN', 'zh-TW', 'zh-CN'],
  ] as const)('in %s and a browser in %s it is %s: scripts are not mixed', (ours, theirs, tag) => {
    speak(ours, theirs);
    expect(language()).toBe(tag);
  });
});
