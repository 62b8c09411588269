/** Which messages are worth being searched for addresses. Pure. */

/** Where there is no stroke. */
const HINT = /www\.|\.[^\s.?#]{2,}[?#]\w/i;

/** Asked of every message: the browser searches for a character far quicker than for more. */
export function mayHoldAddress(text: string): boolean {
  return text.indexOf('/') >= 0 || (text.indexOf('.') >= 0 && HINT.test(text));
}
