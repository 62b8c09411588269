import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pathInProject } from '../../scripts/project.ts';

/** What the browser itself says, where it says anything. */
const browser = {
  i18n: { getMessage: (_: string) => '', getUILanguage: () => 'en-US' },
  runtime: { getURL: (path: string) => `/${path}` },
};
vi.mock('webextension-polyfill', () => ({ default: browser }));

let words: typeof import('../../src/extension/words.ts');
let read: string[];

beforeEach(async () => {
  vi.resetModules();
  words = await import('../../src/extension/words.ts');
  read = [];
  vi.stubGlobal('fetch', async (path: string) => {
    read.push(path);
    const bytes = await readFile(pathInProject(`public${path}`)).catch(() => undefined);
    if (bytes === undefined) throw new TypeError('Failed to fetch');
    return new Response(bytes);
  });
});
afterEach(() => {
  browser.i18n.getMessage = () => '';
  browser.i18n.getUILanguage = () => 'en-US';
  vi.unstubAllGlobals();
});

describe('speak', () => {
  test('reads nothing where the language is the browser’s, and the browser gives words', async () => {
    browser.i18n.getMessage = (key) => `the browser’s ${key}`;
    await words.speak('browser');
    expect(words.phrase('context_group')).toBe('the browser’s context_group');
    expect(read).toEqual([]);
  });

  test.each([
    ['en-US', 'Group chat'],
    ['zh-CN', '群聊'],
    ['zh-TW', '群組'],
    ['fr', 'Group chat'],
  ])('finds those of a browser in %s in the package where it gives none', async (tag, group) => {
    browser.i18n.getUILanguage = () => tag;
    await words.speak('browser');
    expect(words.phrase('context_group')).toContain(group);
    expect(words.phrase('complaint_count', ['3', '2000'])).toMatch(/3.*2000|2000.*3/);
    expect(words.phrase('no_such_key')).toBe('');
  });

  test.each([
    ['en', 'Group chat'],
    ['zh_CN', '群聊'],
    ['zh_TW', '群組'],
  ] as const)('is in %s whatever the browser speaks', async (language, group) => {
    browser.i18n.getMessage = (key) => `the browser’s ${key}`;
    await words.speak(language);
    expect(words.phrase('context_group')).toContain(group);
    expect(words.phrase('no_such_key')).toBe('');
    await words.speak('browser');
    expect(words.phrase('context_group')).toBe('the browser’s context_group');
  });

  test('is the browser’s where there is no such language', async () => {
    browser.i18n.getMessage = (key) => `the browser’s ${key}`;
    await words.speak('tlh');
    expect(words.phrase('context_group')).toBe('the browser’s context_group');
  });

  test('reads a language once, and of two that are asked for in a row speaks the later', async () => {
    const first = words.speak('zh_CN');
    await Promise.all([first, words.speak('zh_TW'), words.speak('zh_TW')]);
    expect(words.phrase('context_group')).toContain('群組');
    expect(read).toHaveLength(2);
  });

  test('says nothing where the package cannot be read either', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await words.speak('browser');
    expect(words.phrase('context_group')).toBe('');
  });
});

describe('localesFor', () => {
  test('names each folder once, the nearest first', () => {
    expect(words.localesFor('zh-TW')).toEqual(['zh_TW', 'zh', 'en']);
    expect(words.localesFor('en')).toEqual(['en']);
  });
});
