/** Checks everything in a published folder, as the most distrustful of its clients would. */
import {
  applyDelta,
  CodedError,
  checkHosts,
  describeRules,
  type LogEntry,
  nextHead,
  openFirstRoot,
  sha256Of,
} from '../../policy/index.ts';
import { readRules } from './deltas.ts';
import { readLog } from './log-file.ts';
import { type ReadRuleset, readPart, readPublished } from './read-published.ts';
import { logEntryOf } from './standing.ts';
import { readTrust } from './trust-files.ts';

export interface VerifiedRuleset extends ReadRuleset {
  readonly rootCount: number;
  readonly logEntries: readonly LogEntry[];
  /** Whether the log has every version from the first one on. */
  readonly isLogWhole: boolean;
}

/**
 * Trusting the anchor, or else the first root of the folder. Throws what opening each of the
 * documents throws, `foreign-root` where the anchor is none of the folder's roots, `bad-delta` where
 * a delta does not give the rules, `bad-log` where the log does not lead to the manifest or says
 * something else of a version than what is there of it, `bad-hosts` where the hosts in plain are not
 * ones that the rules list. Expiry is left to the asker.
 */
export async function verifyPublished(
  dir: string,
  anchor?: Uint8Array<ArrayBuffer>,
): Promise<VerifiedRuleset> {
  const { roots } = await readTrust(dir);
  if (anchor !== undefined) await checkAnchor(dir, roots, anchor);
  const read = await readPublished(dir, anchor);
  checkHosts(read.rules, read.hostLists);
  const logEntries = await readLog(dir);
  checkLog(logEntries, read);
  for (const delta of read.manifest.deltas) {
    const ruleCount = await checkDelta(dir, read, delta);
    checkLogged(logEntries, { version: delta.from, rules: delta.fromSha256, ruleCount });
  }
  const [first] = logEntries;
  const isLogWhole = first !== undefined && first.head === nextHead(undefined, first.payload);
  return { ...read, rootCount: roots.length, logEntries, isLogWhole };
}

/** By what it says: it may have been signed by more keys elsewhere. */
async function checkAnchor(
  dir: string,
  roots: readonly Uint8Array<ArrayBuffer>[],
  anchor: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const expected = await openFirstRoot(anchor);
  for (const bytes of roots) {
    const root = await openFirstRoot(bytes);
    if (JSON.stringify(root) === JSON.stringify(expected)) return;
  }
  throw new CodedError('foreign-root', `${dir}: root ${expected.number} there is another one`);
}

/** Gives how many rules the delta is for. */
async function checkDelta(
  dir: string,
  { manifest }: ReadRuleset,
  delta: ReadRuleset['manifest']['deltas'][number],
): Promise<number> {
  const name = `delta from ${delta.from}`;
  const bytes = await readPart(dir, name, delta);
  const from = await readRules(dir, delta.fromSha256);
  if (from === undefined) {
    throw new CodedError('bad-delta', `${name}: the rules that it is for are missing or damaged`);
  }
  if ((await sha256Of(applyDelta(from, bytes, delta.fromSha256))) !== manifest.parts.rules.sha256) {
    throw new CodedError('bad-delta', `${name}: does not give the rules`);
  }
  return describeRules(from).ruleCount;
}

/** A version may have been logged and not published: its publisher was killed in between. */
function checkLog(log: readonly LogEntry[], read: ReadRuleset): void {
  const expected = logEntryOf(read);
  const found = log.find(({ version }) => version === expected.version);
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new CodedError('bad-log', `log: has no line for ruleset ${expected.version} as it is`);
  }
  for (const named of read.manifest.history) checkLogged(log, named);
}

/** Of a version that the log has; its older half may be gone. */
function checkLogged(
  log: readonly LogEntry[],
  named: Partial<LogEntry> & Pick<LogEntry, 'version'>,
): void {
  const found = log.find(({ version }) => version === named.version);
  if (found === undefined) {
    if (named.version < (log[0]?.version ?? 0)) return;
    throw new CodedError('bad-log', `log: has no line for ruleset ${named.version}`);
  }
  if (JSON.stringify({ ...found, ...named }) !== JSON.stringify(found)) {
    throw new CodedError('bad-log', `log: says something else of ruleset ${named.version}`);
  }
}
