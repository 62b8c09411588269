/**
 * Full SHA-256 hashes of expressions, one a line, in hexadecimal or base64. A shorter prefix fits
 * thousands of addresses and decides nothing: it is refused.
 */
import { toHex } from '../../url/hash.ts';
import { fromBase64 } from '../base64.ts';
import type { AddressReading } from './address.ts';
import { collectLines, type ImportedList, type ImportOptions, type LineReading } from './import.ts';

const HASH_BYTES = 32;

/** What a prefix usually has. Base64 of other sizes may be any word, so it is none. */
const PREFIX_BYTES = 4;

export function importHashes(text: string, options: ImportOptions): ImportedList {
  return collectLines(text, options, { read: readLine });
}

/** Whether a line is a hash or a prefix of one. */
export function isHashLike(text: string): boolean {
  return hexOf(text) !== undefined;
}

export function readHash(text: string): AddressReading {
  const hex = hexOf(text);
  if (hex === undefined) return { refused: 'hash: not a SHA-256 in hexadecimal or base64' };
  const size = hex.length / 2;
  if (size === HASH_BYTES) return { expression: `#${hex}` };
  return { refused: `hash: ${size} bytes of ${HASH_BYTES}, too short to decide` };
}

function readLine(line: string): LineReading {
  if (line.startsWith('#')) return undefined;
  const reading = readHash(line);
  return 'expression' in reading ? { expressions: [reading.expression] } : reading;
}

/** Of 4 to 32 bytes, however they are written. */
function hexOf(text: string): string | undefined {
  if (/^(?:[0-9a-f]{2}){4,32}$/i.test(text)) return text.toLowerCase();
  if (!/^[A-Za-z0-9+/_-]{6,43}={0,2}$/.test(text)) return undefined;
  const bytes = fromBase64(padded(text.replaceAll('-', '+').replaceAll('_', '/')));
  const isHash =
    bytes !== undefined && (bytes.length === PREFIX_BYTES || bytes.length === HASH_BYTES);
  return isHash ? toHex(bytes) : undefined;
}

function padded(text: string): string {
  const bare = text.replace(/=+$/, '');
  return bare + '='.repeat((4 - (bare.length % 4)) % 4);
}
