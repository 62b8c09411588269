import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { objectsOf, run } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let dir: string;

/** Compiles 100 hosts, and then a version that lacks one of them and has another one. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-inspect-'));
  const hosts = Array.from({ length: 100 }, (_, index) => `host-${index}.test`);
  await compile(hosts);
  cpSync(join(dir, 'out'), join(dir, 'former'), { recursive: true });
  await compile([...hosts.slice(1), 'new.test']);
});

afterAll(() => {
  rmSync(dir, { recursive: true });
});

async function compile(hosts: readonly string[]): Promise<void> {
  writeFileSync(join(dir, 'list.txt'), `${hosts.join('\n')}\n`);
  const list = ['--list', 'mine=list.txt@fraud@urls'];
  const { code, err } = await run(['compile', ...list, '--no-seed', '--out', 'out'], { cwd: dir });
  expect({ code, err }).toEqual({ code: 0, err: '' });
}

async function inspect(...args: readonly string[]): Promise<Record<string, unknown>[]> {
  return objectsOf(await run(['inspect', '--json', ...args], { cwd: dir }));
}

describe('inspect', () => {
  test('describes every document of a folder, its rules and its deltas', async () => {
    const files = await inspect('out');
    expect(files.map(({ kind }) => kind)).toEqual([
      ...['root', 'manifest', 'rules', 'hosts', 'hosts', 'delta', 'log'],
    ]);
    const [, manifest, rules, hosts, freshHosts, delta, log] = files;
    expect(hosts).toMatchObject({ base: null, blocked: { added: 100, gone: 0 } });
    expect(hosts?.bytesPerHost).toBe(Number(hosts?.size) / 100);
    expect(freshHosts).toMatchObject({
      base: String(hosts?.file).slice('parts/'.length),
      blocked: { added: 1, gone: 1 },
      cleared: { added: 0, gone: 0 },
    });
    expect(manifest).toMatchObject({ file: 'manifest.json', document: { ruleCount: 100 } });
    expect(log).toMatchObject({ versions: 2 });
    expect(delta).toMatchObject({ to: String(rules?.file).slice('parts/'.length) });
    expect(rules).toMatchObject({
      ruleCount: 100,
      zones: null,
      segments: [
        { name: 'base', ruleCount: 99, hasHashed: false },
        { name: 'fresh', ruleCount: 1, kinds: [{ violation: 'fraud', severity: 'severe' }] },
      ],
    });
  });

  test('says the same in words, and what has expired', async () => {
    const { code, out } = await run(['inspect', 'out', '--now', '2099-01-01'], { cwd: dir });
    expect(code).toBe(0);
    expect(out).toContain('roots/1.json: root 1, signed by ');
    expect(out).toMatch(/^ {2}issued \S+, expired /m);
    expect(out).toContain('  list mine: 100 rules, without a date');
    expect(out).toMatch(/: 100 rules in \d+ bytes, \d+\.\d\d a rule\n {2}covers every address\n/);
    expect(out).toMatch(/^ {2}base: 99 rules, key [0-9a-f]{32}$/m);
    expect(out).toContain('    listed, fraud, severe, list mine: 99 rules');
    expect(out).toMatch(/: hosts in plain, \d+ bytes, \d+\.\d\d an added one\n {2}a base\n/);
    expect(out).toMatch(/^ {2}since the base [0-9a-f]{64}\n {2}blocked: 1 added, 1 gone$/m);
    expect(out).toMatch(/: delta of \d+ bytes\n {2}from [0-9a-f]{64}\n {2}to [0-9a-f]{64}\n/);
    expect(out).toMatch(/^log\.ndjson: log of 2 versions, /m);
  });

  test('describes a single file', async () => {
    const [found] = await inspect('out/manifest.json');
    expect(found).toMatchObject({ file: 'out/manifest.json', kind: 'manifest' });
  });

  test('says which parts are missing', async () => {
    cpSync(join(dir, 'out'), join(dir, 'torn'), { recursive: true });
    rmSync(join(dir, 'torn', 'parts'), { recursive: true });
    const files = await inspect('torn');
    expect(files.filter(({ kind }) => kind === 'missing')).toHaveLength(8);
  });

  test('refuses what is no file of a ruleset, and damaged ones', async () => {
    const [, , rules] = await inspect('out');
    const bytes = readFileSync(join(dir, 'out', String(rules?.file)));
    writeFileSync(join(dir, 'cut'), bytes.subarray(0, -1));
    expect(await run(['inspect', 'cut'], { cwd: dir })).toMatchObject({
      code: 2,
      err: expect.stringContaining('error: cut: rules: '),
    });
    expect(await run(['inspect', 'list.txt'], { cwd: dir })).toMatchObject({
      code: 2,
      err: 'error: list.txt: not a file of a ruleset\n',
    });
  });
});

describe('diff', () => {
  test('names the rules that came and went', async () => {
    const [diff] = objectsOf(await run(['diff', 'former', 'out', '--json'], { cwd: dir }));
    expect(diff).toMatchObject({
      before: 100,
      after: 100,
      kinds: [{ list: 'mine', added: [expect.any(String)], removed: [expect.any(String)] }],
      hosts: [
        { list: 'blocked', before: 100, after: 100, added: 1, removed: 1 },
        { list: 'cleared', before: 0, after: 0, added: 0, removed: 0 },
      ],
    });
  });

  test('says the same in words, with the size of the delta', async () => {
    const { code, out } = await run(['diff', 'former', 'out'], { cwd: dir });
    expect(code).toBe(0);
    expect(out).toContain('list mine, listed, fraud, severe: 1 added, 1 removed');
    expect(out).toMatch(/^\+ [0-9a-f]{64}$/m);
    expect(out).toMatch(/^- [0-9a-f]{64}$/m);
    expect(out).toContain('hosts blocked: 1 added, 1 removed, 100 before, 100 after');
    expect(out).toMatch(/^delta: \d+ bytes; whole: \d+ bytes$/m);
  });

  test('counts where only the rules are there', async () => {
    const [, , rules] = await inspect('former');
    const { out } = await run(['diff', `former/${rules?.file}`, 'out'], { cwd: dir });
    expect(out).toContain('100 rules before, 100 after, 0 kinds changed');
    expect(out).not.toContain('hosts');
  });

  test('refuses what is no ruleset', async () => {
    expect(await run(['diff', 'list.txt', 'out'], { cwd: dir })).toMatchObject({
      code: 2,
      err: expect.stringContaining('error: list.txt: '),
    });
    expect((await run(['diff', 'out', 'nowhere'], { cwd: dir })).code).toBe(2);
  });
});
