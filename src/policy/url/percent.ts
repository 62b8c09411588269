/** Percent-escapes as Safe Browsing v5 reads and writes them. */

const PERCENT = 0x25;
const HASH = 0x23;
const BACKSLASH = 0x5c;
const HEX_DIGITS = new TextEncoder().encode('0123456789ABCDEF');
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

const NO_DIGIT = 16;

/** A percent sign that does not begin one of the escapes that are written. */
const UNSETTLED = /%(?!(?:[01][0-9A-F]|2[03]|7F|[89A-F][0-9A-F]))/;

/** What a byte is worth as a hexadecimal digit. */
const HEX_VALUES = Uint8Array.from({ length: 256 }, (_, byte) => hexValue(byte));
/** Where a byte is written as an escape: 1 everywhere, 2 in a path only. */
const ESCAPED = Uint8Array.from({ length: 256 }, (_, byte) => {
  const isEscaped = byte <= 0x20 || byte >= 0x7f || byte === HASH || byte === PERCENT;
  return isEscaped ? 1 : byte === BACKSLASH ? 2 : 0;
});

/** Where texts are unescaped and escaped, one after the other: it is dear to make room each time. */
const rooms = { unescaped: new Uint8Array(0), escaped: new Uint8Array(0) };

/** The longest that addresses of ordinary length take; more is made when it is asked for. */
const LEAST_ROOM = 8192;

function roomFor(name: keyof typeof rooms, size: number): Uint8Array<ArrayBuffer> {
  if (rooms[name].length < size) rooms[name] = new Uint8Array(Math.max(size, LEAST_ROOM));
  return rooms[name];
}

/**
 * The UTF-8 bytes of a text, unescaped until there is no escape left; they stand until the next text
 * is unescaped. One pass: whenever the last three bytes written form an escape, they become the byte
 * it stands for, so that chains such as %2525252541 cost no more than their length.
 */
export function unescapeFully(text: string): Uint8Array {
  // A UTF-16 unit takes three bytes at most.
  const bytes = roomFor('unescaped', 3 * text.length);
  const { written } = ENCODER.encodeInto(text, bytes);
  let length = 0;
  for (let at = 0; at < written; at += 1) {
    const byte = bytes[at] as number;
    bytes[length] = byte;
    length += 1;
    // Only a digit ends an escape; what that stands for may be the last digit of another.
    if (HEX_VALUES[byte] === NO_DIGIT || length < 3 || bytes[length - 3] !== PERCENT) continue;
    for (let value = escapedByte(bytes, length); value >= 0; value = escapedByte(bytes, length)) {
      length -= 2;
      bytes[length - 1] = value;
    }
  }
  return bytes.subarray(0, length);
}

/**
 * Whether unescaping a text of printable ASCII and escaping it again gives the same text: each of
 * its escapes is one that is written, and none hides another.
 */
export function isSettled(text: string): boolean {
  return !UNSETTLED.test(text);
}

/** Escapes what is not printable ASCII, and # and %. */
export function escapeBytes(bytes: Uint8Array): string {
  return escapeUpTo(bytes, 1);
}

/** As `escapeBytes`, and the backslash, which a URL parser would take for a slash. */
export function escapePath(bytes: Uint8Array): string {
  return escapeUpTo(bytes, 2);
}

/** As much of a text unescaped once as is valid UTF-8; for reading, not for comparing. */
export function unescapeForReading(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      // Not UTF-8: nothing that could be read, so it stays as it is.
      return escapes;
    }
  });
}

function escapeUpTo(bytes: Uint8Array, level: 1 | 2): string {
  const written = roomFor('escaped', bytes.length * 3);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    const where = ESCAPED[byte] as number;
    if (where === 0 || where > level) {
      written[length] = byte;
      length += 1;
    } else {
      written[length] = PERCENT;
      written[length + 1] = HEX_DIGITS[byte >> 4] as number;
      written[length + 2] = HEX_DIGITS[byte & 0xf] as number;
      length += 3;
    }
  }
  return DECODER.decode(written.subarray(0, length));
}

/** The byte that the last three of `length` bytes stand for; -1 where they are no escape. */
function escapedByte(bytes: Uint8Array, length: number): number {
  if (length < 3 || bytes[length - 3] !== PERCENT) return -1;
  return byteOf(bytes[length - 2] ?? 0, bytes[length - 1] ?? 0);
}

/** The byte of two digits; -1 where they are none. */
function byteOf(high: number, low: number): number {
  const first = HEX_VALUES[high] ?? NO_DIGIT;
  const second = HEX_VALUES[low] ?? NO_DIGIT;
  return (first | second) < NO_DIGIT ? (first << 4) | second : -1;
}

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : NO_DIGIT;
}
