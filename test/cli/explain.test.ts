import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { packagedPolicy } from '../../src/policy/index.ts';
import { MAIN, objectsOf, type Run, run, runApart } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const FIELDS = [
  ...['input', 'canonical', 'hops', 'destination', 'verdict', 'signs', 'provider', 'action'],
  'trace',
];

const TAOBAO = 'https://item.taobao.com/item.htm?id=7&spm=a21bo.1';
const DOUYIN = 'https://v.douyin.com/iAbCdEf/';

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-explain-'));
});

afterAll(() => {
  rmSync(dir, { recursive: true });
});

function file(name: string, content: unknown): string {
  const path = join(dir, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function lines(...questions: readonly unknown[]): string {
  return questions
    .map((question) => `${typeof question === 'string' ? question : JSON.stringify(question)}\n`)
    .join('');
}

async function actions(args: readonly string[], input?: string): Promise<unknown[]> {
  const result = await run(['explain', ...args], input === undefined ? {} : { input });
  expect(result).toMatchObject({ code: 0, err: '' });
  return objectsOf(result).map(({ action }) => action);
}

describe('explain', () => {
  test('prints exactly the public fields, in order, one object a line', async () => {
    const result = await run(['explain', TAOBAO, 'not an address', 'mailto:a@b.test']);
    expect(result).toMatchObject({ code: 0, err: '' });
    const [taobao, nothing, mail] = objectsOf(result);
    for (const one of [taobao, nothing, mail]) expect(Object.keys(one ?? {})).toEqual(FIELDS);
    expect(taobao).toMatchObject({
      input: TAOBAO,
      canonical: TAOBAO,
      destination: 'https://item.taobao.com/item.htm?id=7',
      verdict: { kind: 'clean' },
      provider: {
        id: 'taobao',
        name: { en: 'Taobao', zh: '淘宝' },
        category: 'shopping',
        grade: 'unrated',
      },
      action: 'open',
    });
    expect(nothing).toMatchObject({ canonical: null, destination: null, provider: null });
    expect(nothing).toMatchObject({ verdict: { kind: 'unknown', cause: 'unparsable-url' } });
    expect(mail).toMatchObject({ destination: null, signs: [{ kind: 'non-http-scheme' }] });
  });

  test('knows the seed: what is listed, what is allowed, and one page of a host', async () => {
    const result = await run([
      'explain',
      'https://x.phishing.link-guard.example/login',
      'https://allowed.phishing.link-guard.example/',
      'http://page.link-guard.example/listed.html?from=chat',
      'http://page.link-guard.example/',
    ]);
    const verdicts = objectsOf(result).map(({ verdict }) => (verdict as { kind: string }).kind);
    expect(verdicts).toEqual(['harmful', 'clean', 'harmful', 'unlisted']);
  });

  test('says of a link to a program that it leads to no page', async () => {
    const [link] = objectsOf(await run(['explain', 'weixin://dl']));
    expect(link).toMatchObject({ verdict: { cause: 'unparsable-url' }, action: 'ask' });
    expect((link as { trace: unknown }).trace).toContainEqual(
      expect.objectContaining({
        rule: 'non-http-scheme',
        source: 'sign',
        effect: 'decided',
        detail: { scheme: 'weixin' },
      }),
    );
  });

  test('says nothing clean where lists are off', async () => {
    const [off] = objectsOf(await run(['explain', '--lists', 'off', 'http://plain.test/']));
    expect(off).toMatchObject({ verdict: { kind: 'unknown', cause: 'no-ruleset' }, action: 'ask' });
  });

  test('obeys an administrator', async () => {
    const managed = file('managed.json', { block: ['taobao.com'], contexts: { group: 'block' } });
    const args = ['--managed', managed, '--context'];
    expect(await actions([...args, 'direct', TAOBAO, 'http://plain.test/'])).toEqual([
      'block',
      'open',
    ]);
    expect(await actions([...args, 'group', 'http://plain.test/'])).toEqual(['block']);
  });

  test('takes a policy from a file, whatever mark the file begins with', async () => {
    const everyday = packagedPolicy('everyday');
    const contexts = { ...everyday.contexts, bot: 'block' };
    const text = JSON.stringify({ ...everyday, id: 'strict', contexts });
    const policy = file('strict.json', `\u{feff}${text}`);
    expect(await actions(['--policy', policy, '--context', 'bot', TAOBAO])).toEqual(['block']);
  });
});

describe('explain by the stages of wechat-2021', () => {
  test.each([
    ['direct', '2021-09-16', DOUYIN, 'ask'],
    ['direct', '2021-09-18', DOUYIN, 'open'],
    ['group', '2021-11-28', TAOBAO, 'ask'],
    ['group', '2021-11-30', TAOBAO, 'open'],
    ['group', '2021-11-30', DOUYIN, 'ask'],
  ])('in a %s on %s, %s gets: %s', async (context, now, url, action) => {
    const args = ['--policy', 'wechat-2021', '--context', context, '--now', now, url];
    expect(await actions(args)).toEqual([action]);
  });

  test('asks below the minimum version', async () => {
    const args = ['--policy', 'wechat-2021', '--context', 'direct', '--now', '2021-12-01'];
    expect(await actions([...args, '--client-version', '0.0.9', DOUYIN])).toEqual(['ask']);
    expect(await actions([...args, '--client-version', '8.0.14', DOUYIN])).toEqual(['open']);
  });
});

describe('explain -', () => {
  test('answers each line with its own context, site and text', async () => {
    const input = lines(
      { url: DOUYIN, context: 'direct' },
      { url: DOUYIN, context: 'group', site: 'wechat', text: null },
      { url: DOUYIN },
      { url: 'https://evil.test/', text: 'https://www.icbc.com.cn/' },
    );
    const args = ['--policy', 'wechat-2021', '--now', '2021-12-01', '--context', 'self', '-'];
    expect(await actions(args, input)).toEqual(['open', 'ask', 'ask', 'warn']);
  });

  test('says of a bad line which line and which rule, and goes on', async () => {
    const input = lines(
      { url: TAOBAO },
      '{"url": "http://secret.test/',
      '',
      { url: 7 },
      [],
      'null',
      { text: 'x' },
      { url: TAOBAO, context: 'party' },
      { url: 'http://last.test/' },
    );
    const result = await run(['explain', '-'], { input });
    expect(result.code).toBe(2);
    const objects = objectsOf(result);
    expect(objects.map((one) => ('error' in one ? one.error : one.action))).toEqual([
      'open',
      { line: 2, rule: 'not JSON' },
      { line: 4, rule: expect.stringMatching(/^url: expected string/) },
      { line: 5, rule: expect.any(String) },
      { line: 6, rule: 'expected an object' },
      { line: 7, rule: expect.stringMatching(/^url: expected/) },
      { line: 8, rule: expect.stringMatching(/^context: expected/) },
      'open',
    ]);
    expect(result.out).not.toContain('secret');
  });

  test('answers a line before the next one comes', async () => {
    const child = spawn(process.execPath, [MAIN, 'explain', '-']);
    child.stdin.write('{"url":"http://one.test/"}\n');
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(first.toString())).toMatchObject({ input: 'http://one.test/' });
    child.stdin.end('{"url":"http://two.test/"}');
    const [second] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(second.toString())).toMatchObject({ input: 'http://two.test/' });
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('answers a megabyte of address, and refuses a line beyond all measure', async () => {
    const long = `http://long.test/${'a'.repeat(1_000_000)}`;
    const input = lines({ url: long }, 'x'.repeat(5_000_000), { url: 'http://last.test/' });
    const result = await run(['explain', '-'], { input });
    const objects = objectsOf(result);
    expect(result.code).toBe(2);
    expect(objects[0]).toMatchObject({ canonical: null, verdict: { cause: 'unparsable-url' } });
    expect(objects[1]).toEqual({ error: { line: 2, rule: 'longer than 4194304 characters' } });
    expect(objects[2]).toMatchObject({ action: 'open' });
  });

  test('answers thousands of lines in order', async () => {
    const urls = Array.from({ length: 5000 }, (_, index) => `http://host-${index}.test/`);
    const input = lines(...urls.map((url) => ({ url })));
    const result = await runApart(['explain', '-'], { input });
    expect(objectsOf(result).map(({ input }) => input)).toEqual(urls);
  });
});

describe('explain with bad options', () => {
  const isRefused = ({ code, out, err }: Run, words: string) => {
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
    expect(err).not.toContain('    at ');
  };

  test.each([
    [['--context', 'party', TAOBAO], 'party'],
    [['--now', 'yesterday', TAOBAO], 'ISO 8601'],
    [['--now', '2021-02-30', TAOBAO], 'ISO 8601'],
    [['--now', '2021-09-17junk', TAOBAO], 'ISO 8601'],
    [['--client-version', 'new', TAOBAO], 'a version like 1.2.3'],
    [['--policy', 'no-such', TAOBAO], 'no-such: neither a packaged policy nor a file'],
    [['--managed', 'no-such.json', TAOBAO], 'no-such.json: no such file'],
    [['--managed', `${MAIN}/x.json`, TAOBAO], 'x.json: cannot be read'],
    [['--root', 'root.json', TAOBAO], '--root goes with --ruleset'],
    [['--ruleset', 'no-such', TAOBAO], 'no-such/manifest.json: no ruleset was published there'],
    [['--unheard-of', TAOBAO], '--unheard-of'],
    [[], 'url'],
  ])('refuses %j', async (args, words) => {
    isRefused(await run(['explain', ...args]), words);
  });

  test('refuses a policy and managed settings that break a rule, naming the place', async () => {
    const policy = file('policy.json', { id: 'x' });
    isRefused(await run(['explain', '--policy', policy, TAOBAO]), `${policy}: policy: name`);
    const managed = file('bad-managed.json', { block: 'all' });
    isRefused(await run(['explain', '--managed', managed, TAOBAO]), `${managed}: block`);
    const misspelt = file('misspelt.json', { blocked: ['evil.test'] });
    isRefused(await run(['explain', '--managed', misspelt, TAOBAO]), `${misspelt}: blocked`);
    const address = file('address.json', { block: ['https://evil.test/'] });
    isRefused(
      await run(['explain', '--managed', address, TAOBAO]),
      `${address}: block.0: expected a host (example.com)`,
    );
  });
});
