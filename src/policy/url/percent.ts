/** Percent-escapes as Safe Browsing v5 reads and writes them. */

const PERCENT = 0x25;
const HASH = 0x23;
const BACKSLASH = 0x5c;
const HEX = '0123456789ABCDEF';

/**
 * The UTF-8 bytes of a text, unescaped until there is no escape left. One pass: whenever the last
 * three bytes written form an escape, they become the byte it stands for, so that chains such as
 * %2525252541 cost no more than their length.
 */
export function unescapeFully(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (const byte of bytes) {
    bytes[length] = byte;
    length += 1;
    let value = escapedByte(bytes, length);
    while (value !== undefined) {
      length -= 2;
      bytes[length - 1] = value;
      value = escapedByte(bytes, length);
    }
  }
  return bytes.subarray(0, length);
}

/** Escapes what is not printable ASCII, and # and %. */
export function escapeBytes(bytes: Uint8Array): string {
  return escapeWhere(bytes, isEscaped);
}

/** As `escapeBytes`, and the backslash, which a URL parser would take for a slash. */
export function escapePath(bytes: Uint8Array): string {
  return escapeWhere(bytes, (byte) => byte === BACKSLASH || isEscaped(byte));
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

function isEscaped(byte: number): boolean {
  return byte <= 0x20 || byte >= 0x7f || byte === HASH || byte === PERCENT;
}

function escapeWhere(bytes: Uint8Array, escapes: (byte: number) => boolean): string {
  let text = '';
  for (const byte of bytes) {
    text += escapes(byte)
      ? `%${HEX.charAt(byte >> 4)}${HEX.charAt(byte & 0xf)}`
      : String.fromCharCode(byte);
  }
  return text;
}

/** The byte that the last three of `length` bytes stand for, when they are an escape. */
function escapedByte(bytes: Uint8Array, length: number): number | undefined {
  if (length < 3 || bytes[length - 3] !== PERCENT) return undefined;
  const high = hexValue(bytes[length - 2] ?? 0);
  const low = hexValue(bytes[length - 1] ?? 0);
  return high < 0 || low < 0 ? undefined : high * 16 + low;
}

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
