/**
 * A code of bits for symbols that are not equally frequent, given by the length of each one's word:
 * shorter words come first, words of one length in the order of their symbols (a canonical Huffman
 * code). Every sequence of bits is read as symbols, so a reader has to know where to stop.
 */

/** Bits of the longest word. */
const WIDTH = 10;

export interface PrefixCode {
  /** Of each symbol, in bits. */
  readonly lengths: Uint8Array;
  readonly words: Uint16Array;
  /** By the next ten bits: the symbol, and in the lowest four bits the length of its word. */
  readonly table: Uint16Array;
}

/** A place in bits, counted from the highest of each byte. */
export interface BitReader {
  readonly bytes: Uint8Array;
  at: number;
}

/** `lengths` has a hex digit for each symbol; together they leave no sequence of bits unused. */
export function prefixCodeOf(lengths: string): PrefixCode {
  const code = {
    lengths: Uint8Array.from(lengths, (digit) => Number.parseInt(digit, 16)),
    words: new Uint16Array(lengths.length),
    table: new Uint16Array(1 << WIDTH),
  };
  let at = 0;
  for (let length = 1; length <= WIDTH; length += 1) {
    for (const [symbol, own] of code.lengths.entries()) {
      if (own !== length) continue;
      const end = at + (1 << (WIDTH - length));
      code.words[symbol] = at >>> (WIDTH - length);
      code.table.fill((symbol << 4) | length, at, end);
      at = end;
    }
  }
  return code;
}

/** Behind the end there are zeros. */
export function readSymbol(reader: BitReader, { table }: PrefixCode): number {
  const entry = table[readAhead(reader, WIDTH)] as number;
  reader.at += entry & 15;
  return entry >>> 4;
}

/** The next bits, at most 16 of them, which stay to be read. */
export function readAhead({ bytes, at }: BitReader, size: number): number {
  const from = at >>> 3;
  const three =
    ((bytes[from] as number) << 16) |
    ((bytes[from + 1] as number) << 8) |
    (bytes[from + 2] as number);
  return (three >>> (24 - size - (at & 7))) & ((1 << size) - 1);
}
