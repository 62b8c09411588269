/**
 * The words on the service's pages. A key is known to the compiler from the English ones; a test
 * holds all languages against each other. The language is the browser's, unless the address of the
 * page asks for another: nothing is kept for it.
 */
import { type Language, languageOf, WORDS, type WordKey } from '../words/languages.ts';

export type { WordKey };

export type Values = Readonly<Record<string, string | number>>;

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
