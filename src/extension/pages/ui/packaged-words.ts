/**
 * The words as the package has them. Chromium, asked too early in the life of a process, gives none
 * for as long as that process lives; a page without words would be an empty page.
 */
import browser from 'webextension-polyfill';

type Messages = Readonly<Record<string, { readonly message: string } | undefined>>;

/** The language of the package that every key is in. */
const DEFAULT = 'en';

let packaged: Messages | undefined;

/** Reads them where the browser gives none. Never rejects. */
export async function readyWords(): Promise<void> {
  if (browser.i18n.getMessage('language') !== '') return;
  packaged = await readWords(localesFor(browser.i18n.getUILanguage()));
}

/** '' where there is none, as the browser says it. */
export function packagedWords(key: string, substitutions: readonly string[]): string {
  const { message = '' } = packaged?.[key] ?? {};
  return message.replace(/\$([1-9])/g, (_, digit) => substitutions[Number(digit) - 1] ?? '');
}

/** Folders of `_locales`, the nearest first. */
export function localesFor(tag: string): readonly string[] {
  const own = tag.replaceAll('-', '_');
  const [language = DEFAULT] = own.split('_');
  return [...new Set([own, language, DEFAULT])];
}

async function readWords(locales: readonly string[]): Promise<Messages | undefined> {
  for (const locale of locales) {
    const found = await fetch(`/_locales/${locale}/messages.json`)
      .then((response) => (response.ok ? response.json() : undefined))
      .catch(() => undefined); // The package has no such language.
    if (found !== undefined) return found as Messages;
  }
  return undefined;
}
