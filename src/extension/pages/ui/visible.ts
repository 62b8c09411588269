/**
 * Makes what cannot be seen visible. Characters that change the order of others, have no width or
 * are controls would let an address look like another one; each is shown by its code point.
 */
export interface Piece {
  readonly text: string;
  /** Set for a character that is shown by its code point instead of itself. */
  readonly isHidden: boolean;
}

/** Controls, formats (bidi, zero width, tags), line and paragraph separators, lone surrogates. */
const HIDDEN = /([\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{115f}\u{1160}\u{3164}\u{ffa0}]|\u{34f})/u;

export function visible(text: string): readonly Piece[] {
  return text
    .split(HIDDEN)
    .map((piece, index) =>
      index % 2 === 1
        ? { text: codePoint(piece), isHidden: true }
        : { text: piece, isHidden: false },
    )
    .filter((piece) => piece.text !== '');
}

/** The same as one string, for places that take no markup. */
export function visibleText(text: string): string {
  return visible(text)
    .map((piece) => (piece.isHidden ? `[${piece.text}]` : piece.text))
    .join('');
}

function codePoint(character: string): string {
  const value = character.codePointAt(0) ?? 0;
  return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
}
