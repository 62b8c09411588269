import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pathInProject } from '../../../../scripts/project.ts';

/** A browser that gives no words at all. */
const browser = { i18n: { getMessage: () => '', getUILanguage: () => 'en-US' } };
vi.mock('webextension-polyfill', () => ({ default: browser }));

const { localesFor, readyWords } = await import(
  '../../../../src/extension/pages/ui/packaged-words.ts'
);
const { say, sayAny } = await import('../../../../src/extension/pages/ui/words.ts');

afterEach(() => vi.unstubAllGlobals());

async function speak(tag: string): Promise<void> {
  browser.i18n.getUILanguage = () => tag;
  vi.stubGlobal('fetch', async (path: string) => {
    const bytes = await readFile(pathInProject(`public${path}`)).catch(() => undefined);
    if (bytes === undefined) throw new TypeError('Failed to fetch');
    return new Response(bytes);
  });
  await readyWords();
}

describe('readyWords', () => {
  test.each([
    ['en-US', 'Group chat'],
    ['zh-CN', '群聊'],
    ['zh-TW', '群組'],
    ['fr', 'Group chat'],
  ])('finds those of %s in the package', async (tag, words) => {
    await speak(tag);
    expect(say('context_group')).toContain(words);
    expect(say('complaint_count', 3, 2000)).toMatch(/3.*2000|2000.*3/);
    expect(sayAny('no_such_key')).toBe('[no_such_key]');
  });

  test('leaves the brackets where the package cannot be read either', async () => {
    vi.resetModules();
    const fresh = await import('../../../../src/extension/pages/ui/packaged-words.ts');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await fresh.readyWords();
    expect(fresh.packagedWords('context_group', [])).toBe('');
  });
});

describe('localesFor', () => {
  test('names each folder once, the nearest first', () => {
    expect(localesFor('zh-TW')).toEqual(['zh_TW', 'zh', 'en']);
    expect(localesFor('en')).toEqual(['en']);
  });
});
