/** Gets what a published ruleset is made of: the manifest, its parts or a delta, the log. */
import {
  applyDelta,
  type ClientParts,
  CodedError,
  checkPart,
  type HostParts,
  LOG_LIMIT,
  type LogEntry,
  MANIFEST_LIMIT,
  type Manifest,
  PART_LIMIT,
  type Part,
  parseLog,
} from '../../../policy/index.ts';
import { ENDPOINTS } from '../../../wire/index.ts';
import { logError } from '../../log.ts';
import { fetchFromService, jsonOf } from '../service/fetching.ts';

const TIME_LIMIT = 20_000;
const LONGEST_TIME_LIMIT = 5 * 60_000;

/** A set that is on the device, and verified. */
export interface HeldParts {
  readonly manifest: Manifest;
  readonly parts: ClientParts;
  /** Undefined where they are damaged. */
  readonly hosts: HostParts | undefined;
}

/** Whole each time, which is little: an ETag that is sent back could tell one browser from another. */
export async function fetchManifest(): Promise<Uint8Array<ArrayBuffer>> {
  const fetched = await fetchFromService({
    path: ENDPOINTS.rulesetManifest,
    timeLimit: TIME_LIMIT,
    sizeLimit: MANIFEST_LIMIT,
  });
  if (fetched.status !== 200) {
    throw new CodedError('unreachable', `ruleset: status ${fetched.status}`);
  }
  // A login page of some network answers 200 as well.
  if (jsonOf(fetched) === undefined) throw new CodedError('not-a-ruleset', 'ruleset: not JSON');
  return fetched.bytes;
}

export async function fetchLog(): Promise<readonly LogEntry[]> {
  const { status, bytes } = await fetchFromService({
    path: ENDPOINTS.rulesetLog,
    timeLimit: timeLimitOf(LOG_LIMIT),
    sizeLimit: LOG_LIMIT,
  });
  if (status !== 200) throw new CodedError('unreachable', `ruleset: log: status ${status}`);
  return parseLog(bytes);
}

/** As the manifest names them, or not: that is seen when they are opened. */
export async function fetchParts(
  manifest: Manifest,
  held: HeldParts | undefined,
): Promise<ClientParts> {
  const get = async (name: keyof ClientParts) => {
    const part = manifest.parts[name];
    // A set that is signed anew changes its manifest and no part.
    if (held?.manifest.parts[name].sha256 === part.sha256) return held.parts[name];
    const made = name === 'rules' && held !== undefined && (await makeRules(manifest, held));
    return made || fetchPart(part);
  };
  return { rules: await get('rules'), policy: await get('policy'), grades: await get('grades') };
}

/** Likewise. The large part of them stays the same over many versions. */
export async function fetchHosts(
  manifest: Manifest,
  held: HeldParts | undefined,
): Promise<HostParts> {
  const get = async (name: keyof HostParts) => {
    const part = manifest.parts[name];
    const isHeld = held?.manifest.parts[name].sha256 === part.sha256;
    return (isHeld && held.hosts?.[name]) || fetchPart(part);
  };
  return { hosts: await get('hosts'), freshHosts: await get('freshHosts') };
}

/** From the held ones, by a delta; undefined where the whole has to be fetched. */
async function makeRules(
  { deltas, parts: { rules } }: Manifest,
  held: HeldParts,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { sha256 } = held.manifest.parts.rules;
  const delta = deltas.find(({ fromSha256 }) => fromSha256 === sha256);
  if (delta === undefined || delta.size >= rules.size) return undefined;
  try {
    const bytes = await fetchPart(delta);
    await checkPart('delta', delta, bytes);
    const made = applyDelta(held.parts.rules, bytes, sha256);
    await checkPart('rules', rules, made);
    return made;
  } catch (error) {
    logError('ruleset: delta refused', error);
    return undefined;
  }
}

async function fetchPart({ size, sha256 }: Part): Promise<Uint8Array<ArrayBuffer>> {
  const { status, bytes } = await fetchFromService({
    path: `${ENDPOINTS.rulesetParts}/${sha256}`,
    timeLimit: timeLimitOf(size),
    sizeLimit: Math.min(size, PART_LIMIT),
  });
  if (status !== 200) throw new CodedError('unreachable', `ruleset: part: status ${status}`);
  return bytes;
}

/** Milliseconds for a part of so many bytes: one second more for each 100 KB. */
export function timeLimitOf(size: number): number {
  return Math.min(TIME_LIMIT + size / 100, LONGEST_TIME_LIMIT);
}
