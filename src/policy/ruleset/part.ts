/** One part of a published ruleset: bytes that the manifest names by size and SHA-256. */
import { CodedError } from '../coded-error.ts';
import { toHex } from '../url/hash.ts';
import type { Part } from './trust/manifest.ts';

/** SHA-256, by the platform, which is many times faster on megabytes than any script. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** In hex. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(await digestOf(bytes));
}

export async function partOf(bytes: Uint8Array<ArrayBuffer>): Promise<Part> {
  return { size: bytes.length, sha256: await sha256Of(bytes) };
}

/** Throws `bad-part` where the bytes are not the ones that the manifest names. */
export async function checkPart(
  name: string,
  expected: Part,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  if (bytes.length !== expected.size) {
    throw new CodedError(
      'bad-part',
      `part ${name}: ${bytes.length} bytes, the manifest says ${expected.size}`,
    );
  }
  if ((await sha256Of(bytes)) !== expected.sha256) {
    throw new CodedError('bad-part', `part ${name}: not the content that the manifest names`);
  }
}
