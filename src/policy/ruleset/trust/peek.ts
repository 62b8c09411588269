/**
 * What a signed document says of itself, before anybody has checked who signed it. For people who
 * look into files; nothing may be decided by it.
 */
import { codeOf } from '../../coded-error.ts';
import { readEnvelope, readPayload } from './envelope.ts';
import { type Manifest, ManifestSchema } from './manifest.ts';
import { type Revocation, RevocationSchema } from './revocation.ts';
import { type Root, RootSchema } from './root.ts';

export type PeekedDocument =
  | { readonly kind: 'manifest'; readonly keyIds: readonly string[]; readonly document: Manifest }
  | { readonly kind: 'root'; readonly keyIds: readonly string[]; readonly document: Root }
  | {
      readonly kind: 'revocation';
      readonly keyIds: readonly string[];
      readonly document: Revocation;
    };

const SCHEMAS = { manifest: ManifestSchema, root: RootSchema, revocation: RevocationSchema };

/** Undefined where the bytes are none of the signed documents. `keyIds`: who claims to have signed. */
export function peekDocument(bytes: Uint8Array): PeekedDocument | undefined {
  for (const kind of ['manifest', 'root', 'revocation'] as const) {
    const found = peekAs(kind, bytes);
    if (found !== undefined) return found as PeekedDocument;
  }
  return undefined;
}

function peekAs(kind: PeekedDocument['kind'], bytes: Uint8Array): unknown {
  try {
    const envelope = readEnvelope(kind, bytes);
    const keyIds = envelope.signatures.map(({ keyId }) => keyId);
    return { kind, keyIds, document: readPayload<unknown>(envelope, SCHEMAS[kind]) };
  } catch (error) {
    if (codeOf(error) === `bad-${kind}`) return undefined;
    throw error;
  }
}
