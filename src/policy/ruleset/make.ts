/** Puts compiled rules, a policy and grades together under one signed manifest. */
import type { Policy } from '../policy.ts';
import type { CompiledRules } from './compile/compile.ts';
import type { Grades } from './grades.ts';
import { partOf, sha256Of } from './part.ts';
import { cutRules } from './rules/cut-rules.ts';
import type { Signer } from './trust/keys.ts';
import {
  type Delta,
  HISTORY_LIMIT,
  type Manifest,
  type PartName,
  signManifest,
} from './trust/manifest.ts';

const DAY = 86_400_000;

/** Where the log stands: its last version, and those before it. */
export interface LogPosition {
  readonly version: number;
  readonly head: string;
  /** Ascending, with the last version itself. */
  readonly history: Manifest['history'];
}

export interface MakeOptions {
  readonly compiled: Pick<
    CompiledRules,
    'rules' | 'hosts' | 'freshHosts' | 'hashes' | 'evidence' | 'lists'
  > & {
    readonly report: { readonly ruleCount: number };
  };
  readonly policy: Policy;
  readonly grades: Grades;
  readonly keys: readonly Signer[];
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly lifetimeDays: number;
  /** Undefined for the first version of a log. */
  readonly former?: LogPosition | undefined;
  readonly deltas?: readonly Delta[];
  /** Meant to have less than half of the rules of a forerunner. */
  readonly shrinks?: boolean;
}

export interface MadeRuleset {
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array<ArrayBuffer>;
  readonly parts: Readonly<Record<PartName, Uint8Array<ArrayBuffer>>>;
}

export async function makeRuleset(options: MakeOptions): Promise<MadeRuleset> {
  const { compiled, policy, grades, keys, now, former } = options;
  const parts = {
    rules: compiled.rules,
    policy: json(policy),
    grades: json(grades),
    hosts: compiled.hosts,
    freshHosts: compiled.freshHosts,
    hashes: compiled.hashes,
    evidence: compiled.evidence,
  };
  const manifest: Manifest = {
    format: 2,
    version: options.version,
    issuedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + options.lifetimeDays * DAY).toISOString(),
    policyId: policy.id,
    ruleCount: compiled.report.ruleCount,
    lists: [...compiled.lists],
    ...(options.shrinks === true ? { shrinks: true } : {}),
    parts: {
      rules: await partOf(parts.rules),
      policy: await partOf(parts.policy),
      grades: await partOf(parts.grades),
      hosts: await partOf(parts.hosts),
      freshHosts: await partOf(parts.freshHosts),
      hashes: await partOf(parts.hashes),
      evidence: await partOf(parts.evidence),
    },
    contents: await sha256Of((await cutRules(parts.rules)).contents),
    deltas: [...(options.deltas ?? [])],
    former: former === undefined ? null : { version: former.version, head: former.head },
    history: former?.history.slice(-HISTORY_LIMIT) ?? [],
  };
  return { manifest, manifestBytes: await signManifest(manifest, ...keys), parts };
}

/** One more than the former version, or the seconds of `now` where they are more. */
export function nextVersion(now: number, former: number | undefined): number {
  return Math.max(Math.floor(now / 1000), (former ?? 0) + 1, 1);
}

function json(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`);
}
