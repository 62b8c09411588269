/** The command line as a package: packed, unpacked where packages lie, and run from there. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pkg from '../../package.json' with { type: 'json' };
import { buildCli } from '../../scripts/build-cli.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { ROOT } from '../support/tree.ts';

const SETTINGS = join(ROOT, 'docs/enterprise/example.json');

let folder: TemporaryFolder;
let packed: readonly string[];

beforeAll(async () => {
  await buildCli();
  folder = await makeTemporaryFolder('cli-package');
  // Building the pages here would take them away from tests that serve them.
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder.path];
  const [told] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' })) as {
    filename: string;
    files: { path: string }[];
  }[];
  packed = told?.files.map(({ path }) => path) ?? [];
  mkdirSync(join(folder.path, 'app/node_modules'), { recursive: true });
  const from = join(folder.path, told?.filename ?? '');
  execFileSync('tar', ['-xzf', from, '-C', join(folder.path, 'app/node_modules')]);
  symlinkSync(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'));
}, 60_000);
afterAll(() => folder?.remove());

function run(...args: readonly string[]): string {
  const program = join(folder.path, 'app/node_modules/package/bin/link-guard.js');
  return execFileSync(process.execPath, [program, ...args], {
    cwd: folder.path,
    encoding: 'utf8',
  });
}

describe('the command line as a package', () => {
  test('holds what it runs, and no source', () => {
    expect(packed).toContain('dist/cli/main.js');
    expect(packed.filter((path) => path.endsWith('.ts') || path.startsWith('test/'))).toEqual([]);
  });

  test('checks settings', () => {
    expect(run('policy', 'check', SETTINGS)).toContain('contexts.group: ask (managed)');
    expect(run('--version').trim()).toBe(pkg.version);
  });

  test('explains a link', () => {
    const [line = ''] = run('explain', 'https://news.example/story').split('\n');
    expect(JSON.parse(line)).toMatchObject({ action: 'open' });
  });

  test('publishes in a thread of its own', () => {
    run('publish', '--data', join(folder.path, 'data'));
    const manifest = join(folder.path, 'data/ruleset/manifest.json');
    expect(run('inspect', manifest)).toContain('everyday');
  });
});
