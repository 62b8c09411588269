/**
 * Keys as files name them: with their private half in them, or with a command that signs, so that
 * a hardware module can keep it. The command gets the bytes on its standard input and gives the 64
 * bytes of the signature on its standard output.
 */
import { spawn } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import * as v from 'valibot';
import {
  CodedError,
  type PublicKey,
  parsePublicKey,
  parseSigningKey,
  type Signer,
  type SigningKey,
} from '../../policy/index.ts';

/** A public key, and whom to ask for its signatures. */
export interface CommandKey extends PublicKey {
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[];
}

/** Plain data, so that another thread can be given it. */
export type KeyFile = SigningKey | CommandKey;

const CommandSchema = v.looseObject({
  command: v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1)),
});

const SIGNATURE_BYTES = 64;

/** Milliseconds: somebody may have to press a button. */
const PATIENCE = 60_000;

/** How a raw Ed25519 key begins as a document of its own (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** Throws `bad-key`. */
export function parseKeyFile(value: unknown): KeyFile {
  const found = v.safeParse(CommandSchema, value);
  if (!found.success) return parseSigningKey(value);
  return { ...parsePublicKey(value), command: found.output.command };
}

export function signerOf(key: KeyFile): Signer {
  if (!('command' in key)) return key;
  const { keyId, publicKey, command } = key;
  return { keyId, publicKey, sign: (bytes) => signByCommand(key, command, bytes) };
}

/** Throws `signer-failed` where nothing comes back that is a signature of this key. */
async function signByCommand(
  key: PublicKey,
  [program = '', ...parameters]: readonly string[],
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const fail = (why: string, cause?: unknown) =>
    new CodedError('signer-failed', `key ${key.keyId}: its signer ${why}`, { cause });
  const child = spawn(program, parameters, {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) => reject(fail('cannot be started', cause)));
    child.once('close', resolve);
  });
  // Whoever ends without reading has failed already, and says so by how it ends.
  child.stdin.on('error', () => undefined).end(bytes);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunks.length <= SIGNATURE_BYTES) chunks.push(chunk);
  });
  const code = await ended;
  if (code !== 0) throw fail(code === null ? 'did not end in time' : `ended with code ${code}`);
  const signature = new Uint8Array(Buffer.concat(chunks));
  if (!isSignature(key, bytes, signature)) throw fail('gave something that is not its signature');
  return signature;
}

function isSignature({ publicKey }: PublicKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  const raw = Buffer.from(publicKey, 'base64');
  const key = createPublicKey({
    key: Buffer.concat([SPKI_HEAD, raw]),
    format: 'der',
    type: 'spki',
  });
  return signature.length === SIGNATURE_BYTES && verify(null, bytes, key, signature);
}
