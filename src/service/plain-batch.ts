/**
 * Reads a batch of prefixes from the bytes that `JSON.stringify({ prefixes })` makes of one. Whoever
 * writes the same in another way is not wrong, only not read here.
 */
import { BATCH_SIZES } from '../wire/index.ts';

const HEAD = Buffer.from('{"prefixes":["');
const BETWEEN = Buffer.from('","');
const TAIL = Buffer.from('"]}');

const DIGITS = 8;
const STEP = DIGITS + BETWEEN.length;

/** What stands for a character that is no digit: a bit that no digit has. */
const ODD = 0x10;

/** By character. */
const DIGIT_OF = new Uint8Array(256).fill(ODD);
for (const [value, character] of Buffer.from('0123456789abcdef').entries()) {
  DIGIT_OF[character] = value;
}

const LENGTHS: ReadonlySet<number> = new Set(BATCH_SIZES.map((size) => HEAD.length + size * STEP));

/** Whether a batch can be so many bytes long. */
export function isLengthOfBatch(length: number): boolean {
  return LENGTHS.has(length);
}

/** The 32 bits of each prefix; undefined where the batch is written otherwise, or is none. */
export function readPlainBatch(bytes: Buffer): Uint32Array | undefined {
  if (!isLengthOfBatch(bytes.length) || !hasAt(bytes, 0, HEAD)) return undefined;
  const prefixes = new Uint32Array((bytes.length - HEAD.length) / STEP);
  const last = prefixes.length - 1;
  for (let index = 0, at = HEAD.length; index <= last; index += 1, at += STEP) {
    let prefix = 0;
    let seen = 0;
    for (let place = at; place < at + DIGITS; place += 1) {
      const digit = DIGIT_OF[bytes[place] as number] as number;
      seen |= digit;
      prefix = (prefix << 4) | digit;
    }
    if (seen >= ODD || !hasAt(bytes, at + DIGITS, index === last ? TAIL : BETWEEN)) {
      return undefined;
    }
    prefixes[index] = prefix;
  }
  return prefixes;
}

function hasAt(bytes: Buffer, at: number, expected: Buffer): boolean {
  for (let index = 0; index < expected.length; index += 1) {
    if (bytes[at + index] !== expected[index]) return false;
  }
  return true;
}
