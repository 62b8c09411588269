/** Full hashes and hash prefixes of expressions, as Safe Browsing v5 publishes them. */
import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 of the expression's UTF-8 bytes: 32 bytes. Synchronous, and works on http pages. */
export function fullHashOf(expression: string): Uint8Array {
  return sha256(new TextEncoder().encode(expression));
}

/** The first four bytes as eight lower-case hexadecimal digits. */
export function prefixOf(fullHash: Uint8Array): string {
  return toHex(fullHash.subarray(0, 4));
}

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}
