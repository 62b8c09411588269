/**
 * How far the letters of a name are from those of ordinary names: the mean surprise, in bits, of
 * each letter after the one before it. Names that somebody thought of come to about 4, letters at
 * random to 6 and more.
 */

/** A letter's row and column; everything else is the edge of a word. */
export const LETTERS = 27;
const EDGE = 26;

export function letterAt(text: string, at: number): number {
  const letter = text.charCodeAt(at) - 0x61;
  return letter >= 0 && letter < EDGE ? letter : EDGE;
}

/** `table` has a hexadecimal digit for each pair: the bits of the second after the first. */
export function surpriseOf(name: string, table: string): number {
  let bits = 0;
  let before = EDGE;
  for (let at = 0; at <= name.length; at += 1) {
    const letter = letterAt(name, at);
    const digit = table.charCodeAt(before * LETTERS + letter);
    bits += digit > 0x39 ? digit - 0x57 : digit - 0x30;
    before = letter;
  }
  return bits / (name.length + 1);
}
