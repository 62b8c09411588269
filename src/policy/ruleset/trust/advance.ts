/** Whether a ruleset may take the place of the one that is held. */
import { CodedError } from '../../coded-error.ts';
import { type LogEntry, nextHead } from './log.ts';
import { isExpired, type Manifest, type SignedManifest } from './manifest.ts';

/** Seconds by which a version and its issue may be ahead of the clock. */
const CLOCK_TOLERANCE = 86_400;

/** Fewer rules than this may go without a word. */
const SHRINK_GUARD_FROM = 100;

export interface Position {
  /** The highest version that was ever accepted. */
  readonly floor: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When the package was built, in milliseconds since the epoch: it is not earlier than that. */
  readonly builtAt?: number | undefined;
  readonly held?: SignedManifest | undefined;
  /** Needed where the held version is older than the history of the new one. */
  readonly log?: readonly LogEntry[] | undefined;
}

/**
 * Throws `clock` (wrong beyond doubt), `rollback` (below the floor), `two-faced` (another one under
 * the held version), `fast-forward` (more than a day ahead), `expired`, `fork` (not a continuation
 * of what is held), `log-gap` (only the log can tell), `shrunk` (most rules gone, unannounced).
 */
export function checkAdvance(next: SignedManifest, at: Position): void {
  const { manifest } = next;
  checkTime(manifest, at);
  const { held } = at;
  const floor = Math.max(at.floor, held?.manifest.version ?? 0);
  if (manifest.version < floor) {
    throw refusal('rollback', manifest, `older than ${floor}, seen before`);
  }
  if (held === undefined) return;
  if (manifest.version === held.manifest.version) {
    if (next.payloadSha256 === held.payloadSha256) return;
    throw refusal('two-faced', manifest, 'not the one seen before under this version');
  }
  checkContinuation(manifest, held, at.log);
  if (isShrunk(manifest.ruleCount, held.manifest.ruleCount) && manifest.shrinks !== true) {
    const counts = `${manifest.ruleCount} rules after ${held.manifest.ruleCount}`;
    throw refusal('shrunk', manifest, `${counts}, and it does not say that this is meant`);
  }
}

/** Whether most of the rules are gone, and there were enough of them for that to mean something. */
export function isShrunk(ruleCount: number, former: number): boolean {
  return former >= SHRINK_GUARD_FROM && ruleCount < former / 2;
}

function checkTime(manifest: Manifest, { now, builtAt = 0 }: Position): void {
  if (now < builtAt) {
    const built = new Date(builtAt).toISOString();
    throw new CodedError('clock', `clock: earlier than ${built}, when this was built`);
  }
  // The expiry is bounded by the issue alone.
  const madeAt = Math.max(manifest.version, Date.parse(manifest.issuedAt) / 1000);
  if (madeAt > now / 1000 + CLOCK_TOLERANCE) {
    throw refusal('fast-forward', manifest, 'more than a day ahead of the clock');
  }
  if (isExpired(manifest, now)) throw refusal('expired', manifest, `at ${manifest.expiresAt}`);
}

/** Folds what came after the held version onto its head: that must give the head of the former. */
function checkContinuation(
  manifest: Manifest,
  held: SignedManifest,
  log: readonly LogEntry[] | undefined,
): void {
  const { former, history } = manifest;
  const isHeld = ({ version }: { readonly version: number }) => version === held.manifest.version;
  const isWithin = (history[0]?.version ?? 0) <= held.manifest.version;
  if (former !== null && !isWithin && log === undefined) {
    throw refusal('log-gap', manifest, `its history begins after ${held.manifest.version}`);
  }
  const versions = isWithin ? history : (log ?? []);
  const place = versions.findIndex(isHeld);
  const later = versions
    .slice(place + 1)
    .filter(({ version }) => version <= (former?.version ?? 0));
  const head = later.reduce((folded, { payload }) => nextHead(folded, payload), held.head);
  if (place === -1 || head !== former?.head) {
    throw refusal('fork', manifest, `does not go on from ${held.manifest.version}, seen before`);
  }
}

function refusal(code: string, { version }: Manifest, why: string): CodedError {
  return new CodedError(code, `ruleset ${version}: ${why}`);
}
