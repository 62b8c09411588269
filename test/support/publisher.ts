/**
 * A publisher of rulesets in memory: keys, roots, revocations, and versions that go on from one
 * another, or do not, as a test wants it.
 */
import {
  compileRules,
  type Delta,
  formatLogEntry,
  generateSigningKey,
  type HostParts,
  importList,
  type LogPosition,
  type MadeRuleset,
  makeDelta,
  makeRuleset,
  nextHead,
  type Policy,
  packagedPolicy,
  partOf,
  publicKeyOf,
  type Revocation,
  type Root,
  type SigningKey,
  sha256Of,
  signRevocation,
  signRoot,
  type Violation,
} from '../../src/policy/index.ts';

const DAY = 86_400_000;

/** Rules in memory need no secret. */
const HASH_KEYS = { baseKey: new Uint8Array(16).fill(1), freshKey: new Uint8Array(16).fill(2) };

export interface Listed {
  readonly line: string;
  readonly violation: Violation;
}

export interface Keys {
  readonly root: SigningKey;
  readonly ruleset: SigningKey;
  readonly revocation: SigningKey;
}

export interface Published extends MadeRuleset {
  /** Where the log stands with this version as its last. */
  readonly position: LogPosition;
  /** By SHA-256 in hex. */
  readonly deltaBytes: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

export async function makeKeys(): Promise<Keys> {
  const [root, ruleset, revocation] = [
    generateSigningKey(),
    generateSigningKey(),
    generateSigningKey(),
  ];
  return { root: await root, ruleset: await ruleset, revocation: await revocation };
}

/** A root that gives each key its role. `now` in milliseconds since the epoch. */
export function rootOf(
  keys: Keys,
  { number, now, lifetimeDays = 365 }: { number: number; now: number; lifetimeDays?: number },
): Root {
  const roleOf = ({ keyId }: SigningKey) => ({ keyIds: [keyId], threshold: 1 });
  return {
    format: 1,
    number,
    issuedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + lifetimeDays * DAY).toISOString(),
    keys: [keys.root, keys.ruleset, keys.revocation].map(publicKeyOf),
    roles: {
      root: roleOf(keys.root),
      ruleset: roleOf(keys.ruleset),
      revocation: roleOf(keys.revocation),
    },
  };
}

/** A chain of roots that begins after the first: each of these keys in turn, signed by both. */
export async function rootsAfter(
  first: Keys,
  next: readonly Keys[],
  now: number,
): Promise<ReadonlyMap<number, Uint8Array<ArrayBuffer>>> {
  const roots = new Map<number, Uint8Array<ArrayBuffer>>();
  let former = first;
  for (const [index, keys] of next.entries()) {
    const root = rootOf(keys, { number: index + 2, now });
    roots.set(root.number, await signRoot(root, former.root, keys.root));
    former = keys;
  }
  return roots;
}

export function revocationOf(
  keys: Keys,
  revoked: Partial<Pick<Revocation, 'number' | 'keyIds' | 'versions'>>,
  now: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const issuedAt = new Date(now).toISOString();
  const nothing = { number: 1, keyIds: [], versions: [] };
  return signRevocation({ format: 1, issuedAt, ...nothing, ...revoked }, keys.revocation);
}

export interface PublishOptions {
  /** One or several; each signs. */
  readonly key: SigningKey | readonly SigningKey[];
  readonly version: number;
  /** Milliseconds since the epoch when it was made. */
  readonly now: number;
  readonly lifetimeDays?: number;
  /** The version that it goes on from; without one it begins a log. */
  readonly former?: Published | undefined;
  /** Whether a delta from the former version is offered. */
  readonly withDelta?: boolean;
  /** Offered beside it. */
  readonly deltas?: readonly Delta[];
  readonly shrinks?: boolean;
  /** In the place of those that the rules have. */
  readonly hostParts?: HostParts;
  /** The everyday one where it is missing. */
  readonly policy?: Policy;
}

export async function publish(
  listed: readonly Listed[],
  options: PublishOptions,
): Promise<Published> {
  const { former, key, lifetimeDays = 30 } = options;
  const lists = listed.map(({ line, violation }) =>
    importList(line, { format: 'urls', list: 'test', violation }),
  );
  const compiled = compileRules(lists, {
    ...HASH_KEYS,
    ...(former === undefined ? {} : { former: former.parts }),
  });
  const deltaBytes = new Map<string, Uint8Array<ArrayBuffer>>();
  const deltas: Delta[] = [...(options.deltas ?? [])];
  if (options.withDelta === true && former !== undefined) {
    const bytes = makeDelta(former.parts.rules, compiled.rules);
    const part = await partOf(bytes);
    deltaBytes.set(part.sha256, bytes);
    const { version, parts } = former.manifest;
    deltas.push({ from: version, fromSha256: parts.rules.sha256, ...part });
  }
  const made = await makeRuleset({
    ...options,
    ...{ deltas, lifetimeDays },
    compiled: { ...compiled, ...options.hostParts },
    policy: options.policy ?? packagedPolicy('everyday'),
    grades: {},
    keys: [key].flat(),
    former: former?.position,
  });
  return { ...made, deltaBytes, position: await positionAfter(made) };
}

export async function positionAfter({
  manifest,
  manifestBytes,
}: MadeRuleset): Promise<LogPosition> {
  const { version, former, history } = manifest;
  const { payload } = JSON.parse(new TextDecoder().decode(manifestBytes)) as { payload: string };
  const sha256 = await sha256Of(Uint8Array.from(Buffer.from(payload, 'base64')));
  return {
    version,
    head: nextHead(former?.head, sha256),
    history: [...history, { version, payload: sha256 }],
  };
}

/** The public log of these versions. */
export function logOf(published: readonly Published[]): string {
  return published
    .map(({ manifest: { version, issuedAt, ruleCount, parts }, position: { head, history } }) =>
      formatLogEntry({
        ...{ version, issuedAt, ruleCount, head },
        payload: history.at(-1)?.payload ?? '',
        rules: parts.rules.sha256,
      }),
    )
    .join('');
}
