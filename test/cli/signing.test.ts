import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { objectsOf, type Run, run } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-cli-'));
  cpSync(set, dir, { recursive: true });
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

const hosts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `host-${from + index}.test`).join('\n');

const guard = (...args: readonly string[]): Promise<Run> => run(args, { cwd: dir });

/** The commands of a document, one after the other, all of which must go well. */
async function all(...lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    expect(await guard(...line.split(' ')), line).toMatchObject({ code: 0, err: '' });
  }
}

/** What is run in the document below `## First set-up`, once for all tests. */
let set: string;

const DOCUMENT = readFileSync(new URL('../../docs/signing.md', import.meta.url), 'utf8');
const CHAPTERS = new Map(
  DOCUMENT.split(/^## /m).map((text) => {
    const commands = [...text.matchAll(/^link-guard (.+)$/gm)].map(([, line = '']) => line);
    return [text.split('\n')[0] ?? '', commands.map((line) => line.replaceAll('lists/', ''))];
  }),
);

beforeAll(async () => {
  set = mkdtempSync(join(tmpdir(), 'link-guard-set-'));
  dir = set;
  writeFileSync(join(dir, 'list.txt'), hosts(0, 300));
  await all(...(CHAPTERS.get('First set-up') ?? []));
  return () => rmSync(set, { recursive: true });
});

const keyIdOf = (file: string) =>
  (JSON.parse(readFileSync(join(dir, file), 'utf8')) as { keyId: string }).keyId;

describe('verify', () => {
  const verify = (...more: readonly string[]) => guard('verify', 'published', ...more);

  test('says all that it has checked', async () => {
    const { code, out } = await verify();
    expect(code).toBe(0);
    expect(out).toMatch(/^version \d+, 300 rules, policy everyday\nissued .*, expires .*\n/);
    expect(out).toMatch(/^root 2, expires .*; 2 in its chain$/m);
    expect(out).toContain('\ntrusted: the first root of the folder itself, because');
    expect((await verify('--root', 'published/roots/2.json')).out).toContain(
      '\ntrusted: published/roots/2.json\n',
    );
    expect(out).toMatch(/^log: 1 versions from the first version on, head [0-9a-f]{64}$/m);
    for (const name of ['rules', 'hashes', 'evidence', 'policy', 'grades']) {
      expect(out).toMatch(new RegExp(`^part ${name}: \\d+ bytes, [0-9a-f]{64}$`, 'm'));
    }
    expect(objectsOf(await verify('--json'))).toMatchObject([
      {
        ...{ anchor: null, manifest: { ruleCount: 300 }, root: { number: 2 } },
        ...{ revocation: null, log: { entries: 1 } },
      },
    ]);
  });

  test('fails on an expired ruleset, and on an expired root', async () => {
    expect(await verify('--now', '2100-01-01')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error: ruleset \d+: expired/),
    });
    await all('rotate published --days 1 --sign root-a.json --sign root-b.json');
    const later = new Date(Date.now() + 2 * 86_400_000).toISOString();
    expect(await verify('--now', later)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error: root 3: expired/),
    });
  });

  test('fails on a damaged part, and says which', async () => {
    const [object] = objectsOf(await verify('--json'));
    const { manifest } = object as { manifest: { parts: { policy: { sha256: string } } } };
    writeFileSync(join(dir, 'published', 'parts', manifest.parts.policy.sha256), '{}');
    expect(await verify()).toMatchObject({ code: 1, err: expect.stringContaining('part policy') });
  });

  test('fails on a manifest whose signature does not fit', async () => {
    const path = join(dir, 'published', 'manifest.json');
    const envelope = JSON.parse(readFileSync(path, 'utf8')) as { payload: string };
    const text = atob(envelope.payload).replace('"ruleCount":300', '"ruleCount":900');
    writeFileSync(path, JSON.stringify({ ...envelope, payload: btoa(text) }));
    expect(await verify()).toMatchObject({
      code: 1,
      err: 'error: manifest: not validly signed by as many keys as it needs\n',
    });
  });

  test('fails on the root of somebody else, also where it names the same ruleset key', async () => {
    const roles = 'root-key root-a,ruleset-key ruleset,revocation-key revocation,sign root-a';
    const named = roles.split(',').map((one) => `--${one}.json`);
    await all(`root other ${named.join(' ')}`);
    expect(await verify('--root', 'other/roots/1.json')).toMatchObject({
      code: 1,
      err: 'error: published: root 1 there is another one\n',
    });
  });

  test('tells an empty folder, and a root that is none, from a bad ruleset', async () => {
    expect(await guard('verify', 'elsewhere')).toMatchObject({
      code: 2,
      err: 'error: elsewhere/roots: holds no root\n',
    });
    expect(await verify('--root', 'list.txt')).toMatchObject({
      code: 2,
      err: 'error: list.txt: root: not JSON\n',
    });
  });
});

