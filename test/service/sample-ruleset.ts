/** A real, signed ruleset in a folder, small enough to be read at a glance. */
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  encodeRules,
  type Manifest,
  packagedPolicy,
  type RuleEntry,
  type SigningKey,
  signManifest,
} from '../../src/policy/index.ts';

export const SAMPLE_RULES: readonly RuleEntry[] = [
  {
    expression: 'phishing.link-guard.example/',
    effect: 'listed',
    violation: 'phishing',
    list: 'link-guard',
  },
  {
    expression: 'page.link-guard.example/listed.html',
    effect: 'listed',
    violation: 'fraud',
    list: 'link-guard',
  },
];

export interface SampleRuleset {
  readonly dir: string;
  readonly key: SigningKey;
  /** When it is issued, in milliseconds since 1970; its version in seconds follows. */
  readonly at: number;
  readonly rules?: readonly RuleEntry[];
  readonly lifetimeDays?: number;
}

/** Writes the parts, then puts the manifest in its place at once, and returns it. */
export async function writeSampleRuleset(sample: SampleRuleset): Promise<Manifest> {
  const { dir, key, at, rules = SAMPLE_RULES, lifetimeDays = 30 } = sample;
  const policy = packagedPolicy('everyday');
  const encoded = encodeRules(rules);
  await mkdir(join(dir, 'parts'), { recursive: true });
  const write = async (bytes: Uint8Array) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await writeFile(join(dir, 'parts', sha256), bytes);
    return { size: bytes.length, sha256 };
  };
  const manifest: Manifest = {
    format: 1,
    version: Math.floor(at / 1000),
    issuedAt: new Date(at).toISOString(),
    expiresAt: new Date(at + lifetimeDays * 86_400_000).toISOString(),
    policyId: policy.id,
    ruleCount: encoded.ruleCount,
    parts: {
      rules: await write(encoded.rules),
      remainders: await write(encoded.remainders),
      policy: await write(Buffer.from(JSON.stringify(policy))),
      grades: await write(Buffer.from('{"taobao":"B"}')),
    },
  };
  await replaceManifest(dir, await signManifest(manifest, key));
  return manifest;
}

export async function replaceManifest(dir: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(dir, 'manifest.json.new'), bytes);
  await rename(join(dir, 'manifest.json.new'), join(dir, 'manifest.json'));
}
