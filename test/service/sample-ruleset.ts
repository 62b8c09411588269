/** A real, signed ruleset in a folder, small enough to be read at a glance. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  encodeRules,
  type Manifest,
  makeRuleset,
  packagedPolicy,
  publicKeyOf,
  type RuleEntry,
  type SigningKey,
  selectHosts,
  signRoot,
  updateHosts,
} from '../../src/policy/index.ts';
import { evidenceOf } from '../../src/policy/ruleset/hashes/evidence.ts';
import { hashesOf } from '../../src/policy/ruleset/hashes/hashes.ts';

export const SAMPLE_RULES: readonly RuleEntry[] = [
  {
    expression: 'phishing.link-guard.example/',
    effect: 'listed',
    violation: 'phishing',
    severity: 'severe',
    list: 'link-guard',
  },
  {
    expression: 'page.link-guard.example/listed.html',
    effect: 'listed',
    violation: 'fraud',
    severity: 'severe',
    list: 'link-guard',
  },
];

export interface SampleRuleset {
  readonly dir: string;
  /** The first one that is used in a folder may do everything there. */
  readonly key: SigningKey;
  /** When it is issued, in milliseconds since 1970; its version in seconds follows. */
  readonly at: number;
  readonly rules?: readonly RuleEntry[];
  readonly lifetimeDays?: number;
}

/** Writes the parts, then puts the manifest in its place at once, and returns it. */
export async function writeSampleRuleset(sample: SampleRuleset): Promise<Manifest> {
  const { dir, key, at, rules = SAMPLE_RULES, lifetimeDays = 30 } = sample;
  const encoded = encodeRules(rules, { baseKey: new Uint8Array(16).fill(7) });
  const { manifest, manifestBytes, parts } = await makeRuleset({
    compiled: {
      rules: encoded.rules,
      ...updateHosts(undefined, selectHosts(rules)),
      hashes: hashesOf(rules, encoded.order),
      evidence: evidenceOf(rules, encoded.order),
      lists: [],
      report: { ruleCount: encoded.ruleCount },
    },
    policy: packagedPolicy('everyday'),
    grades: { taobao: 'B' },
    keys: [key],
    version: Math.floor(at / 1000),
    now: at,
    lifetimeDays,
  });
  await writeSampleRoot(dir, key);
  await mkdir(join(dir, 'parts'), { recursive: true });
  for (const [name, bytes] of Object.entries(parts)) {
    await writeFile(join(dir, 'parts', manifest.parts[name as keyof typeof parts].sha256), bytes);
  }
  await replaceManifest(dir, manifestBytes);
  return manifest;
}

export async function replaceManifest(dir: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(dir, 'manifest.json.new'), bytes);
  await rename(join(dir, 'manifest.json.new'), join(dir, 'manifest.json'));
}

/** Only where there is none. */
async function writeSampleRoot(dir: string, key: SigningKey): Promise<void> {
  const alone = { keyIds: [key.keyId], threshold: 1 };
  const bytes = await signRoot(
    {
      format: 1,
      number: 1,
      issuedAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2036-01-01T00:00:00.000Z',
      keys: [publicKeyOf(key)],
      roles: { root: alone, ruleset: alone, revocation: alone },
    },
    key,
  );
  await mkdir(join(dir, 'roots'), { recursive: true });
  await writeFile(join(dir, 'roots', '1.json'), bytes, { flag: 'wx' }).catch(() => undefined);
}
