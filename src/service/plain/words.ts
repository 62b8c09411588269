/** The words of the pages without scripts: those of the portal, in the reader's language. */
import { type Language, languageOf, WORDS, type WordKey } from '../pages/words/languages.ts';

export type PlainKey = WordKey;

export interface Speech {
  readonly language: Language;
  say(key: PlainKey, values?: Readonly<Record<string, string | number>>): string;
  /** An ISO 8601 instant, in UTC: whose time zone the reader is in is not known here. */
  at(instant: string): string;
}

/** `asked` is what the address or form says; without it, what the browser prefers. */
export function speechFor(asked: string | undefined, accepted: string | undefined): Speech {
  const language = languageOf(asked ?? accepted ?? '');
  const words = WORDS[language];
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return {
    language,
    say: (key, values = {}) =>
      words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)),
    at: (instant) => `${format.format(Date.parse(instant))} UTC`,
  };
}
