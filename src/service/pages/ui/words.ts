/**
 * The words on the service's pages, in English and Chinese. A key is known to the compiler from the
 * English ones; a test holds both languages against each other. The language is the browser's,
 * unless the address of the page asks for another: nothing is kept for it.
 */
import en from '../words/en.json';
import zh from '../words/zh-cn.json';

export type WordKey = keyof typeof en;

export type Values = Readonly<Record<string, string | number>>;

export const LANGUAGES = [
  { tag: 'en', name: 'English' },
  { tag: 'zh-CN', name: '简体中文' },
] as const;

export type Language = (typeof LANGUAGES)[number]['tag'];

const WORDS: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = { en, 'zh-CN': zh };

export const language: Language = languageOf(
  new URLSearchParams(location.search).get('lang') ?? navigator.language,
);

/** `{name}` in the words is the place of the value `name`. */
export function say(key: WordKey, values: Values = {}): string {
  return fill(WORDS[language][key], values);
}

/** For keys that are put together from a code; the code itself where there are no words for it. */
export function sayAny(key: string, fallback: string): string {
  const words: Readonly<Record<string, string>> = WORDS[language];
  return Object.hasOwn(words, key) ? (words[key] ?? fallback) : fallback;
}

export interface Part {
  readonly text: string;
  /** True for a value, which may hold whatever somebody wrote. */
  readonly isValue: boolean;
}

export function sayParts(key: WordKey, values: Values): readonly Part[] {
  return WORDS[language][key]
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const value = values[piece.slice(1, -1)];
      return piece.startsWith('{') && value !== undefined
        ? { text: String(value), isValue: true }
        : { text: piece, isValue: false };
    });
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    values[name] === undefined ? whole : String(values[name]),
  );
}

function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
