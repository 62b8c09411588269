import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAIN, objectsOf, run } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-cli-'));
  writeFileSync(
    join(dir, 'list.txt'),
    'bad.test\nhttp://www.facebook.com/bad\nwww.ccb.com\nco.uk\nbad.test\n',
  );
  writeFileSync(join(dir, 'empty.txt'), '');
  writeFileSync(join(dir, 'page.html'), '<!doctype html><title>x</title>');
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

async function compile(...more: readonly string[]) {
  await run(['keygen', '--out', 'key.json'], { cwd: dir });
  const args = ['compile', '--list', 'mine=list.txt@fraud@urls', '--no-seed', '--out', 'out'];
  return run([...args, '--key', 'key.json', ...more], { cwd: dir });
}

describe('keygen', () => {
  test('makes a key that only its owner reads, and never writes over one', async () => {
    const first = await run(['keygen', '--out', 'key.json', '--json'], { cwd: dir });
    expect(first.code).toBe(0);
    const key = JSON.parse(readFileSync(join(dir, 'key.json'), 'utf8')) as Record<string, string>;
    expect(objectsOf(first)).toEqual([{ keyId: key.keyId, publicKey: key.publicKey }]);
    expect(first.out).not.toContain(key.privateKey);
    expect(statSync(join(dir, 'key.json')).mode & 0o077).toBe(0);
    const second = await run(['keygen', '--out', 'key.json'], { cwd: dir });
    expect(second).toMatchObject({ code: 2, err: 'error: key.json: is there already\n' });
    expect(JSON.parse(readFileSync(join(dir, 'key.json'), 'utf8'))).toEqual(key);
  });
});

describe('compile', () => {
  test('reports what went in, what waits for review and what was refused', async () => {
    const { code, out, err } = await compile();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      'list mine: 4 entries, 2 rules, 1 duplicates, 1 to review, 1 lines refused',
    );
    expect(out).toContain('review mine: www.ccb.com/');
    expect(out).toContain('refused mine: line 4: host: a public suffix');
  });

  test('prints manifest and report as JSON', async () => {
    const [object] = objectsOf(await compile('--json'));
    expect(object).toMatchObject({
      manifest: { policyId: 'everyday', ruleCount: 2 },
      report: { perList: [{ list: 'mine', rules: 2 }], refused: [{ line: 4, text: 'co.uk' }] },
    });
  });

  test('makes its own key in the data folder when none is named', async () => {
    const args = ['compile', '--no-seed', '--out', 'out'];
    expect(await run(args, { cwd: dir })).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(join(dir, 'data'))).toEqual(['signing-key.json']);
  });

  test.each([
    [['--list', 'mine'], 'expected NAME=FILE_OR_URL'],
    [['--list', 'mine=gone.txt'], 'list mine: gone.txt: no such file'],
    [
      ['--list', 'mine=list.txt@fraud@link-guard'],
      'list mine: list.txt: list mine: document: not JSON',
    ],
    [['--list', 'a=list.txt', '--list', 'a=list.txt'], 'the list a is named twice'],
    [['--key', 'list.txt'], 'list.txt: not JSON'],
    [['--list', 'mine=empty.txt'], 'list mine: empty.txt: holds no entry at all'],
    [['--list', 'mine=page.html'], 'list mine: page.html: begins like a web page'],
    [['--key', 'list.txt/key.json'], 'ENOTDIR'],
    [['--out', 'list.txt'], 'list.txt'],
  ])('refuses %j as bad input and writes nothing', async (args, words) => {
    await run(['keygen', '--out', 'key.json'], { cwd: dir });
    const all = ['compile', '--no-seed', '--out', 'out', '--key', 'key.json', ...args];
    const { code, out, err } = await run(all, { cwd: dir });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
    expect(readdirSync(dir)).not.toContain('out');
  });
});

