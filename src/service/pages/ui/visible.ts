/**
 * Takes text of others apart for showing: what cannot be seen, or would turn the order of what
 * stands around it, is named by its code point instead of drawn.
 */
export interface Piece {
  readonly text: string;
  readonly isNamed: boolean;
}

/** Controls but the line end, formats (bidi, zero width, tags), separators, blank letters. */
const UNSEEN = /([\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{115f}\u{1160}\u{3164}\u{ffa0}]|\u{34f}|(?!\n)\p{Cc})/u;

export function visible(text: string): readonly Piece[] {
  const pieces = text.split(UNSEEN).map((piece, place) => {
    const isNamed = place % 2 === 1;
    return { isNamed, text: isNamed ? codePointOf(piece) : piece };
  });
  return pieces.filter((piece) => piece.text !== '');
}

function codePointOf(character: string): string {
  const digits = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${digits.padStart(4, '0')}`;
}
