/** Puts rules into the order in which a segment holds them: by kind, then by fingerprint. */

const DIGIT = 12;
const DIGITS = 1 << DIGIT;

/**
 * The indexes of the rules in ascending order of kind, high, low; equal ones in their given order.
 * `high` and `low` are of 24 bits.
 */
export function sortRules(
  kinds: Uint16Array,
  high: Uint32Array,
  low: Uint32Array,
): Uint32Array<ArrayBuffer> {
  let order = new Uint32Array(kinds.length);
  for (let index = 0; index < order.length; index += 1) order[index] = index;
  order = byDigit(order, low, 0);
  order = byDigit(order, low, DIGIT);
  order = byDigit(order, high, 0);
  order = byDigit(order, high, DIGIT);
  order = byDigit(order, kinds, 0);
  return byDigit(order, kinds, DIGIT);
}

/** One pass of a radix sort: stable. */
function byDigit(
  order: Uint32Array<ArrayBuffer>,
  values: Uint32Array | Uint16Array,
  shift: number,
): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < values.length; at += 1) {
    const after = (((values[at] as number) >>> shift) & (DIGITS - 1)) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  // All alike, as the upper digits of kinds nearly always are.
  if (starts.includes(order.length)) return order;
  for (let digit = 1; digit <= DIGITS; digit += 1) {
    starts[digit] = (starts[digit] as number) + (starts[digit - 1] as number);
  }
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const index = order[at] as number;
    const digit = ((values[index] as number) >>> shift) & (DIGITS - 1);
    sorted[starts[digit] as number] = index;
    starts[digit] = (starts[digit] as number) + 1;
  }
  return sorted;
}
