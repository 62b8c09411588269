#!/usr/bin/env node
/**
 * The command line for `npx link-guard`. In a checkout it runs from the sources, on the Node that
 * the project pins, whatever runs this; in the package from what was bundled, on the Node that runs
 * this.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LEAST_NODE = 24;

const sources = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

if (existsSync(sources)) {
  const node = join(
    dirname(createRequire(import.meta.url).resolve('node/package.json')),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const { status } = spawnSync(node, [sources, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
  process.stderr.write(
    `error: Node ${LEAST_NODE} is needed, and this is ${process.versions.node}\n`,
  );
  process.exitCode = 1;
} else {
  await import('../dist/cli/main.js');
}
