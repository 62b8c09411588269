/** How one name becomes another by one slip of the keyboard. */
export type Slip = 'missing' | 'spare' | 'other' | 'swapped';

/** The slip that makes `written` of `meant`; undefined where it takes more than one, or none. */
export function slipBetween(meant: string, written: string): Slip | undefined {
  const spare = written.length - meant.length;
  if (Math.abs(spare) > 1 || meant === written) return undefined;
  let at = 0;
  while (at < meant.length && meant[at] === written[at]) at += 1;
  if (spare === 1) return written.slice(at + 1) === meant.slice(at) ? 'spare' : undefined;
  if (spare === -1) return meant.slice(at + 1) === written.slice(at) ? 'missing' : undefined;
  if (meant.slice(at + 1) === written.slice(at + 1)) return 'other';
  const isSwapped = meant[at] === written[at + 1] && meant[at + 1] === written[at];
  return isSwapped && meant.slice(at + 2) === written.slice(at + 2) ? 'swapped' : undefined;
}

/**
 * Whether one text becomes another by at most so many slips, each letter in one slip at most
 * (Damerau and Levenshtein).
 */
export function isWithin(slips: number, one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > slips) return false;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = rowAfter(before, row, one.slice(Math.max(0, at - 2), at), other);
    if (Math.min(...next) > slips) return false;
    before = row;
    row = next;
  }
  return (row[other.length] ?? 0) <= slips;
}

/** The distances of each beginning of `other`, when one more letter of the first text is read. */
function rowAfter(
  before: readonly number[],
  row: readonly number[],
  letters: string,
  other: string,
): readonly number[] {
  const letter = letters.at(-1);
  const next = [(row[0] ?? 0) + 1];
  for (let to = 1; to <= other.length; to += 1) {
    const isOther = other[to - 1] !== letter;
    const isSwapped = letters.length > 1 && letters === `${other[to - 1]}${other[to - 2]}`;
    const best = Math.min(
      (row[to] ?? 0) + 1,
      (next[to - 1] ?? 0) + 1,
      (row[to - 1] ?? 0) + Number(isOther),
    );
    next.push(isSwapped ? Math.min(best, (before[to - 2] ?? 0) + 1) : best);
  }
  return next;
}

/** A bit for each letter from a to z that a text has: two texts few slips apart differ in few. */
export function lettersIn(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at) - 0x61;
    if (letter >= 0 && letter < 26) letters |= 1 << letter;
  }
  return letters;
}

/** How many letters only one of two sets has. */
export function lettersApart(one: number, other: number): number {
  let apart = 0;
  for (let left = one ^ other; left !== 0; left &= left - 1) apart += 1;
  return apart;
}
