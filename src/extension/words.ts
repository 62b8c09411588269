/**
 * The words of the package, in the language in force: the browser gives them where that is its own;
 * in any other one they are read from the package. Chromium, asked too early in the life of a
 * process, gives none for as long as that process lives: then, too, they are read.
 */
import browser from 'webextension-polyfill';

type Messages = Readonly<Record<string, { readonly message: string } | undefined>>;

/** Where the worker keeps the language in force, for pages to read before they draw anything. */
export const LANGUAGE_IN_FORCE = 'language-in-force';

/** The language of the package that every key is in. */
const DEFAULT = 'en';

let spoken: string | undefined;
/** Undefined where the browser gives the words. */
let packaged: Messages | undefined;

let last: Promise<void> = Promise.resolve();

/** From then on `phrase` is in that language; in the browser's where there is no such one. Never rejects. */
export function speak(language: string): Promise<void> {
  if (language === spoken) return last;
  spoken = language;
  last = wordsIn(language).then((words) => {
    // A later call has the say.
    if (spoken === language) packaged = words;
  });
  return last;
}

/** '' where there is none, as the browser says it. */
export function phrase(key: string, substitutions: readonly string[] = []): string {
  if (packaged === undefined) return browser.i18n.getMessage(key, [...substitutions]);
  const { message = '' } = packaged[key] ?? {};
  return message.replace(/\$([1-9])/g, (_, digit) => substitutions[Number(digit) - 1] ?? '');
}

/** Folders of `_locales`, the nearest first. */
export function localesFor(tag: string): readonly string[] {
  const own = tag.replaceAll('-', '_');
  const [language = DEFAULT] = own.split('_');
  return [...new Set([own, language, DEFAULT])];
}

async function wordsIn(language: string): Promise<Messages | undefined> {
  const chosen = language === 'browser' ? undefined : await readWords([language]);
  if (chosen !== undefined) return chosen;
  const isGiven = browser.i18n.getMessage('language') !== '';
  return isGiven ? undefined : readWords(localesFor(browser.i18n.getUILanguage()));
}

async function readWords(locales: readonly string[]): Promise<Messages | undefined> {
  for (const locale of locales) {
    const found = await fetch(browser.runtime.getURL(`_locales/${locale}/messages.json`))
      .then((response) => (response.ok ? response.json() : undefined))
      .catch(() => undefined); // The package has no such language.
    if (found !== undefined) return found as Messages;
  }
  return undefined;
}
