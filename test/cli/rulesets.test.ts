import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAIN, objectsOf, run, runApart } from './run.ts';

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

function compile(...more: readonly string[]) {
  const args = ['compile', '--list', 'mine=list.txt@fraud@urls', '--no-seed', '--out', 'out'];
  return run([...args, ...more], { cwd: dir });
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
  test('of some zones makes a ruleset that is silent on all others, not quiet about them', async () => {
    expect(await compile('--zone', 'test')).toMatchObject({ code: 0, err: '' });
    const addresses = ['http://bad.test/', 'http://good.test/', 'http://elsewhere.example/'];
    const asked = await run(['explain', '--ruleset', 'out', ...addresses], { cwd: dir });
    const verdicts = objectsOf(asked).map(({ verdict }) => verdict);
    expect(verdicts).toMatchObject([
      { kind: 'harmful' },
      { kind: 'unlisted' },
      { kind: 'unknown', cause: 'outside-coverage' },
    ]);
    expect(await compile('--zone', '*.Test')).toMatchObject({ code: 2, out: '' });
  });

  test('reports what went in, what waits for review and what was refused', async () => {
    const { code, out, err } = await compile();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      'list mine: 4 entries, 2 rules, 1 duplicates, 1 to review, 0 dropped, 1 lines refused',
    );
    expect(out).toContain('review mine: www.ccb.com/');
    expect(out).toContain('refused mine: line 4: host: a public suffix');
  });

  test('says whose listing another list lifts', async () => {
    writeFileSync(join(dir, 'allowing.txt'), '[Adblock Plus]\n||worse.test^\n@@||bad.test^\n');
    const { out } = await compile('--list', 'other=allowing.txt', '--allowing', 'other');
    expect(out).toContain('\nconflict: bad.test/: listed by mine, allowed by other\n');
    const barred = await compile('--list', 'other=allowing.txt');
    expect(barred.out).toContain('refused other: line 3: allows: this list may only list\n');
    expect(barred.out).not.toContain('conflict');
    expect(barred.out).toContain('list other: 1 entries, 1 rules');
  });

  test('prints manifest and report as JSON', async () => {
    const [object] = objectsOf(await compile('--json'));
    expect(object).toMatchObject({
      manifest: { policyId: 'everyday', ruleCount: 2 },
      report: { perList: [{ list: 'mine', rules: 2 }], refused: [{ line: 4, text: 'co.uk' }] },
    });
  });

  test('makes its own keys and their root when none is named', async () => {
    const args = ['compile', '--no-seed', '--out', 'out'];
    expect(await run(args, { cwd: dir })).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(join(dir, 'data'))).toEqual(['keys']);
    expect(readdirSync(join(dir, 'out', 'roots'))).toEqual(['1.json']);
  });

  test('refuses to publish less than half of the rules, unless told that it is meant', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `host-${index}.test`);
    writeFileSync(join(dir, 'list.txt'), many.join('\n'));
    await compile();
    writeFileSync(join(dir, 'list.txt'), many.slice(0, 20).join('\n'));
    expect(await compile()).toMatchObject({
      code: 1,
      err: 'error: rules: 20 after 300: less than half, and it was not said that this is meant\n',
    });
    expect(await compile('--allow-shrink')).toMatchObject({ code: 0 });
  });

  test('writes what people have to decide, and takes what they decided', async () => {
    await compile('--review', 'review.ndjson');
    const item = JSON.parse(readFileSync(join(dir, 'review.ndjson'), 'utf8')) as object;
    expect(item).toMatchObject({ expression: 'www.ccb.com/', list: 'mine' });
    const decided = { ...item, decision: 'drop', by: 'somebody', why: 'a bank' };
    writeFileSync(join(dir, 'decided.ndjson'), JSON.stringify(decided));
    const { out } = await compile('--reviewed', 'decided.ndjson');
    expect(out).toContain('0 to review');
    writeFileSync(join(dir, 'decided.ndjson'), '{}');
    expect(await compile('--reviewed', 'decided.ndjson')).toMatchObject({ code: 2 });
  });

  test.each([
    [['--list', 'mine'], 'expected NAME=FILE_OR_URL'],
    [['--list', 'mine=gone.txt'], 'list mine: gone.txt: no such file'],
    [['--list', 'mine=list.txt@fraud@link-guard'], 'list mine: list.txt: document: not JSON'],
    [['--list', 'a=list.txt', '--list', 'a=list.txt'], 'the list a is named twice'],
    [['--allowing', 'mine'], '--allowing mine: no list of this name'],
    [['--key', 'list.txt'], 'list.txt: not JSON'],
    [['--key', 'key.json', '--out', 'elsewhere'], 'holds no root'],
    [['--days', '0'], 'expected a number of days'],
    [['--list', 'mine=empty.txt'], 'list mine: empty.txt: holds no entry at all'],
    [['--list', 'mine=page.html'], 'list mine: page.html: begins like a web page'],
    [['--key', 'list.txt/key.json'], 'list.txt/key.json: cannot be read'],
    [['--out', 'list.txt'], 'list.txt'],
  ])('refuses %j as bad input and writes nothing', async (args, words) => {
    await run(['keygen', '--out', 'key.json'], { cwd: dir });
    const all = ['compile', '--no-seed', '--out', 'out', ...args];
    const { code, out, err } = await run(all, { cwd: dir });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
    expect(existsSync(join(dir, 'out', 'manifest.json'))).toBe(false);
  });
});