describe('docs/signing.md', () => {
  /** What `verify` finds after each chapter that is more than words. */
  const FOUND: Readonly<Record<string, () => object>> = {
    'First set-up': () => ({ root: { number: 2, roles: { root: { threshold: 2 } } } }),
    'Signing again': () => ({ manifest: { ruleCount: 300 } }),
    'Changing the ruleset key': () => ({ root: { number: 3, roles: of('ruleset', 2) } }),
    'Changing a root key': () => ({ root: { number: 4 } }),
    'Root keys on several machines': () => ({ root: { number: 5 } }),
    'Changing the revocation key': () => ({ root: { number: 6, roles: of('revocation', 2) } }),
    'A stolen ruleset key': () => ({
      root: { number: 7, roles: of('ruleset', 3) },
      revocation: { keyIds: [keyIdOf('ruleset-2.json')] },
    }),
    'A stolen revocation key': () => ({
      root: { number: 8, roles: of('revocation', 3) },
      manifest: { ruleCount: 300 },
    }),
  };
  const of = (role: string, number: number) => ({
    [role]: { keyIds: [keyIdOf(`${role}-${number}.json`)] },
  });

  test('can be followed from its first chapter to its last', async () => {
    const chapters = [...CHAPTERS].filter(([, commands]) => commands.length > 0);
    expect(chapters.map(([name]) => name)).toEqual(Object.keys(FOUND));
    for (const [name, commands] of chapters) {
      const stolen = name === 'A stolen ruleset key' ? keyIdOf('ruleset-2.json') : '';
      // The first one was run for all tests.
      const lines = name === 'First set-up' ? [] : commands;
      await all(...lines.map((line) => line.replace('<id of the stolen key>', stolen)));
      const [found] = objectsOf(await guard('verify', 'published', '--json'));
      expect(found, name).toMatchObject(FOUND[name]?.() ?? {});
    }
    for (const [key, role] of [
      ['ruleset.json', 'sign published --key'],
      ['root-a.json', 'rotate published --sign root-b.json --sign'],
      ['revocation-2.json', 'revoke published --sign'],
    ] as const) {
      expect(await guard(...role.split(' '), key), key).toMatchObject({ code: 1 });
    }
  }, 400_000);
});

describe('root, rotate, revoke and sign', () => {
  test('print what they made as JSON', async () => {
    const sign = ['--sign', 'root-a.json', '--sign', 'root-b.json', '--json'];
    expect(objectsOf(await guard('rotate', 'published', ...sign, '--days', '30'))).toMatchObject([
      { root: { number: 3 }, isRulesetGood: true },
    ]);
    const revoked = ['--ruleset', '7', '--sign', 'revocation.json', '--json'];
    expect(objectsOf(await guard('revoke', 'published', ...revoked))).toMatchObject([
      { revocation: { number: 1, versions: [7] }, isRulesetGood: true },
    ]);
    expect(
      objectsOf(await guard('sign', 'published', '--key', 'ruleset.json', '--json')),
    ).toMatchObject([{ ruleCount: 300, former: {} }]);
  });

  test('say that one key for everything is one too few', async () => {
    const roles = ['root', 'ruleset', 'revocation'].map((role) => `--${role}-key root-a.json`);
    const line = `root other ${roles.join(' ')} --sign root-a.json`;
    expect(await guard(...line.split(' '))).toMatchObject({
      ...{ code: 0, err: 'note: one key has all three roles: its thief can do everything\n' },
    });
  });

  test('say when what is published does not count any more', async () => {
    const keyId = keyIdOf('ruleset.json');
    const { out } = await guard(
      'revoke',
      'published',
      '--key-id',
      keyId,
      '--sign',
      'revocation.json',
    );
    expect(out).toBe(
      'revocation 1: 1 keys, 0 versions of the ruleset\nwhat is published does not count any more: compile it anew with a key that may sign\n',
    );
    expect(await guard('verify', 'published')).toMatchObject({
      code: 1,
      err: 'error: manifest: its keys were revoked\n',
    });
    expect(await guard('sign', 'published', '--key', 'ruleset.json')).toMatchObject({ code: 1 });
  });

  test.each<[string, number, string]>([
    ['root published --sign root-a.json', 2, 'has a root already'],
    [
      'rotate published --sign root-a.json',
      1,
      'root: not validly signed by as many keys as it needs',
    ],
    ['rotate published --sign ruleset.json', 1, 'root: not signed by any key that is known here'],
    ['rotate empty --sign root-a.json', 2, 'holds no root'],
    ['rotate published --sign list.txt', 2, 'list.txt: not JSON'],
    ['rotate published', 2, "required option '--sign <file>'"],
    ['sign published --key ruleset.json --days 91', 2, 'expected a number of days from 1 to 90'],
    ['keygen --out nodir/x.json', 2, 'error: nodir: no such folder\n'],
    ['keygen --out list.txt/x.json', 2, 'error: list.txt/x.json: no such folder\n'],
    ['inspect nodir', 2, 'error: nodir: no such file or folder\n'],
    ['diff nodir published', 2, 'error: nodir: no such file or folder\n'],
    ['verify list.txt', 2, 'error: list.txt/roots: no such folder\n'],
    ['rotate published --root-threshold 9 --sign root-a.json', 1, 'as many different keys'],
    ['revoke published --key-id 00 --sign revocation.json', 2, 'no root lets it sign rulesets'],
    ['revoke published --ruleset x --sign revocation.json', 2, 'expected a version'],
    ['revoke published --ruleset 7 --sign ruleset.json', 1, 'not signed by any key'],
    ['sign published --key root-a.json', 1, 'manifest: not signed by any key that is known here'],
    ['sign empty --key ruleset.json', 2, 'no ruleset was published there'],
  ])('refuse: %s', async (line, code, words) => {
    const result = await guard(...line.split(' '));
    expect(result).toMatchObject({ code, out: '' });
    expect(result.err).toContain(words);
  });
});
