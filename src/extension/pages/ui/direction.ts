/** Scripts that are written from right to left, by ISO 15924. */
const FROM_RIGHT: readonly (string | undefined)[] = [
  'Adlm',
  'Arab',
  'Hebr',
  'Nkoo',
  'Rohg',
  'Syrc',
  'Thaa',
];

/**
 * The direction of the words on a page: that of the language that they are in, which is not the
 * browser's where the extension has no words in that. `tag` is a BCP 47 tag.
 */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return FROM_RIGHT.includes(new Intl.Locale(tag).maximize().script) ? 'rtl' : 'ltr';
}
