/** The edge that the pages speak through: `i18n` of a browser, over the real message files. */
import { readFileSync } from 'node:fs';
import { vi } from 'vitest';

export type Locale = 'en' | 'zh_CN' | 'zh_TW';

export const LOCALES: readonly Locale[] = ['en', 'zh_CN', 'zh_TW'];

interface Message {
  readonly message: string;
  readonly description?: string;
}

export function messagesOf(locale: Locale): Readonly<Record<string, Message>> {
  const file = new URL(`../../../public/_locales/${locale}/messages.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Makes the browser speak a language; `uiLanguage` is the browser's own. */
export function speak(locale: Locale, uiLanguage = locale.replace('_', '-')): void {
  const messages = messagesOf(locale);
  const i18n = {
    getUILanguage: () => uiLanguage,
    getMessage: (key: string, substitutions: readonly string[] = []) =>
      (messages[key]?.message ?? '').replace(
        /\$([1-9])/g,
        (_, place) => substitutions[Number(place) - 1] ?? '',
      ),
  };
  // The polyfill hands on the object that it finds when it is first loaded; so it stays the same.
  const browser = existing() ?? { runtime: { id: 'test' } };
  Object.assign(browser, { i18n });
  vi.stubGlobal('chrome', browser);
  vi.stubGlobal('browser', browser);
}

function existing(): object | undefined {
  return (globalThis as { browser?: object }).browser;
}
