/** The words for each key, from the extension's own languages. */
import en from '../../../public/_locales/en/messages.json' with { type: 'json' };
import zhCn from '../../../public/_locales/zh_CN/messages.json' with { type: 'json' };
import zhTw from '../../../public/_locales/zh_TW/messages.json' with { type: 'json' };

/** As Windows names the folders of its templates. */
export const LANGUAGES = ['en-US', 'zh-CN', 'zh-TW'] as const;

export type Language = (typeof LANGUAGES)[number];

type Messages = Readonly<Record<string, { readonly message: string }>>;

const MESSAGES: Readonly<Record<Language, Messages>> = {
  'en-US': en,
  'zh-CN': zhCn,
  'zh-TW': zhTw,
};

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
  const words = MESSAGES[language][id]?.message;
  if (words === undefined) throw new TypeError(`${language}: no words for ${id}`);
  return words;
}