describe('explain --ruleset', () => {
  test('answers from a published ruleset, and knows when it is stale', async () => {
    await compile('--policy', 'wechat-2021');
    const args = ['explain', '--ruleset', 'out', '--context', 'direct'];
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

  test('refuses a ruleset that the root does not vouch for', async () => {
    await compile();
    rmSync(join(dir, 'data'), { recursive: true });
    await run(['compile', '--no-seed', '--out', 'other'], { cwd: dir });
    const args = [
      'explain',
      '--ruleset',
      'out',
      '--root',
      'other/roots/1.json',
      'http://bad.test/',
    ];
    expect(await runApart(args, { cwd: dir })).toMatchObject({
      code: 1,
      out: '',
      err: 'error: manifest: not signed by any key that is known here\n',
    });
  });
});

describe('serve', () => {
  test('publishes, serves what it published, and ends when told to', async () => {
    const decision = { expression: 'co.test/', decision: 'drop', by: 'Ada', why: 'seen' };
    writeFileSync(join(dir, 'decided.ndjson'), JSON.stringify(decision));
    writeFileSync(join(dir, 'good.txt'), '@@||bad.test^\n');
    const args = [
      ...['serve', '--port', '0', '--data', 'data', '--list', 'mine=list.txt@malware'],
      ...['--list', 'good=good.txt', '--allowing', 'good'],
      ...['--review', 'review.ndjson', '--reviewed', 'decided.ndjson'],
    ];
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: dir });
    let out = '';
    child.stdout.setEncoding('utf8');
    while (!/policy service at \S+\n/.test(out)) {
      const [text] = (await once(child.stdout, 'data')) as [string];
      out += text;
    }
    expect(out).toContain(
      '\nlist mine: 4 entries, 2 rules, 1 duplicates, 1 to review, 0 dropped, 1',
    );
    expect(out).toContain('\nconflict: bad.test/: listed by mine, allowed by good\n');
    expect(readFileSync(join(dir, 'review.ndjson'), 'utf8')).toContain('"www.ccb.com/"');
    const address = /policy service at (\S+)/.exec(out)?.[1] ?? '';
    const response = await fetch(`${address}/v1/ruleset/manifest.json`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(
      readFileSync(join(dir, 'data', 'ruleset', 'manifest.json'), 'utf8'),
    );
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(await run(['verify', 'data/ruleset'], { cwd: dir })).toMatchObject({
      ...{ code: 0, err: '' },
      out: expect.stringMatching(/^hosts in plain: \d+ blocked, \d+ cleared$/m),
    });
  });

  test('says what is wrong when it cannot start', async () => {
    const args = ['serve', '--port', '70000'];
    expect(await runApart(args, { cwd: dir })).toMatchObject({
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
    const help = await runApart(['--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain('Exit codes: 0 done; 1 refused, or a check failed; 2 bad input.');
  });

  test('refuses a command that there is not', async () => {
    expect(await run(['explode'])).toMatchObject({ code: 2, out: '' });
  });
});
