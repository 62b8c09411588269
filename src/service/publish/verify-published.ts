/** Checks everything in a published folder, as the most distrustful of its clients would. */
import { applyDelta, CodedError, type LogEntry, nextHead, sha256Of } from '../../policy/index.ts';
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
 * documents throws, `bad-delta` where a delta does not give the rules, `bad-log` where the log does
 * not lead to the manifest. Expiry is left to the asker.
 */
export async function verifyPublished(
  dir: string,
  anchor?: Uint8Array<ArrayBuffer>,
): Promise<VerifiedRuleset> {
  const { roots } = await readTrust(dir, anchor);
  const read = await readPublished(dir, anchor);
  for (const delta of read.manifest.deltas) await checkDelta(dir, read, delta);
  const logEntries = await readLog(dir);
  checkLog(logEntries, read);
  const [first] = logEntries;
  const isLogWhole = first !== undefined && first.head === nextHead(undefined, first.payload);
  return { ...read, rootCount: roots.length, logEntries, isLogWhole };
}

async function checkDelta(
  dir: string,
  { manifest }: ReadRuleset,
  delta: ReadRuleset['manifest']['deltas'][number],
): Promise<void> {
  const name = `delta from ${delta.from}`;
  const bytes = await readPart(dir, name, delta);
  const from = await readRules(dir, delta.fromSha256);
  if (from === undefined) {
    throw new CodedError('bad-delta', `${name}: the rules that it is for are missing or damaged`);
  }
  if ((await sha256Of(applyDelta(from, bytes, delta.fromSha256))) !== manifest.parts.rules.sha256) {
    throw new CodedError('bad-delta', `${name}: does not give the rules`);
  }
}

/** A version may have been logged and not published: its publisher was killed in between. */
function checkLog(log: readonly LogEntry[], read: ReadRuleset): void {
  const expected = logEntryOf(read);
  const found = log.find(({ version }) => version === expected.version);
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new CodedError('bad-log', `log: has no line for ruleset ${expected.version} as it is`);
  }
}
