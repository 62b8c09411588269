/**
 * Hot reload: Vite keeps dist/chrome up to date for somebody who has loaded it unpacked, beside a
 * running policy service and the demo chat.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { createServer, type Plugin } from 'vite';
import { parseListOption, parsePort, readPolicy } from '../src/cli/options.ts';
import { ensureKeys, type ListSource } from '../src/service/publish/index.ts';
import { packSeed, setBuildFacts } from './build.ts';
import { interrupted } from './interrupted.ts';
import { startLocalService } from './local-service.ts';
import { packLaterScripts } from './pack-later-scripts.ts';
import { packSuffixes } from './pack-suffixes.ts';
import { freePort } from './ports.ts';
import { pathInProject, SERVICE_PORT } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';

interface DevOptions {
  readonly policy: string;
  readonly port: number;
  readonly data: string;
  readonly list?: readonly ListSource[];
}

const OUT = pathInProject('dist/chrome');
const VITE_PORT = 5173;

async function dev(options: DevOptions): Promise<void> {
  const dataDir = resolve(options.data);
  const port = await freePort(options.port);
  const policy = await readPolicy(options.policy);
  const keys = await ensureKeys(dataDir);
  // The packed seed must be older than what the service publishes, or updates look like rollbacks.
  const seedTime = Date.now();
  setBuildFacts(`http://127.0.0.1:${port}`, keys);
  const local = await startLocalService({ dataDir, port, policy, lists: options.list ?? [] });
  const vitePort = await freePort(VITE_PORT);
  await rm(OUT, { recursive: true, force: true });
  const vite = await createServer({
    root: pathInProject('.'),
    mode: 'chrome',
    plugins: [allowReloading()],
    server: {
      host: 'localhost',
      port: vitePort,
      strictPort: true,
      // The pages of the extension have no port of their own to guess from.
      hmr: { host: 'localhost', port: vitePort },
    },
  });
  try {
    const stopped = interrupted();
    await vite.listen();
    await written(join(OUT, 'manifest.json'));
    await packSuffixes(OUT);
    await packLaterScripts(OUT);
    await packSeed(OUT, { key: keys.ruleset, policy, now: seedTime });
    say(`Load it once: chrome://extensions → Developer mode → Load unpacked → ${OUT}`);
    say('It reloads itself when a source file changes, as long as this runs.');
    say(`Policy service: ${local.service.address}`);
    say(`Demo chat: ${local.demo.address}/`);
    say('Press Ctrl-C to end.');
    await stopped;
  } finally {
    await vite.close();
    await local.close();
  }
}

interface WithPolicy {
  readonly content_security_policy?: { readonly extension_pages?: string };
}

/** The reloading client speaks over a web socket, which the released package does not allow. */
function allowReloading(): Plugin {
  const plugin = {
    name: 'link-guard:allow-reloading',
    transformCrxManifest<T extends WithPolicy>(manifest: T): T {
      const released = manifest.content_security_policy?.extension_pages ?? '';
      return {
        ...manifest,
        content_security_policy: {
          extension_pages: released.replace('connect-src ', 'connect-src ws: '),
        },
      };
    },
  };
  return plugin;
}

async function written(file: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!existsSync(file)) {
    if (Date.now() > deadline) throw new Error(`${file} was not written`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

if (import.meta.main) {
  await runScript(
    new Command('dev')
      .option('--policy <name|file>', 'policy of the published ruleset', 'everyday')
      .option('--port <port>', 'port of the policy service', parsePort, SERVICE_PORT)
      .option('--data <dir>', 'folder for keys, ruleset, database', pathInProject('data'))
      .option('--list <name=file|url[@violation[@format]]>', 'add a list', parseListOption)
      .action(dev),
  );
}
