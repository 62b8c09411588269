/**
 * One word for all of an administrator's settings as they were read: the same for the file that was
 * checked and for every seat that obeys it, whichever browser's policies brought it there.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../url/hash.ts';
import type { ManagedSettings } from './managed.ts';

/** SHA-256 in hexadecimal digits. */
export function managedDigest(settings: ManagedSettings): string {
  const text = JSON.stringify(settings, (_, part: unknown) => sorted(part));
  return toHex(sha256(new TextEncoder().encode(text)));
}

function sorted(part: unknown): unknown {
  const isObject = typeof part === 'object' && part !== null && !Array.isArray(part);
  if (!isObject) return part;
  return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
}
