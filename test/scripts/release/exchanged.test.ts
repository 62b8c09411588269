import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTemporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.ts';

const TARBALL = 'small-1.0.0.tgz';

let folder: TemporaryFolder;
let app: string;

const json = (file: string, value: unknown) => writeFileSync(file, JSON.stringify(value));

/** Each time with a cache of its own: what was fetched once is not read again. */
function npm(...args: readonly string[]) {
  const cache = join(folder.path, `cache-${args.join('-')}-${performance.now()}`);
  const options = ['--offline', '--no-audit', '--no-fund', '--cache', cache];
  return spawnSync('npm', [...args, ...options], { cwd: app, encoding: 'utf8' });
}

beforeAll(async () => {
  folder = await makeTemporaryFolder('exchanged');
  app = join(folder.path, 'app');
  const small = join(folder.path, 'small');
  for (const dir of [app, small]) mkdirSync(dir);
  json(join(small, 'package.json'), { name: 'small', version: '1.0.0' });
  execFileSync('npm', ['pack', '--pack-destination', folder.path], { cwd: small, stdio: 'ignore' });
  const dependencies = { small: `file:../${TARBALL}` };
  json(join(app, 'package.json'), { name: 'app', version: '1.0.0', dependencies });
  expect(npm('install').status).toBe(0);
});
afterAll(() => folder?.remove());

test('`npm ci` takes what the lockfile has a check-sum of, and nothing that has another', () => {
  const install = () => {
    rmSync(join(app, 'node_modules'), { recursive: true, force: true });
    return npm('ci');
  };
  expect(install().status).toBe(0);
  const file = join(folder.path, TARBALL);
  const bytes = readFileSync(file);
  // Of the date in the head: the archive stays one that can be read.
  bytes[4] = (bytes[4] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const { status, stderr } = install();
  expect(status).not.toBe(0);
  expect(stderr).toContain('EINTEGRITY');
});
