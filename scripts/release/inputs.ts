/**
 * What of a release is neither source nor dependency: the service's address, the first root, the
 * instant of the build, and the signed ruleset that is packed. None of it is secret, so that
 * anybody can build the same bytes without the keys.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Policy } from '../../src/policy/index.ts';
import { buildSeed, ensureKeys } from '../../src/service/publish/index.ts';
import { filesIn } from './files-in.ts';
import type { Files } from './zip.ts';

const FACTS = 'facts.json';
const SEED = 'ruleset/';

const FactsSchema = v.strictObject({
  serviceAddress: v.pipe(v.string(), v.url()),
  /** Base64 of the envelope of the first root. */
  root: v.pipe(v.string(), v.base64()),
  /** Milliseconds since the epoch. */
  builtAt: v.pipe(v.number(), v.integer()),
});

export type BuildFacts = v.InferOutput<typeof FactsSchema>;

export interface ReleaseInputs {
  readonly facts: BuildFacts;
  /** The packed ruleset, by path below `ruleset/`. */
  readonly seed: Files;
}

/** Needs the keys; done once for a release. `now` in milliseconds since the epoch. */
export async function makeInputs(
  dir: string,
  {
    dataDir,
    serviceAddress,
    policy,
    now,
  }: {
    readonly dataDir: string;
    readonly serviceAddress: string;
    readonly policy: Policy;
    readonly now: number;
  },
): Promise<void> {
  const keys = await ensureKeys(dataDir);
  const root = Buffer.from(keys.anchor).toString('base64');
  const facts: BuildFacts = { serviceAddress, root, builtAt: now };
  await write(join(dir, FACTS), `${JSON.stringify(facts, undefined, 2)}\n`);
  for (const [path, bytes] of await buildSeed({ key: keys.ruleset, policy, now })) {
    await write(join(dir, SEED, path), bytes);
  }
}

/** Throws where they are not there, or are none. */
export async function readInputs(dir: string): Promise<ReleaseInputs> {
  const facts = v.parse(FactsSchema, JSON.parse(await readFile(join(dir, FACTS), 'utf8')));
  return { facts, seed: await filesIn(join(dir, SEED)) };
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
