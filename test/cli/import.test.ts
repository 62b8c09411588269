import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { objectsOf, run } from './run.ts';

// Each test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const LIST = [
  '# Updated: 2026-03-01',
  ...['bad.test', 'http://www.facebook.com/bad', 'www.ccb.com', 'co.uk', 'bad.test'],
].join('\n');

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'link-guard-cli-'));
  writeFileSync(join(dir, 'feed.txt'), LIST);
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

function importList(...args: readonly string[]) {
  return run(['import', ...args], { cwd: dir });
}

describe('import', () => {
  test('says what can become rules, and why the rest cannot', async () => {
    const { code, out, err } = await importList('feed.txt', '--violation', 'fraud');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')).toEqual([
      'list feed of 2026-03-01: 5 lines, 4 entries, 2 rules, 1 duplicates, 1 to review, 0 dropped, 1 lines refused',
      'refused: host: a public suffix: 1',
      '  line 5: co.uk',
      'review: www.ccb.com/: popular-host',
      '',
    ]);
  });

  test('prints the whole report as JSON', async () => {
    const [report] = objectsOf(await importList('feed.txt', '--list', 'mine', '--json'));
    expect(report).toMatchObject({
      ...{ list: 'mine', date: '2026-03-01', ruleCount: 2, conflicts: [] },
      review: [{ list: 'mine', expression: 'www.ccb.com/', violation: 'phishing' }],
      refused: [{ list: 'mine', line: 5, rule: 'host: a public suffix', text: 'co.uk' }],
    });
  });

  test('lets people decide once', async () => {
    await importList('feed.txt', '--review', 'review.ndjson');
    const item = readFileSync(join(dir, 'review.ndjson'), 'utf8');
    const decided = { ...JSON.parse(item), decision: 'drop', by: 'Ada', why: 'a bank' };
    writeFileSync(join(dir, 'reviewed.ndjson'), JSON.stringify(decided));
    const { out } = await importList('feed.txt', '--reviewed', 'reviewed.ndjson');
    expect(out).toContain('0 to review, 1 dropped');
    writeFileSync(join(dir, 'reviewed.ndjson'), item);
    expect(await importList('feed.txt', '--reviewed', 'reviewed.ndjson')).toMatchObject({
      code: 2,
      err: expect.stringContaining('line 1: decision'),
    });
  });

  test('writes a list that is read as the same rules', async () => {
    await importList('feed.txt', '--violation', 'fraud', '--out', 'feed.json');
    const { code, out } = await importList('feed.json', '--strict');
    expect(code).toBe(0);
    expect(out).toContain('list feed of 2026-03-01: 3 lines, 3 entries, 2 rules, 1 duplicates');
    expect(readFileSync(join(dir, 'feed.json'), 'utf8')).toContain('"violation":"fraud"');
  });

  test('fails on what is open where it is to be strict', async () => {
    expect(await importList('feed.txt', '--strict')).toMatchObject({
      code: 1,
      err: 'error: list feed: 2 entries are not carried over\n',
    });
  });

  test.each([
    [['gone.txt'], 'gone.txt: no such file'],
    [['feed.txt', '--format', 'excel'], 'excel'],
    [['feed.txt', '--violation', 'rude'], 'rude'],
    [['feed.txt', '--list', '../x'], 'expected 1 to 64'],
    [['feed.txt', '--format', 'json'], 'not JSON'],
    [['mixed.txt'], 'could be hosts or abp: name its format'],
    [['wrong.txt'], 'lines are refused'],
  ])('refuses %j as bad input', async (args, words) => {
    writeFileSync(join(dir, 'mixed.txt'), '0.0.0.0 a.test\n||b.test^\n');
    writeFileSync(join(dir, 'wrong.txt'), 'a\nb\nc.test\n');
    const { code, out, err } = await importList(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });
});