describe('explain --ruleset', () => {
  test('answers from a published ruleset, and knows when it is stale', async () => {
    await compile('--policy', 'wechat-2021');
    const args = ['explain', '--ruleset', 'out', '--key', 'key.json', '--context', 'direct'];
    const urls = ['http://bad.test/', 'http://www.facebook.com/bad', 'http://fine.test/'];
    const kinds = async (...more: readonly string[]) =>
      objectsOf(await run([...args, ...more, ...urls], { cwd: dir })).map(({ verdict }) => verdict);
    expect(await kinds()).toMatchObject([
      { kind: 'harmful', match: { list: 'mine', violation: 'fraud' }, source: { via: 'ruleset' } },
      { kind: 'harmful', match: { expression: 'www.facebook.com/bad' } },
      { kind: 'unlisted' },
    ]);
    expect(await kinds('--now', '2100-01-01')).toMatchObject([
      { kind: 'harmful' },
      { kind: 'harmful' },
      { kind: 'unknown', cause: 'stale-ruleset' },
    ]);
  });

  test('refuses a ruleset that was changed', async () => {
    await compile();
    await run(['keygen', '--out', 'other.json'], { cwd: dir });
    const args = ['explain', '--ruleset', 'out', '--key', 'other.json', 'http://bad.test/'];
    expect(await run(args, { cwd: dir })).toMatchObject({
      code: 1,
      out: '',
      err: 'error: manifest: not signed by any key that is known here\n',
    });
  });
});

describe('verify', () => {
  const verify = (...more: readonly string[]) =>
    run(['verify', 'out', '--key', 'key.json', ...more], { cwd: dir });

  test('says version, expiry and parts', async () => {
    await compile();
    const { code, out } = await verify();
    expect(code).toBe(0);
    expect(out).toMatch(/^version \d+, 2 rules, policy everyday\nissued .*, expires .*\n/);
    for (const name of ['rules', 'remainders', 'policy', 'grades']) {
      expect(out).toMatch(new RegExp(`^part ${name}: \\d+ bytes, [0-9a-f]{64}$`, 'm'));
    }
  });

  test('fails on an expired ruleset', async () => {
    await compile();
    expect(await verify('--now', '2100-01-01')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error: ruleset \d+: expired/),
    });
  });

  test('fails on a damaged part, and says which', async () => {
    const [object] = objectsOf(await compile('--json'));
    const { manifest } = object as { manifest: { parts: { policy: { sha256: string } } } };
    writeFileSync(join(dir, 'out', 'parts', manifest.parts.policy.sha256), '{}');
    expect(await verify()).toMatchObject({ code: 1, err: expect.stringContaining('part policy') });
  });

  test('fails on a manifest whose signature does not fit', async () => {
    await compile();
    const path = join(dir, 'out', 'manifest.json');
    const envelope = JSON.parse(readFileSync(path, 'utf8')) as { payload: string };
    const text = atob(envelope.payload).replace('"ruleCount":2', '"ruleCount":9');
    writeFileSync(path, JSON.stringify({ ...envelope, payload: btoa(text) }));
    expect(await verify()).toMatchObject({
      code: 1,
      err: 'error: manifest: its signature does not fit its content\n',
    });
  });

  test('tells an empty folder from a bad ruleset', async () => {
    await run(['keygen', '--out', 'key.json'], { cwd: dir });
    expect(await verify()).toMatchObject({
      code: 2,
      err: expect.stringContaining('no ruleset was published there'),
    });
  });
});

describe('serve', () => {
  test('publishes, serves what it published, and ends when told to', async () => {
    const args = ['serve', '--port', '0', '--data', 'data', '--list', 'mine=list.txt@malware'];
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: dir });
    let out = '';
    child.stdout.setEncoding('utf8');
    while (!/policy service at \S+\n/.test(out)) {
      const [text] = (await once(child.stdout, 'data')) as [string];
      out += text;
    }
    const address = /policy service at (\S+)/.exec(out)?.[1] ?? '';
    const response = await fetch(`${address}/v1/ruleset/manifest.json`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(
      readFileSync(join(dir, 'data', 'ruleset', 'manifest.json'), 'utf8'),
    );
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    const verified = await run(['verify', 'data/ruleset', '--key', 'data/signing-key.json'], {
      cwd: dir,
    });
    expect(verified.code).toBe(0);
  });

  test('says what is wrong when it cannot start', async () => {
    const args = ['serve', '--port', '70000'];
    expect(await run(args, { cwd: dir })).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected a port from 0 to 65535'),
    });
  });
});

describe('link-guard', () => {
  test('says its version and its exit codes', async () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    expect(await run(['--version'])).toMatchObject({ code: 0, out: `${version}\n` });
    const help = await run(['--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain('Exit codes: 0 done; 1 refused, or a check failed; 2 bad input.');
  });

  test('refuses a command that there is not', async () => {
    expect(await run(['explode'])).toMatchObject({ code: 2, out: '' });
  });
});
