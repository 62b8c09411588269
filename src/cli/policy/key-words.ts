/** The words for each key, from the extension's own languages. */
import en from '../../../public/_locales/en/messages.json' with { type: 'json' };
import zh from '../../../public/_locales/zh_CN/messages.json' with { type: 'json' };

const MESSAGES: Readonly<Record<string, Readonly<Record<string, { readonly message: string }>>>> = {
  en,
  zh,
};

export type Language = 'en' | 'zh';

export const LANGUAGES: readonly Language[] = ['en', 'zh'];

export function titleOf(language: Language, key: string): string {
  return wordsOf(language, `managed_key_${key}`);
}

export function helpOf(language: Language, key: string): string {
  return wordsOf(language, `managed_help_${key}`);
}

export function productName(language: Language): string {
  return wordsOf(language, 'name');
}

function wordsOf(language: Language, id: string): string {
  const words = MESSAGES[language]?.[id]?.message;
  if (words === undefined) throw new TypeError(`${language}: no words for ${id}`);
  return words;
}
