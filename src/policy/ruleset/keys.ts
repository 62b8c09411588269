/**
 * Keys that sign rulesets: Ed25519. A key's id is taken from the key itself, so that it cannot
 * name another one.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import * as v from 'valibot';
import { CodedError } from '../coded-error.ts';
import { toHex } from '../url/hash.ts';
import { fromBase64, toBase64 } from './base64.ts';

const KEY_BYTES = 32;
const KEY_ID_DIGITS = 16;

/** A public key that may sign a ruleset. */
export interface RootKey {
  /** First 16 hex digits of the SHA-256 of the public key. */
  readonly keyId: string;
  /** 32 raw bytes in base64. */
  readonly publicKey: string;
}

export interface SigningKey extends RootKey {
  /** PKCS #8 in base64. */
  readonly privateKey: string;
}

/** Named by what makes it, because not every platform's types name it. */
type PlatformKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const PublicKey = v.pipe(
  v.string(),
  v.check((text) => fromBase64(text)?.length === KEY_BYTES, 'expected 32 bytes in base64'),
);
const PrivateKey = v.pipe(
  v.string(),
  v.minLength(1, 'expected base64'),
  v.check((text) => fromBase64(text) !== undefined, 'expected base64'),
);
const RootKeySchema = v.object({ keyId: v.string(), publicKey: PublicKey });
const SigningKeySchema = v.object({ ...RootKeySchema.entries, privateKey: PrivateKey });

export async function generateSigningKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('publicKey' in pair)) throw new CodedError('bad-key', 'key: made without its public half');
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const privateKey = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return {
    keyId: keyIdOf(publicKey),
    publicKey: toBase64(publicKey),
    privateKey: toBase64(privateKey),
  };
}

/** Throws `bad-key`. */
export function parseSigningKey(value: unknown): SigningKey {
  return parseKey(SigningKeySchema, value);
}

/** Reads the public half, of a signing key too; throws `bad-key`. */
export function parseRootKey(value: unknown): RootKey {
  return parseKey(RootKeySchema, value);
}

export function rootKeyOf({ keyId, publicKey }: RootKey): RootKey {
  return { keyId, publicKey };
}

/** Throws `bad-key` where this platform cannot use the key. */
export async function importPublicKey(key: RootKey): Promise<PlatformKey> {
  return importKey('raw', key.publicKey, key.keyId, 'verify');
}

/** Throws `bad-key`. */
export async function importPrivateKey(key: SigningKey): Promise<PlatformKey> {
  return importKey('pkcs8', key.privateKey, key.keyId, 'sign');
}

async function importKey(
  format: 'raw' | 'pkcs8',
  text: string,
  keyId: string,
  usage: 'sign' | 'verify',
): Promise<PlatformKey> {
  try {
    const bytes = fromBase64(text) ?? new Uint8Array();
    return await crypto.subtle.importKey(format, bytes, 'Ed25519', false, [usage]);
  } catch (cause) {
    throw new CodedError('bad-key', `key ${keyId}: cannot be used to ${usage}`, { cause });
  }
}

function parseKey<T extends RootKey>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw new CodedError('bad-key', `key: ${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
  }
  const key = result.output;
  if (keyIdOf(fromBase64(key.publicKey) ?? new Uint8Array()) !== key.keyId) {
    throw new CodedError('bad-key', 'key: keyId: not the id of this public key');
  }
  return key;
}

function keyIdOf(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey)).slice(0, KEY_ID_DIGITS);
}
