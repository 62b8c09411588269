import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { generateSigningKey } from '../../src/policy/index.ts';
import { makeFirstRoot } from '../../src/service/index.ts';
import { objectsOf, type Run, run } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let dir: string;

/** Two root keys that must both sign, in a folder with its first root. */
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-cosign-'));
  const make = async (name: string) => {
    const key = await generateSigningKey();
    writeFileSync(join(dir, name), JSON.stringify(key));
    return key;
  };
  const keys = [await make('root-a.json'), await make('root-b.json')];
  await make('root-c.json');
  const roles = {
    root: { keys, threshold: 2 },
    ruleset: { keys: [await make('ruleset.json')] },
    revocation: { keys: [await make('revocation.json')] },
  };
  const published = join(dir, 'published');
  await makeFirstRoot({ dir: published, roles, keys, now: Date.now(), lifetimeDays: 365 });
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

const guard = (...args: readonly string[]): Promise<Run> => run(args, { cwd: dir });

const keyIdOf = (file: string) =>
  (JSON.parse(readFileSync(join(dir, file), 'utf8')) as { keyId: string }).keyId;

describe('a root that is signed at several machines', () => {
  const draft = (...more: readonly string[]) =>
    guard('rotate', 'published', '--sign', 'root-a.json', '--draft', 'next.json', ...more);
  const cosign = (...more: readonly string[]) =>
    guard('cosign', 'next.json', '--root', 'published', ...more);
  const install = () => guard('rotate', 'published', '--from', 'next.json');

  test('is not installed before enough have signed, and says who is missing', async () => {
    const [a, b] = [keyIdOf('root-a.json'), keyIdOf('root-b.json')];
    const words = `keys of root 1, of which 2 must sign: signed ${a}; missing ${b}\n`;
    expect((await draft()).out).toContain(words);
    expect(readdirSync(join(dir, 'published', 'roots'))).toEqual(['1.json']);
    expect(await cosign()).toMatchObject({ code: 0, out: expect.stringContaining(words) });
    expect(await install()).toMatchObject({ code: 1, out: '' });
    const [signed] = objectsOf(await cosign('--sign', 'root-b.json', '--json'));
    const whole = { threshold: 2, signed: [a, b], missing: [] };
    expect(signed).toMatchObject({ ofFormer: whole, ofItself: whole, isSigned: true });
    expect(await install()).toMatchObject({ code: 0, err: '' });
    expect(await install()).toMatchObject({ code: 1, err: 'error: root: number 2 after 2\n' });
  });

  test('wants the keys of the root before it too, which may be a file', async () => {
    const both = ['--root-key', 'root-b.json', '--root-key', 'root-c.json'];
    await draft(...both, '--sign', 'root-c.json');
    const [a, b] = [keyIdOf('root-a.json'), keyIdOf('root-b.json')];
    const file = ['cosign', 'next.json', '--root', 'published/roots/1.json', '--json'];
    expect(objectsOf(await guard(...file))).toMatchObject([
      { ofFormer: { signed: [a], missing: [b] }, ofItself: { signed: [keyIdOf('root-c.json')] } },
    ]);
    await guard(...file, '--sign', 'root-b.json');
    expect(await install()).toMatchObject({ code: 0 });
  });

  test('can be the first of a folder', async () => {
    const roles =
      '--root-key root-a.json --root-key root-b.json --root-threshold 2 --ruleset-key ruleset.json --revocation-key revocation.json';
    for (const line of [
      `root other ${roles} --sign root-a.json --draft first.json`,
      'cosign first.json --sign root-b.json',
      'root other --from first.json',
    ]) {
      expect(await guard(...line.split(' ')), line).toMatchObject({ code: 0, err: '' });
    }
    expect(readdirSync(join(dir, 'other', 'roots'))).toEqual(['1.json']);
  });

  test.each<[string, number, string]>([
    ['cosign next.json --sign root-b.json', 2, 'not the first root: name the one before it'],
    ['cosign next.json --root published --sign ruleset.json', 1, 'has no say'],
    ['cosign published/roots/1.json --root published', 1, 'root: number 1 after 1'],
    ['cosign list.txt --root published', 1, 'root: not JSON'],
    ['cosign nowhere.json --root published', 2, 'nowhere.json: no such file or folder'],
    [
      'rotate published --from next.json --sign root-b.json',
      2,
      "cannot be used with option '--sign",
    ],
    ['rotate published --sign root-a.json --draft next.json', 2, 'next.json: is there already'],
  ])('refuses: %s', async (line, code, words) => {
    await draft();
    writeFileSync(join(dir, 'list.txt'), 'a.test');
    const result = await guard(...line.split(' '));
    expect(result).toMatchObject({ code, out: '' });
    expect(result.err).toContain(words);
  });
});
