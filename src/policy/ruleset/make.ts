/** Puts compiled rules, a policy and grades together under one signed manifest. */
import type { Policy } from '../policy.ts';
import type { CompiledRules } from './compile.ts';
import type { Grades } from './grades.ts';
import type { SigningKey } from './keys.ts';
import { type Manifest, type PartName, signManifest } from './manifest.ts';
import { partOf } from './part.ts';

const DAY = 86_400_000;

export interface MakeOptions {
  readonly compiled: CompiledRules;
  readonly policy: Policy;
  readonly grades: Grades;
  readonly key: SigningKey;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly lifetimeDays: number;
}

export interface MadeRuleset {
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array<ArrayBuffer>;
  readonly parts: Readonly<Record<PartName, Uint8Array<ArrayBuffer>>>;
}

export async function makeRuleset(options: MakeOptions): Promise<MadeRuleset> {
  const { compiled, policy, grades, now } = options;
  const parts = {
    rules: compiled.rules,
    remainders: compiled.remainders,
    policy: json(policy),
    grades: json(grades),
  };
  const manifest: Manifest = {
    format: 1,
    version: options.version,
    issuedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + options.lifetimeDays * DAY).toISOString(),
    policyId: policy.id,
    ruleCount: compiled.report.ruleCount,
    parts: {
      rules: partOf(parts.rules),
      remainders: partOf(parts.remainders),
      policy: partOf(parts.policy),
      grades: partOf(parts.grades),
    },
  };
  return { manifest, manifestBytes: await signManifest(manifest, options.key), parts };
}

/** One more than the former version, or the seconds of `now` where they are more. */
export function nextVersion(now: number, former: number | undefined): number {
  return Math.max(Math.floor(now / 1000), (former ?? 0) + 1, 1);
}

function json(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`);
}
