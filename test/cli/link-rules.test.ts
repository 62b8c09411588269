import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { objectsOf, run } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const BRAVE = [
  { include: ['*://go.test/*'], action: 'redirect', param: 'to' },
  { include: ['*://a.test/*'], action: 'regex-path-template', param: '(.*)' },
];
const CLEAR_URLS = {
  providers: { a: { urlPattern: '^https?:\\/\\/a\\.test', rules: ['x', '(y+)+'] } },
};

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-link-rules-'));
});

afterAll(() => {
  rmSync(dir, { recursive: true });
});

function file(name: string, content: unknown): string {
  const path = join(dir, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('link-rules', () => {
  test('prints the rules of all files for managed settings, and says what it did not take', async () => {
    const [brave, clearUrls] = [file('brave.json', BRAVE), file('clear-urls.json', CLEAR_URLS)];
    const result = await run(['link-rules', brave, clearUrls]);
    expect(result.code).toBe(0);
    expect(result.err.trim().split('\n')).toEqual([
      `${brave}: entry 2: the action regex-path-template`,
      `${clearUrls}: a: (y+)+: repeats a group`,
    ]);
    const [settings] = objectsOf(result);
    expect(settings).toMatchObject({
      linkRules: { wrappers: [{ hosts: ['go.test'] }], cleaners: [{ names: ['x'] }] },
    });
    const managed = file('managed.json', settings);
    const explained = await run([
      'explain',
      '--managed',
      managed,
      'https://go.test/?to=https://a.test/?x=1%26z=2',
    ]);
    expect(objectsOf(explained)).toMatchObject([{ destination: 'https://a.test/?z=2' }]);
  });

  test.each([
    ['absent.json', undefined, 'no such file'],
    ['text.json', 'no JSON', 'document: not JSON'],
    ['odd.json', { wrapers: [] }, 'document: wrapers'],
  ])('refuses %s', async (name, content, why) => {
    const path = content === undefined ? join(dir, name) : file(name, content);
    const result = await run(['link-rules', path]);
    expect(result).toMatchObject({ code: 2, out: '' });
    expect(result.err).toContain(`error: ${path}: ${why}`);
  });
});

describe('explain --link-rules', () => {
  test('opens and cleans by the rules of each file that is named', async () => {
    const files = [file('b.json', BRAVE), file('c.json', CLEAR_URLS)];
    const args = files.flatMap((path) => ['--link-rules', path]);
    const result = await run(['explain', ...args, 'https://go.test/?to=https://a.test/?x=1']);
    expect(result).toMatchObject({ code: 0, err: '' });
    expect(objectsOf(result)).toMatchObject([
      { destination: 'https://a.test/', hops: [{ wrapper: 'brave go.test' }] },
    ]);
  });
});
