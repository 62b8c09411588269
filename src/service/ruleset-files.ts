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
  type FullHashes,
  type Manifest,
  openFullHashes,
  PART_NAMES,
  type RootKey,
} from '../policy/index.ts';
import { readPublished } from './publish/index.ts';

export interface PublishedRuleset {
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the manifest's bytes, in hex. */
  readonly manifestSha256: string;
  readonly fullHashes: FullHashes;
  /** By SHA-256 in hex. */
  readonly parts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

export interface RulesetFiles {
  /** The ruleset in force; looks for a newer one first, at most once a second. */
  current(): Promise<PublishedRuleset>;
  /** A part of this or a former ruleset that was kept; undefined for any other name. */
  part(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Whether the last look found something that had to be refused. */
  readonly isDegraded: boolean;
}

export interface RulesetFilesOptions {
  /** The folder with `manifest.json` and `parts/`. */
  readonly dir: string;
  readonly rootKeys: readonly RootKey[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const LOOK_EVERY = 1000;

const PART_NAME = /^[0-9a-f]{64}$/;

/** Throws what `readPublished` throws: a service cannot start without a ruleset that verifies. */
export async function openRulesetFiles(options: RulesetFilesOptions): Promise<RulesetFiles> {
  const { dir, now } = options;
  // Before the reading, so that a change in between is seen. What is missing, the reading tells.
  let stamp = await stampOf(dir).catch(() => '');
  let ruleset = await load(options);
  let isDegraded = false;
  let lookedAt = now();
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    lookedAt = now();
    try {
      const found = await stampOf(dir);
      if (found === stamp && !isDegraded) return;
      ruleset = newer(ruleset, await load(options));
      stamp = found;
      isDegraded = false;
    } catch {
      // The reason does not matter to an asker, and `isDegraded` is what the operator sees.
      isDegraded = true;
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
    get isDegraded() {
      return isDegraded;
    },
  };
}

function newer(held: PublishedRuleset, found: PublishedRuleset): PublishedRuleset {
  if (found.manifestSha256 === held.manifestSha256) return held;
  if (found.manifest.version > held.manifest.version) return found;
  throw new CodedError(
    'rollback',
    `ruleset ${found.manifest.version}: not newer than the one held`,
  );
}

async function load({ dir, rootKeys }: RulesetFilesOptions): Promise<PublishedRuleset> {
  const { manifest, manifestBytes, parts } = await readPublished(dir, rootKeys);
  return {
    manifest,
    manifestBytes,
    manifestSha256: sha256Of(manifestBytes),
    fullHashes: openFullHashes(parts.rules, parts.remainders),
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
  try {
    const bytes = await readFile(join(dir, 'parts', sha256));
    return sha256Of(bytes) === sha256 ? bytes : undefined;
  } catch {
    // Not there, or not readable: to the asker it is the same.
    return undefined;
  }
}

async function stampOf(dir: string): Promise<string> {
  const { ino, mtimeNs, size } = await stat(join(dir, 'manifest.json'), { bigint: true });
  return `${ino} ${mtimeNs} ${size}`;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
