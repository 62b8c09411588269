/**
 * Builds the extension for both browsers: the newest root of the data folder and the service's
 * address are baked in, and a seed ruleset that it vouches for is packed with it.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { build } from 'vite';
import { readPolicy } from '../src/cli/options.ts';
import type { Policy, SigningKey } from '../src/policy/index.ts';
import { buildSeed, ensureKeys, type Keys } from '../src/service/publish/index.ts';
import { type BundleSizes, bundleSizes } from './bundle-size.ts';
import { joinBackground } from './join-background.ts';
import { packLaterScripts } from './pack-later-scripts.ts';
import { packSuffixes } from './pack-suffixes.ts';
import { DEFAULT_SERVICE_ADDRESS, pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';

export const BUILDS = ['chrome', 'firefox'] as const;
export type BuildName = (typeof BUILDS)[number];

export interface BuildOptions {
  readonly browsers: readonly BuildName[];
  /** Holds the keys and the root; they are made when there are none. */
  readonly dataDir: string;
  readonly serviceAddress: string;
  readonly policy: Policy;
  /** Gets one folder for each browser. */
  readonly outDir: string;
}

export interface BuiltExtension {
  readonly browser: BuildName;
  readonly dir: string;
  readonly sizes: BundleSizes;
  /** Milliseconds. */
  readonly took: number;
}

export async function buildExtensions(options: BuildOptions): Promise<readonly BuiltExtension[]> {
  const keys = await ensureKeys(options.dataDir);
  setBuildFacts(options.serviceAddress, keys);
  const built: BuiltExtension[] = [];
  for (const browser of options.browsers) {
    const started = Date.now();
    const dir = join(options.outDir, browser);
    await build({
      root: pathInProject('.'),
      mode: browser,
      logLevel: 'warn',
      build: { outDir: dir },
    });
    await joinBackground(dir);
    await packSuffixes(dir);
    await packLaterScripts(dir);
    await packSeed(dir, { key: keys.ruleset, policy: options.policy, now: Date.now() });
    built.push({ browser, dir, sizes: await bundleSizes(dir), took: Date.now() - started });
  }
  return built;
}

/** What `vite.config.ts` bakes into every build of this process. */
export function setBuildFacts(serviceAddress: string, { anchor }: Keys): void {
  process.env.LINK_GUARD_BUILD = JSON.stringify({
    serviceAddress,
    root: Buffer.from(anchor).toString('base64'),
    builtAt: Date.now(),
  });
}

/** Puts a seed ruleset into a built extension, in the place of the one that is there. */
export async function packSeed(
  extensionDir: string,
  facts: { readonly key: SigningKey; readonly policy: Policy; readonly now: number },
): Promise<void> {
  const dir = join(extensionDir, 'ruleset');
  await rm(dir, { recursive: true, force: true });
  for (const [path, bytes] of await buildSeed(facts)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), bytes);
  }
}

export function describeBuild({ browser, dir, sizes, took }: BuiltExtension): string {
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  return `${browser}: ${dir} in ${(took / 1000).toFixed(1)} s; gzipped: content script ${kilobytes(sizes.contentScript)}, background ${kilobytes(sizes.background)}, popup ${kilobytes(sizes.popup)}, options ${kilobytes(sizes.options)}`;
}

if (import.meta.main) {
  await runScript(
    new Command('build')
      .option('--data <dir>', 'folder that holds the keys', pathInProject('data'))
      .option('--service <url>', 'address of the policy service', DEFAULT_SERVICE_ADDRESS)
      .option('--policy <name|file>', 'policy of the packed ruleset', 'everyday')
      .action(async ({ data, service, policy }) => {
        const built = await buildExtensions({
          browsers: BUILDS,
          dataDir: data,
          serviceAddress: service.replace(/\/+$/, ''),
          policy: await readPolicy(policy),
          outDir: pathInProject('dist'),
        });
        for (const one of built) say(describeBuild(one));
      }),
  );
}
