/**
 * Finds characters that make a text or an address read differently from what it is: controls that
 * turn the direction of writing, and characters without width. Both have honest uses (Arabic and
 * Hebrew text, family emoji, Indic and Persian words), which stay without a sign.
 */

import { onFirstUse } from '../../on-first-use.ts';

/** Turns letters round whatever their script is. */
const OVERRIDE = /[\u202d\u202e]/u;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const rightToLeft = onFirstUse(
  () => /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u,
);
const JOINED = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Nd}./:@_-]`;
/** Without width, inside something that reads as one word or address. */
const zeroWidth = onFirstUse(
  () =>
    new RegExp(
      `(?<=${JOINED})[\\u00ad\\u180e\\u200b-\\u200d\\u2060-\\u2064\\ufeff]+(?=${JOINED})`,
      'u',
    ),
);

/** More of a text is not looked at; an address has its own limit. */
const MAXIMUM_TEXT = 8192;

/** The first control of direction that has no honest reason, as U+XXXX. */
export function bidiControlIn(text: string): string | undefined {
  const read = text.slice(0, MAXIMUM_TEXT);
  const pattern = rightToLeft().test(read) ? OVERRIDE : DIRECTION;
  return codePointOf(pattern.exec(read)?.[0]);
}

/** The first character without width that joins letters of one word, as U+XXXX. */
export function zeroWidthIn(text: string): string | undefined {
  return codePointOf(zeroWidth().exec(text.slice(0, MAXIMUM_TEXT))?.[0]);
}

function codePointOf(character: string | undefined): string | undefined {
  const code = character?.codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
