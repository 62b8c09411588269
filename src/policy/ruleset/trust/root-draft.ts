/**
 * A root on its way from one key to the next: those who sign it sit at several machines. It counts
 * for nothing before enough keys of the former root and of its own have signed it.
 */
import { CodedError } from '../../coded-error.ts';
import { addSignatures, type Envelope, readEnvelope, readPayload, signersOf } from './envelope.ts';
import type { Signer } from './keys.ts';
import { keysOf, type Root, RootSchema } from './root.ts';

export interface Signers {
  readonly threshold: number;
  /** Of those keys that may sign. */
  readonly signed: readonly string[];
  readonly missing: readonly string[];
}

export interface RootDraft {
  readonly root: Root;
  /** Undefined for the first root. */
  readonly ofFormer: Signers | undefined;
  readonly ofItself: Signers;
  /** Whether it has all the signatures that it needs. */
  readonly isSigned: boolean;
}

/** Throws `bad-root`, and `root-gap` where the former root is not the one before it. */
export async function openRootDraft(
  bytes: Uint8Array,
  former: Root | undefined,
): Promise<RootDraft> {
  const { envelope, root } = readDraft(bytes, former);
  const ofFormer = former && (await signersFor(envelope, former));
  const ofItself = await signersFor(envelope, root);
  const isSigned = [ofFormer ?? ofItself, ofItself].every(
    ({ signed, threshold }) => signed.length >= threshold,
  );
  return { root, ofFormer, ofItself, isSigned };
}

/** The draft with these signatures too. Throws as opening it does, and `unknown-key` for a stranger. */
export async function cosignRoot(
  bytes: Uint8Array,
  former: Root | undefined,
  keys: readonly Signer[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { envelope, root } = readDraft(bytes, former);
  const known = [root, ...(former === undefined ? [] : [former])].flatMap(
    ({ roles }) => roles.root.keyIds,
  );
  const stranger = keys.find(({ keyId }) => !known.includes(keyId));
  if (stranger !== undefined) {
    throw new CodedError('unknown-key', `root ${root.number}: key ${stranger.keyId}: has no say`);
  }
  return addSignatures(envelope, keys);
}

function readDraft(bytes: Uint8Array, former: Root | undefined) {
  const envelope = readEnvelope('root', bytes);
  const root = readPayload(envelope, RootSchema);
  const number = former?.number ?? 0;
  if (root.number === number + 1) return { envelope, root };
  throw new CodedError('root-gap', `root: number ${root.number} after ${number}`);
}

async function signersFor(envelope: Envelope, root: Root): Promise<Signers> {
  const signers = await signersOf(envelope, keysOf(root, 'root'));
  const keyIds = [...new Set(root.roles.root.keyIds)];
  return {
    threshold: root.roles.root.threshold,
    signed: keyIds.filter((keyId) => signers.has(keyId)),
    missing: keyIds.filter((keyId) => !signers.has(keyId)),
  };
}
