/**
 * The published ruleset as the service holds it: verified, in memory, and replaced when a newer one
 * is published. One that does not verify, or is not newer, is refused: the old one stays, and the
 * service says that it is degraded.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CodedError,
  codeOf,
  type FullHashes,
  type Grades,
  type Manifest,
  openManifest,
  PART_NAMES,
  type Policy,
  type Trust,
} from '../policy/index.ts';
import { readLogBytes, readServed, readTrust, revocationPath, rootPath } from './publish/index.ts';

export interface PublishedRuleset {
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the manifest's bytes, in hex. */
  readonly manifestSha256: string;
  readonly fullHashes: FullHashes;
  readonly policy: Policy;
  readonly grades: Grades;
  /** By SHA-256 in hex. */
  readonly parts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

interface Loaded extends PublishedRuleset {
  readonly trust: Trust;
}

export interface RulesetFiles {
  /** The ruleset in force; looks for a newer one first, at most once a second. */
  current(): Promise<PublishedRuleset>;
  /** A part or delta of this or a former ruleset that was kept; undefined for any other name. */
  part(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  root(number: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Undefined as long as nothing was revoked. */
  revocation(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  log(): Promise<Uint8Array<ArrayBuffer>>;
  /** Whether the last look found something that had to be refused. */
  readonly isDegraded: boolean;
  /** Whether nobody vouches for the ruleset in force any more, and nothing has taken its place. */
  readonly isRevoked: boolean;
}

export interface RulesetFilesOptions {
  /** The folder with `manifest.json`, `parts/` and `roots/`. */
  readonly dir: string;
  /** The root to trust; the first one of the folder where this is absent. */
  readonly anchor?: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const LOOK_EVERY = 1000;

const PART_NAME = /^[0-9a-f]{64}$/;

/** Whose change may turn a refusal into a ruleset, or the other way round. */
const WATCHED = ['manifest.json', 'parts', 'roots', 'revocation.json'] as const;

/** Throws what `readServed` throws: a service cannot start without a ruleset that verifies. */
export async function openRulesetFiles(options: RulesetFilesOptions): Promise<RulesetFiles> {
  const { dir, now } = options;
  // Before the reading, so that a change in between is seen.
  let stamp = await stampOf(dir);
  let ruleset: PublishedRuleset = await load(options);
  let isDegraded = false;
  let isRevoked = false;
  let lookedAt = now();
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    lookedAt = now();
    const found = await stampOf(dir);
    if (found === stamp) return;
    try {
      ruleset = await newer(ruleset, await load(options));
      stamp = found;
      isDegraded = false;
      isRevoked = false;
    } catch (error) {
      // The reason does not matter to an asker, and this is what the operator sees.
      isDegraded = true;
      // What cannot be read now takes back no revocation that was read before.
      isRevoked ||= await isRevokedIn(options, ruleset).catch(() => false);
      // What was refused once is not read again; what could not be read, perhaps the next time.
      if (!isSystemError(error)) stamp = found;
    }
  }

  return {
    async current() {
      // A clock that was set back must not stop the looking.
      if (looking === undefined && Math.abs(now() - lookedAt) >= LOOK_EVERY) {
        looking = look().finally(() => {
          looking = undefined;
        });
      }
      await looking;
      return ruleset;
    },
    async part(sha256) {
      if (!PART_NAME.test(sha256)) return undefined;
      return ruleset.parts.get(sha256) ?? readFormerPart(dir, sha256);
    },
    root: (number) => readIfThere(rootPath(dir, number)),
    revocation: () => readIfThere(revocationPath(dir)),
    log: () => readLogBytes(dir),
    get isDegraded() {
      return isDegraded;
    },
    get isRevoked() {
      return isRevoked;
    },
  };
}

/** Of one that nobody vouches for any more, the version keeps nothing out. */
async function newer(held: PublishedRuleset, found: Loaded): Promise<PublishedRuleset> {
  if (found.manifestSha256 === held.manifestSha256) return held;
  const { version } = found.manifest;
  if (version > held.manifest.version || !(await isVouchedFor(held, found.trust))) return found;
  throw new CodedError('rollback', `ruleset ${version}: not newer than the one held`);
}

async function isRevokedIn(
  { dir, anchor }: RulesetFilesOptions,
  held: PublishedRuleset,
): Promise<boolean> {
  const { trust } = await readTrust(dir, anchor);
  return !(await isVouchedFor(held, trust));
}

function isVouchedFor({ manifestBytes }: PublishedRuleset, trust: Trust): Promise<boolean> {
  return openManifest(manifestBytes, trust).then(
    () => true,
    () => false,
  );
}

async function load({ dir, anchor }: RulesetFilesOptions): Promise<Loaded> {
  const read = await readServed(dir, anchor);
  const { manifest, manifestBytes, parts, fullHashes, policy, grades, trust } = read;
  return {
    ...{ trust, policy, grades },
    manifest,
    manifestBytes,
    manifestSha256: sha256Of(manifestBytes),
    fullHashes,
    parts: new Map(PART_NAMES.map((name) => [manifest.parts[name].sha256, parts[name]])),
  };
}

/**
 * A former part, for a client that still holds the former manifest. Caches keep a part for ever
 * under its name, so what the file holds is checked against the name each time.
 */
async function readFormerPart(
  dir: string,
  sha256: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = await readIfThere(join(dir, 'parts', sha256));
  return bytes !== undefined && sha256Of(bytes) === sha256 ? bytes : undefined;
}

/** Not there, or not readable: to the asker it is the same. */
function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return readFile(path).catch(() => undefined);
}

async function stampOf(dir: string): Promise<string> {
  const stamps = WATCHED.map(async (name) => {
    try {
      const { ino, mtimeNs, size } = await stat(join(dir, name), { bigint: true });
      return `${ino} ${mtimeNs} ${size}`;
    } catch (error) {
      return codeOf(error) ?? 'broken';
    }
  });
  return (await Promise.all(stamps)).join('\n');
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'errno' in error;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
