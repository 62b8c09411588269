/**
 * Packs a release: Chrome and Edge zip, Firefox xpi, source archive, bill of materials, check-sums.
 * The same source, lockfile and inputs give the same bytes, whoever builds, wherever.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { build } from 'vite';
import { readPolicy } from '../../src/cli/options.ts';
import { BUILDS } from '../build.ts';
import { joinBackground } from '../join-background.ts';
import { packLaterScripts } from '../pack-later-scripts.ts';
import { packSuffixes } from '../pack-suffixes.ts';
import { DEFAULT_SERVICE_ADDRESS, pathInProject, VERSION } from '../project.ts';
import { runScript } from '../run-script.ts';
import { say } from '../say.ts';
import { refuseUntold } from './asked.ts';
import { filesIn } from './files-in.ts';
import { makeInputs, type ReleaseInputs, readInputs } from './inputs.ts';
import { refuseDirty } from './refuse-dirty.ts';
import { billOfMaterials } from './sbom.ts';
import { type Files, zip } from './zip.ts';

const EXTENSION = { chrome: 'zip', firefox: 'xpi' } as const;

/** Gives the names of what was written, with the SHA-256 of each. */
export async function packRelease(
  inputsDir: string,
  outDir: string,
): Promise<ReadonlyMap<string, string>> {
  const inputs = await readInputs(inputsDir);
  const written = new Map<string, string>();
  await mkdir(outDir, { recursive: true });
  const put = async (name: string, bytes: Uint8Array) => {
    await writeFile(join(outDir, name), bytes);
    written.set(name, createHash('sha256').update(bytes).digest('hex'));
  };
  for (const browser of BUILDS) {
    const files = await buildFor(browser, inputs, join(outDir, 'unpacked', browser));
    await put(`link-guard-${VERSION}-${browser}.${EXTENSION[browser]}`, zip(files));
  }
  await put(`link-guard-${VERSION}-source.zip`, zip(await sources(inputsDir)));
  const lock = JSON.parse(await readFile(pathInProject('package-lock.json'), 'utf8'));
  const bill = billOfMaterials(lock, inputs.facts.builtAt);
  await put(`link-guard-${VERSION}-sbom.cdx.json`, Buffer.from(bill));
  const sums = [...written].map(([name, sum]) => `${sum}  ${name}\n`).join('');
  await put('SHA256SUMS', Buffer.from(sums));
  return written;
}

async function buildFor(
  browser: (typeof BUILDS)[number],
  { facts, seed }: ReleaseInputs,
  dir: string,
): Promise<Files> {
  await rm(dir, { recursive: true, force: true });
  process.env.LINK_GUARD_BUILD = JSON.stringify(facts);
  await build({
    root: pathInProject('.'),
    mode: browser,
    logLevel: 'warn',
    build: { outDir: dir },
  });
  await joinBackground(dir);
  await packSuffixes(dir);
  await packLaterScripts(dir);
  const manifest = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8'));
  await refuseUntold(browser, manifest, facts.serviceAddress);
  const built = [...(await filesIn(dir))].filter(([path]) => !path.startsWith('.vite/'));
  return new Map([
    ...built,
    ...[...seed].map(([path, bytes]) => [`ruleset/${path}`, bytes] as const),
  ]);
}

/** Everything that a reviewer needs to build the same: what is under version control, and the inputs. */
async function sources(inputsDir: string): Promise<Files> {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: pathInProject('.') })
    .toString()
    .split('\0')
    .filter((path) => path !== '' && existsSync(pathInProject(path)));
  const own = await Promise.all(
    listed.map(async (path) => [path, await readFile(pathInProject(path))] as const),
  );
  const inputs = [...(await filesIn(inputsDir))].map(
    ([path, bytes]) => [`release/${path}`, bytes] as const,
  );
  return new Map([...own, ...inputs]);
}

interface PackageOptions {
  readonly inputs: string;
  readonly out: string;
  readonly data: string;
  readonly service: string;
  readonly policy: string;
  readonly dirty?: true;
}

if (import.meta.main) {
  await runScript(
    new Command('package')
      .option('--inputs <dir>', 'made once with the keys, and then kept', pathInProject('release'))
      .option('--out <dir>', 'folder to write to', pathInProject('dist/release'))
      .option(
        '--data <dir>',
        'folder with the keys, where there are no inputs yet',
        pathInProject('data'),
      )
      .option(
        '--service <url>',
        'address of the policy service, for new inputs',
        DEFAULT_SERVICE_ADDRESS,
      )
      .option('--policy <name|file>', 'policy of the packed ruleset, for new inputs', 'everyday')
      .option('--dirty', 'also from what is not committed: for trying')
      .action(async ({ inputs, out, data, service, policy, dirty }: PackageOptions) => {
        if (!dirty) refuseDirty(pathInProject('.'), inputs);
        if (!existsSync(join(inputs, 'facts.json'))) {
          await makeInputs(inputs, {
            dataDir: data,
            serviceAddress: service.replace(/\/+$/, ''),
            policy: await readPolicy(policy),
            now: Date.now(),
          });
          say(`inputs of the release: ${inputs}`);
        }
        for (const [name, sum] of await packRelease(inputs, out)) say(`${sum}  ${name}`);
      }),
  );
}
