/** Keys, roots and envelopes for tests of what is signed, and ways to bend them. */
import {
  generateSigningKey,
  type Manifest,
  publicKeyOf,
  type Role,
  type Root,
  type SignedManifest,
  type SigningKey,
  type Trust,
} from '../../../../src/policy/index.ts';
import { nextHead } from '../../../../src/policy/ruleset/trust/log.ts';

export const NOW = Date.parse('2026-01-02T00:00:00Z');

export interface SampleKeys {
  readonly root: SigningKey;
  readonly ruleset: SigningKey;
  readonly revocation: SigningKey;
}

export async function sampleKeys(): Promise<SampleKeys> {
  return {
    root: await generateSigningKey(),
    ruleset: await generateSigningKey(),
    revocation: await generateSigningKey(),
  };
}

/** One key a role, and a threshold of 1, but for what is named. */
export function sampleRoot(
  keys: SampleKeys,
  changes: Partial<Omit<Root, 'roles' | 'keys'>> & {
    readonly roles?: Partial<Record<Role, { keys: readonly SigningKey[]; threshold: number }>>;
  } = {},
): Root {
  const { roles: named = {}, ...rest } = changes;
  const roles = {
    root: { keys: [keys.root], threshold: 1 },
    ruleset: { keys: [keys.ruleset], threshold: 1 },
    revocation: { keys: [keys.revocation], threshold: 1 },
    ...named,
  };
  const role = ({ keys: its, threshold }: { keys: readonly SigningKey[]; threshold: number }) => ({
    keyIds: its.map(({ keyId }) => keyId),
    threshold,
  });
  const all = Object.values(roles).flatMap(({ keys: its }) => its.map(publicKeyOf));
  return {
    format: 1,
    number: 1,
    issuedAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2027-01-01T00:00:00.000Z',
    keys: [...new Map(all.map((key) => [key.keyId, key])).values()],
    roles: {
      root: role(roles.root),
      ruleset: role(roles.ruleset),
      revocation: role(roles.revocation),
    },
    ...rest,
  };
}

export function sampleTrust(keys: SampleKeys): Trust {
  return { root: sampleRoot(keys), revocation: undefined };
}

const PART = { size: 3, sha256: 'a'.repeat(64) };

export const MANIFEST: Manifest = {
  format: 2,
  version: NOW / 1000,
  issuedAt: '2026-01-02T00:00:00.000Z',
  expiresAt: '2026-02-01T00:00:00.000Z',
  policyId: 'everyday',
  ruleCount: 1000,
  lists: [{ list: 'one', date: '2026-01-01', ruleCount: 1000 }],
  parts: {
    ...{ rules: PART, policy: PART, grades: PART },
    ...{ hosts: PART, freshHosts: PART, hashes: PART, evidence: PART },
  },
  deltas: [],
  former: null,
  history: [],
};

/** As `openManifest` would give it, with a payload hash made up from the version. */
export function opened(manifest: Manifest, salt = ''): SignedManifest {
  const digits = `${manifest.version}${salt}`.replace(/[^0-9a-f]/g, '');
  const payloadSha256 = digits.padStart(64, '0');
  return { manifest, payloadSha256, head: nextHead(manifest.former?.head, payloadSha256) };
}

/** The version after this one. */
export function following(former: SignedManifest, changes: Partial<Manifest> = {}): SignedManifest {
  const { version, history } = former.manifest;
  const next = [...history, { version, payload: former.payloadSha256 }].slice(-30);
  return opened({
    ...MANIFEST,
    version: version + 1,
    former: { version, head: former.head },
    history: next,
    ...changes,
  });
}

export interface BentEnvelope {
  payload: string;
  signatures: { keyId: string; signature: string }[];
}

export function readEnvelope(bytes: Uint8Array): BentEnvelope {
  return JSON.parse(new TextDecoder().decode(bytes)) as BentEnvelope;
}

export function writeEnvelope(envelope: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(envelope));
}

/** A signature over exactly these bytes, as no honest signer makes it. */
export async function signBytes(key: SigningKey, text: string): Promise<string> {
  const pkcs8 = Uint8Array.from(atob(key.privateKey), (c) => c.charCodeAt(0));
  const usable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
  const raw = await crypto.subtle.sign('Ed25519', usable, bytes);
  return btoa(String.fromCharCode(...new Uint8Array(raw)));
}

export async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  try {
    await promise;
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
}
