/** The words of the pages without scripts: those of the portal, in the reader's language. */
import en from '../pages/words/en.json' with { type: 'json' };
import zh from '../pages/words/zh-cn.json' with { type: 'json' };

export type PlainKey = keyof typeof en;

export interface Speech {
  readonly language: 'en' | 'zh-CN';
  say(key: PlainKey, values?: Readonly<Record<string, string | number>>): string;
  /** An ISO 8601 instant, in UTC: whose time zone the reader is in is not known here. */
  at(instant: string): string;
}

/** `asked` is what the address or form says; without it, what the browser prefers. */
export function speechFor(asked: string | undefined, accepted: string | undefined): Speech {
  const isChinese = /^\s*zh/i.test(asked ?? accepted ?? '');
  const words: Readonly<Record<PlainKey, string>> = isChinese ? zh : en;
  const language = isChinese ? 'zh-CN' : 'en';
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
