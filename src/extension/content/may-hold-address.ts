/** Which messages are worth being searched for addresses. Pure. */

/** Where there is no stroke. */
const HINT = /www\.|\.[^\s.?#]{2,}[?#]\w/i;
/** The strokes, and of each of the others its dot: one character each, so that none hides another. */
const HINTS = /\/|(?<=www)\.|\.(?=[^\s.?#]{2,}[?#]\w)/gi;

/** Asked of every message: the browser searches for a character far quicker than for more. */
export function mayHoldAddress(text: string): boolean {
  return text.indexOf('/') >= 0 || (text.indexOf('.') >= 0 && HINT.test(text));
}

/** `parts` are pieces of the text that do not overlap: whether what is left of it may hold one. */
export function mayHoldMore(text: string, parts: readonly string[]): boolean {
  const inParts = parts.reduce((sum, part) => sum + hintsIn(part), 0);
  return hintsIn(text) > inParts;
}

function hintsIn(text: string): number {
  return text.match(HINTS)?.length ?? 0;
}
