/** What a platform, or a chat client, is called in the languages that have a name of their own for it. */
export interface Name {
  readonly en: string;
  /** In Simplified Chinese. */
  readonly zh: string;
  /** In Traditional Chinese; as in English when absent. */
  readonly zhTW?: string;
}

/** `language` is a tag, like `zh-TW`. */
export function nameIn({ en, zh, zhTW = en }: Name, language: string): string {
  return { 'zh-CN': zh, 'zh-TW': zhTW }[language] ?? en;
}
