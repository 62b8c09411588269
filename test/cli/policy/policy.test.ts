import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../run.ts';

const DIR = mkdtempSync(join(tmpdir(), 'link-guard-policy-'));
afterAll(() => rmSync(DIR, { recursive: true, force: true }));

const NEWS = 'https://news.example/story';
const EXAMPLE = 'docs/enterprise/example.json';

function file(name: string, content: unknown): string {
  const path = join(DIR, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Read by the extension all the same, but not by Chrome. */
const LOOSE = {
  format: 1,
  hints: 0,
  block: '["bad.example"]',
  contexts: '{"group": "ask"}',
  recommended: { hints: 1, contexts: { direct: 'ask' } },
  organisation: '{"name": "Works"}',
  stages: [],
};

const linesOf = (out: string) => out.trim().split('\n');

describe('policy check', () => {
  test('tells every value and whose it is', async () => {
    const { code, out } = await run(['policy', 'check', EXAMPLE]);
    expect(code).toBe(0);
    expect(linesOf(out)).toContain('contexts.group: ask (managed)');
    expect(linesOf(out)).toContain('contexts.channel: ask (recommended)');
    expect(linesOf(out)).toContain('contexts.direct: open (policy)');
  });

  test('says what would be left out, and that it is not all, with exit code 1', async () => {
    const wrong = file('wrong.json', {
      block: ['a.example', 'two words'],
      contexts: { all: 'ask' },
    });
    const { code, out } = await run(['policy', 'check', wrong]);
    expect(code).toBe(1);
    expect(linesOf(out).slice(0, 3)).toEqual([
      expect.stringMatching(/^left out: block\.1: expected a host/),
      'left out: contexts.all: not known',
      'not complete: format: expected 1',
    ]);
    expect(linesOf(out)).toContain('block: ["a.example"] (managed)');
  });

  test('opens the root of an own service, as every seat will', async () => {
    const { service } = JSON.parse(readFileSync(EXAMPLE, 'utf8'));
    const envelope = JSON.parse(Buffer.from(service.root, 'base64').toString());
    const [signature] = envelope.signatures;
    const forged = {
      ...envelope,
      signatures: [{ ...signature, signature: `${'A'.repeat(86)}==` }],
    };
    const root = Buffer.from(JSON.stringify(forged)).toString('base64');
    const wrong = file('root.json', { format: 1, service: { ...service, root } });
    expect(linesOf((await run(['policy', 'check', wrong])).out)).toContain(
      'left out: service.root: expected a root that its own keys have signed',
    );
    const late = await run(['policy', 'check', EXAMPLE, '--now', '2032-01-01T00:00:00Z']);
    expect(late.code).toBe(1);
    expect(late.out).toContain('service.root: expected a root that holds after 2031-11-20');
  });

  test('finds the settings in the policy files of browsers', async () => {
    for (const path of ['linux/chrome.json', 'linux/edge.json', 'firefox/policies.json']) {
      const read = await run(['policy', 'check', '--json', `docs/enterprise/files/${path}`]);
      expect(read.code).toBe(0);
      const { values, digest } = JSON.parse(read.out);
      const plain = JSON.parse((await run(['policy', 'check', '--json', EXAMPLE])).out);
      expect(values).toEqual(plain.values);
      expect(digest).toBe(plain.digest);
    }
  });

  test('knows what Chrome would drop', async () => {
    const chrome = file('chrome.json', {
      '3rdparty': { extensions: { ['a'.repeat(32)]: LOOSE } },
    });
    const { code, out } = await run(['policy', 'check', chrome]);
    expect(code).toBe(1);
    const told = linesOf(out).filter((line) => line.startsWith('dropped by the browser: '));
    expect(told.map((line) => line.slice('dropped by the browser: '.length))).toEqual([
      'hints: expected true or false',
      'block: expected a list of texts',
      'contexts: expected an object with texts',
      'recommended.hints: expected true or false',
      'organisation: expected an object',
      'stages: expected JSON text',
    ]);
  });

  test('says when a chat site is misspelt', async () => {
    const path = file('sites.json', {
      format: 1,
      sites: { nosuch: 'block', discord: 'ask', 'works-chat': 'ask' },
      recommended: { sites: { wechta: 'ask' } },
      sitesOff: ['slack', 'nosuchsite'],
      customSites: JSON.parse(readFileSync(EXAMPLE, 'utf8')).customSites,
    });
    const { code, out } = await run(['policy', 'check', path]);
    expect(code).toBe(1);
    expect(linesOf(out).filter((line) => line.startsWith('left out: '))).toEqual([
      'left out: sites.nosuch: expected the id of a chat site, and not "nosuch"',
      'left out: recommended.sites.wechta: expected the id of a chat site, and not "wechta"',
      'left out: sitesOff: expected the id of a chat site, and not "nosuchsite"',
    ]);
  });

  test('warns of entries under which anybody gets a name, and leaves none out', async () => {
    const path = file('wide.json', {
      format: 1,
      allow: ['com', 'example.com', 'co.uk', 'github.io', 'me.github.io', 'intranet', '192.0.2.1'],
      block: ['*.top', 'top/login', 'category:games', 'evil.example'],
    });
    const { code, out } = await run(['policy', 'check', path]);
    expect(code).toBe(0);
    expect(linesOf(out).filter((line) => line.startsWith('warning: '))).toEqual([
      'warning: block: "top" is a public suffix: every host under it is blocked; expected a host with a registered name, like name.top',
      'warning: block: "top" is a public suffix: that path of every host under it is blocked; expected a host with a registered name, like name.top',
      'warning: allow: "com" is a public suffix: every host under it opens, even where it is listed; expected a host with a registered name, like name.com',
      'warning: allow: "co.uk" is a public suffix: every host under it opens, even where it is listed; expected a host with a registered name, like name.co.uk',
      'warning: allow: under "github.io" anybody can have a name: every host there opens, even where it is listed; expected a host with a registered name, like name.github.io',
    ]);
    expect(out).toContain('block: ["top","top/login","category:games","evil.example"] (managed)');
    const { warnings } = JSON.parse((await run(['policy', 'check', '--json', path])).out);
    expect(warnings).toContainEqual({ place: 'allow', entry: 'github.io', suffix: 'lent' });
    const plain = JSON.parse((await run(['policy', 'check', '--json', EXAMPLE])).out);
    expect(plain.warnings).toEqual([]);
  });

  test.each([
    ['no.json', undefined, 'no such file'],
    ['text.json', 'format: 1', 'not JSON'],
    ['list.json', [], 'document: expected an object'],
    ['two.json', { '3rdparty': { extensions: { a: {}, b: {} } } }, 'expected one extension'],
  ])('refuses %s with exit code 2', async (name, content, words) => {
    const path = content === undefined ? join(DIR, name) : file(name, content);
    const { code, out, err } = await run(['policy', 'check', path]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });
});

describe('policy explain', () => {
  test('says what happens to links, by which rule, and what would without the settings', async () => {
    const managed = file('explain.json', { format: 1, block: ['news.example'] });
    const { code, out } = await run(['policy', 'explain', '--managed', managed, NEWS]);
    expect(code).toBe(0);
    expect(out).toBe(`block: ${NEWS} (managed: block-list; open without these settings)\n`);
  });

  test('prints one JSON object a line', async () => {
    const managed = file('json.json', { format: 1, contexts: { group: 'ask' } });
    const args = ['policy', 'explain', '--json', '--context', 'group', '--managed', managed, NEWS];
    expect(JSON.parse((await run(args)).out)).toMatchObject({
      input: NEWS,
      action: 'ask',
      without: 'open',
      decided: { source: 'managed', rule: 'context-group' },
    });
  });
});

describe('policy diff', () => {
  test('says which values and which links change', async () => {
    const from = file('from.json', { format: 1, contexts: { group: 'ask' }, block: ['a.example'] });
    const to = file('to.json', { format: 1, contexts: { group: 'ask' }, block: ['news.example'] });
    const { out } = await run(['policy', 'diff', from, to, NEWS, 'https://a.example/']);
    expect(linesOf(out)).toEqual([
      'block: ["a.example"] (managed) → ["news.example"] (managed)',
      `open → block: ${NEWS}`,
      'block → open: https://a.example/',
    ]);
  });
});

describe('policy files', () => {
  test('writes what is rolled out, for these ids', async () => {
    const id = 'abcdefghijklmnop'.repeat(2);
    const out = join(DIR, 'out');
    const written = await run(['policy', 'files', EXAMPLE, '--out', out, '--chrome-id', id]);
    expect(written.code).toBe(0);
    expect(linesOf(written.out)).toContain(join(out, 'windows/link-guard-edge.admx'));
    const checked = await run(['policy', 'check', join(out, 'linux/chrome.json')]);
    expect(checked.code).toBe(0);
  });

  test('writes each value as the kind that the browsers take', async () => {
    const out = join(DIR, 'loose');
    const id = 'a'.repeat(32);
    const written = ['policy', 'files', file('loose.json', LOOSE), '--out', out];
    expect((await run([...written, '--chrome-id', id])).code).toBe(0);
    const { code } = await run(['policy', 'check', join(out, 'linux/chrome.json')]);
    expect(code).toBe(0);
    const chrome = JSON.parse(readFileSync(join(out, 'linux/chrome.json'), 'utf8'));
    expect(chrome['3rdparty'].extensions[id]).toEqual({
      ...{ format: 1, hints: false, block: ['bad.example'], contexts: { group: 'ask' } },
      recommended: { hints: true, contexts: { direct: 'ask' } },
      ...{ organisation: { name: 'Works' }, stages: '[]' },
    });
  });

  test.each([
    [{ format: 1, sitesOff: ['nosuch'] }, 'sitesOff: expected the id of a chat site'],
    [{ format: 1, block: ['two words'] }, 'block.0: expected a host'],
    [{ block: [] }, 'format: expected 1'],
  ])('refuses settings that are not right: %j', async (settings, words) => {
    const path = file('bad.json', settings);
    const id = 'a'.repeat(32);
    const { code, err } = await run(['policy', 'files', path, '--out', DIR, '--chrome-id', id]);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
