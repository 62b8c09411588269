/** What makes the new rules of former ones that clients may still hold. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  applyDelta,
  CodedError,
  codeOf,
  type Delta,
  HISTORY_LIMIT,
  type LogEntry,
  makeDelta,
  partOf,
  sha256Of,
} from '../../policy/index.ts';
import { readPart } from './read-published.ts';
import { type Standing, versionsOf } from './standing.ts';

export interface MadeDelta {
  readonly delta: Delta;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One for each of the rules files that can still be read, where it saves half of the whole. */
export async function makeDeltas(
  dir: string,
  standing: Standing,
  rules: Uint8Array<ArrayBuffer>,
): Promise<readonly MadeDelta[]> {
  const sha256 = await sha256Of(rules);
  const { former } = standing;
  if (former?.manifest.parts.rules.sha256 === sha256) {
    return readDeltas(dir, former.manifest.deltas);
  }
  const made: MadeDelta[] = [];
  for (const entry of recentRules(versionsOf(standing))) {
    const from = entry.rules === sha256 ? undefined : await readRules(dir, entry.rules);
    if (from === undefined) continue;
    const bytes = makeDelta(from, rules);
    if (bytes.length > rules.length / 2) continue;
    checkDelta(entry, from, bytes, rules);
    const names = { from: entry.version, fromSha256: entry.rules };
    made.push({ delta: { ...names, ...(await partOf(bytes)) }, bytes });
  }
  return made;
}

/** The last version with each of the last rules files, newest first. */
export function recentRules(log: readonly LogEntry[]): readonly LogEntry[] {
  const newest = new Map<string, LogEntry>();
  for (const entry of log.toReversed()) {
    if (newest.size === HISTORY_LIMIT) break;
    if (!newest.has(entry.rules)) newest.set(entry.rules, entry);
  }
  return [...newest.values()];
}

/** Those that can no longer be read are not missed: the whole is there. */
async function readDeltas(dir: string, deltas: readonly Delta[]): Promise<readonly MadeDelta[]> {
  const read = deltas.map(async (delta) => {
    try {
      return [{ delta, bytes: await readPart(dir, `delta from ${delta.from}`, delta) }];
    } catch (error) {
      if (codeOf(error) === 'bad-part') return [];
      throw error;
    }
  });
  return (await Promise.all(read)).flat();
}

/** Undefined where they are gone or damaged. */
export async function readRules(
  dir: string,
  sha256: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const bytes = await readFile(join(dir, 'parts', sha256));
    return (await sha256Of(bytes)) === sha256 ? bytes : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A client would notice too, but it would have fetched both for nothing. */
function checkDelta(
  { version, rules }: LogEntry,
  from: Uint8Array<ArrayBuffer>,
  delta: Uint8Array<ArrayBuffer>,
  to: Uint8Array<ArrayBuffer>,
): void {
  if (Buffer.compare(applyDelta(from, delta, rules), to) !== 0) {
    throw new CodedError('bad-delta', `delta from ${version}: does not give the new rules`);
  }
}
