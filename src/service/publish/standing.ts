/** How a published folder stands: what a new version goes on from. */
import {
  codeOf,
  HISTORY_LIMIT,
  type LogEntry,
  type LogPosition,
  type SignedManifest,
  type Trust,
} from '../../policy/index.ts';
import { readLog } from './log-file.ts';
import { type ReadRuleset, readManifest, readParts } from './read-published.ts';

export interface Standing {
  readonly trust: Trust;
  /** Undefined where there is none, or none that could be trusted. */
  readonly former: (SignedManifest & Pick<ReadRuleset, 'parts'>) | undefined;
  readonly log: readonly LogEntry[];
  /** What the log lacks of the former ruleset, because somebody lost it. */
  readonly missing: readonly LogEntry[];
}

/** What is damaged, or signed by nobody who may, has no say in the next version. */
const NO_SAY = new Set([
  'no-ruleset',
  'bad-manifest',
  'bad-part',
  'unknown-key',
  'bad-signature',
  'too-few-keys',
  'revoked',
]);

/** Throws `bad-log`. */
export async function readStanding(dir: string, trust: Trust): Promise<Standing> {
  const log = await readLog(dir);
  const former = await readFormer(dir, trust);
  const isMissing = former !== undefined && (log.at(-1)?.version ?? 0) < former.manifest.version;
  return { trust, former, log, missing: isMissing ? [logEntryOf(former)] : [] };
}

/** Every version, as the log has it or should have it. */
export function versionsOf({ log, missing }: Standing): readonly LogEntry[] {
  return [...log, ...missing];
}

/** Undefined before the first version. A version that was logged and never published counts. */
export function positionOf(standing: Standing): LogPosition | undefined {
  const all = versionsOf(standing);
  const { former } = standing;
  const last = all.at(-1);
  if (last === undefined) return undefined;
  const { version, payload, head } = last;
  const inLog = all.slice(-HISTORY_LIMIT).map((entry) => ({
    version: entry.version,
    payload: entry.payload,
  }));
  const inManifest =
    former?.manifest.version === version
      ? [...former.manifest.history, { version, payload }].slice(-HISTORY_LIMIT)
      : [];
  return { version, head, history: inManifest.length > inLog.length ? inManifest : inLog };
}

export function logEntryOf({ manifest, payloadSha256, head }: SignedManifest): LogEntry {
  const { version, issuedAt, ruleCount, parts } = manifest;
  return { version, issuedAt, payload: payloadSha256, rules: parts.rules.sha256, ruleCount, head };
}

async function readFormer(dir: string, trust: Trust): Promise<Standing['former']> {
  try {
    const signed = await readManifest(dir, trust);
    return { ...signed, parts: await readParts(dir, signed) };
  } catch (error) {
    if (NO_SAY.has(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}
