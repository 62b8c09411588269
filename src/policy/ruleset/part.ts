/** One part of a published ruleset: bytes that the manifest names by size and SHA-256. */
import { sha256 } from '@noble/hashes/sha2.js';
import { CodedError } from '../coded-error.ts';
import { toHex } from '../url/hash.ts';
import type { Part, PartName } from './manifest.ts';

export function partOf(bytes: Uint8Array): Part {
  return { size: bytes.length, sha256: toHex(sha256(bytes)) };
}

/** Throws `bad-part` where the bytes are not the ones that the manifest names. */
export function checkPart(name: PartName, expected: Part, bytes: Uint8Array): void {
  if (bytes.length !== expected.size) {
    throw new CodedError(
      'bad-part',
      `part ${name}: ${bytes.length} bytes, the manifest says ${expected.size}`,
    );
  }
  if (partOf(bytes).sha256 !== expected.sha256) {
    throw new CodedError('bad-part', `part ${name}: not the content that the manifest names`);
  }
}
