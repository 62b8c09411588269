/** A release is the same bytes, whoever builds it, wherever, and however often. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare } from '../../scripts/release/compare.ts';
import { makeInputs } from '../../scripts/release/inputs.ts';
import { unzip } from '../../scripts/release/zip.ts';
import { packagedPolicy } from '../../src/policy/index.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { testGround } from '../support/test-ground.ts';
import { ROOT } from '../support/tree.ts';

let folder: TemporaryFolder;
let inputs: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder('release');
  inputs = join(folder.path, 'inputs');
  await makeInputs(inputs, {
    dataDir: testGround().keyDir,
    serviceAddress: 'https://service.example',
    policy: packagedPolicy('everyday'),
    now: Date.now() - 60_000,
  });
});
afterAll(() => folder?.remove());

/** By the script itself, of whatever state the project is in. */
function packIn(out: string): string {
  const args = ['--inputs', inputs, '--out', out, '--dirty'];
  execFileSync(process.execPath, ['scripts/release/package.ts', ...args], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  return readFileSync(join(out, 'SHA256SUMS'), 'utf8');
}

/** The source archive, unpacked in another folder with the same dependencies, committed and tagged. */
function tagSource(out: string): string {
  const root = join(folder.path, 'elsewhere', 'deeper');
  const name = readdirSync(out).find((one) => one.endsWith('-source.zip')) ?? '';
  for (const [path, bytes] of unzip(readFileSync(join(out, name)))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  execFileSync('git', ['init', '-q'], { cwd: root });
  execFileSync('git', ['add', '--all', '--', ':!release', ':!node_modules'], { cwd: root });
  const who = ['-c', 'user.name=release', '-c', 'user.email=release@release.example'];
  execFileSync('git', [...who, 'commit', '-q', '-m', 'source'], { cwd: root });
  execFileSync('git', ['tag', 'v1'], { cwd: root });
  return root;
}

test('two builds, and one from the tagged source in another folder, are the same', () => {
  const out = join(folder.path, 'one');
  const first = packIn(out);
  expect(first.trim().split('\n')).toHaveLength(4);
  expect(packIn(join(folder.path, 'two'))).toBe(first);
  const name = readdirSync(out).find((one) => one.endsWith('.xpi')) ?? '';
  const args = ['--tag', 'v1', '--inputs', inputs, '--sums', join(out, 'SHA256SUMS')];
  const told = execFileSync(
    process.execPath,
    ['scripts/release/compare.ts', join(out, name), ...args],
    { cwd: tagSource(out), encoding: 'utf8' },
  );
  expect(told).toContain('the same');
}, 300_000);

test('a package that was changed is found, and what a store adds is not', () => {
  const out = join(folder.path, 'one');
  const name = readdirSync(out).find((one) => one.endsWith('.xpi')) ?? '';
  const built = unzip(readFileSync(join(out, name)));
  const signed = new Map([...built, ['META-INF/mozilla.rsa', Buffer.from('signature')]]);
  expect(compare(signed, built)).toEqual([]);
  const poisoned = new Map([...built, ['suffixes.bin', Buffer.from('other')]]);
  expect(compare(poisoned, built)).toEqual([{ path: 'suffixes.bin', what: 'different' }]);
});
