/**
 * Keys that sign roots, rulesets and revocations: Ed25519. A key's id is taken from the key itself, so that it cannot
 * name another one.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import * as v from 'valibot';
import { CodedError } from '../../coded-error.ts';
import { toHex } from '../../url/hash.ts';
import { fromBase64, toBase64 } from '../base64.ts';

const KEY_BYTES = 32;
const KEY_ID_DIGITS = 16;

/** The public half of a key. */
export interface PublicKey {
  /** First 16 hex digits of the SHA-256 of the public key. */
  readonly keyId: string;
  /** 32 raw bytes in base64. */
  readonly publicKey: string;
}

export interface SigningKey extends PublicKey {
  /** PKCS #8 in base64. */
  readonly privateKey: string;
}

/** A key whose private half is elsewhere, in a hardware module say: it is asked for a signature. */
export interface RemoteKey extends PublicKey {
  /** Gives the 64 bytes of an Ed25519 signature. */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
}

export type Signer = SigningKey | RemoteKey;

/** Named by what makes it, because not every platform's types name it. */
type PlatformKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const PublicKeyText = v.pipe(
  v.string(),
  v.check((text) => fromBase64(text)?.length === KEY_BYTES, 'expected 32 bytes in base64'),
);
const PrivateKeyText = v.pipe(
  v.string(),
  v.minLength(1, 'expected base64'),
  v.check((text) => fromBase64(text) !== undefined, 'expected base64'),
);
const fields = { keyId: v.string(), publicKey: PublicKeyText };
export const PublicKeySchema = v.pipe(
  v.object(fields),
  v.check(
    ({ keyId, publicKey }) => keyIdOf(publicKey) === keyId,
    'keyId: not the id of this public key',
  ),
);
const SigningKeySchema = v.pipe(
  v.object({ ...fields, privateKey: PrivateKeyText }),
  v.check(
    ({ keyId, publicKey }) => keyIdOf(publicKey) === keyId,
    'keyId: not the id of this public key',
  ),
);

export async function generateSigningKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('publicKey' in pair)) throw new CodedError('bad-key', 'key: made without its public half');
  const publicKey = toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const privateKey = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    privateKey: toBase64(privateKey),
  };
}

/** Throws `bad-key`. */
export function parseSigningKey(value: unknown): SigningKey {
  return parseKey(SigningKeySchema, value);
}

/** Reads the public half, of a signing key too; throws `bad-key`. */
export function parsePublicKey(value: unknown): PublicKey {
  return parseKey(PublicKeySchema, value);
}

export function publicKeyOf({ keyId, publicKey }: PublicKey): PublicKey {
  return { keyId, publicKey };
}

/** Throws `bad-key` where this platform cannot use the key. */
export async function importPublicKey(key: PublicKey): Promise<PlatformKey> {
  return importKey('raw', key.publicKey, key.keyId, 'verify');
}

/** Throws `bad-key`, and as the remote key does. */
export async function signWith(
  key: Signer,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  if ('sign' in key) return key.sign(bytes);
  const privateKey = await importKey('pkcs8', key.privateKey, key.keyId, 'sign');
  return new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, bytes));
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

function parseKey<T extends PublicKey>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new CodedError('bad-key', `key: ${place === null ? '' : `${place}: `}${issue.message}`);
}

function keyIdOf(publicKey: string): string {
  return toHex(sha256(fromBase64(publicKey) ?? new Uint8Array())).slice(0, KEY_ID_DIGITS);
}
