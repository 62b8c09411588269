/**
 * A language for tests, made out of English: a third longer, with accents above and below, in
 * brackets that show where a message was cut. What is added breaks as words do. Every place for a
 * value is kept.
 */
const LETTERS = 'aàeéiïoöuüAÅEÉIÎOØUÛnñsşcçyÿ';

const ACCENTED = new Map(
  Array.from({ length: LETTERS.length / 2 }, (_, index) => [
    LETTERS[2 * index] ?? '',
    LETTERS[2 * index + 1] ?? '',
  ]),
);

export function pseudo(message: string): string {
  const accented = [...message].map((letter) => ACCENTED.get(letter) ?? letter).join('');
  const words = message.replace(/\$[1-9]/g, '').length;
  const more = '~'.repeat(Math.ceil(words / 3)).replaceAll('~~~~~~~', '~~~~~~ ');
  return `[${accented}${more}]`;
}
