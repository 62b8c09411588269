/** The languages of the service's pages, with and without scripts, and which of them a reader gets. */
import en from './en.json' with { type: 'json' };
import zhCn from './zh-cn.json' with { type: 'json' };
import zhTw from './zh-tw.json' with { type: 'json' };

export const LANGUAGES = [
  { tag: 'en', name: 'English' },
  { tag: 'zh-CN', name: '简体中文' },
  { tag: 'zh-TW', name: '繁體中文' },
] as const;

/** A BCP 47 tag. */
export type Language = (typeof LANGUAGES)[number]['tag'];

export type WordKey = keyof typeof en;

export const WORDS: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = {
  en,
  'zh-CN': zhCn,
  'zh-TW': zhTw,
};

/** `wanted` is a BCP 47 tag, or a list of them as browsers send it, of which the first counts. */
export function languageOf(wanted: string): Language {
  const [first = ''] = wanted.trim().split(/[,;]/, 1);
  if (!/^zh\b/i.test(first)) return 'en';
  return /-(?:hant|tw|hk|mo)\b/i.test(first) ? 'zh-TW' : 'zh-CN';
}
