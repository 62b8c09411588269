/**
 * The importers on lists as they are found in the world. The lists are not part of the project:
 * where they are absent, the tests say so and use the samples below.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import {
  compileRules,
  detectFormat,
  type ImportedList,
  importList,
  isHostWide,
  type ListFormat,
  openRules,
} from '../../../src/policy/index.ts';

// Hundreds of thousands of lines, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const FOLDER = new URL('../../../../shared/data/lists/', import.meta.url);
const IS_THERE = existsSync(FOLDER);
const WHERE = IS_THERE ? 'on real lists' : 'on a sample, real lists are absent';

const URLS_SAMPLE = [
  ...['http://www.facebook.com/profile.php?id=1', 'http://www.facebook.com/groups/scam'],
  ...['http://amazon.cn', 'http://tinyurl.com', 'http://scam.test/', 'http://scam-two.test/join'],
].join('\n');

function load(name: string, sample: string): string {
  return IS_THERE ? readFileSync(new URL(name, FOLDER), 'utf8') : sample;
}

function read(text: string) {
  return importList(text, { format: detectFormat(text), list: 'real', violation: 'fraud' });
}

function compile(imported: ImportedList) {
  const [baseKey, freshKey] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
  return compileRules([imported], { baseKey, freshKey });
}

describe(`importList ${WHERE}`, () => {
  test.each<[string, ListFormat, string]>([
    ['blocklistproject-phishing.txt', 'domains', '# Title\na.test'],
    ['discord-phishing.json', 'json', '{"domains": ["a.test"]}'],
    ['maltrail-evilginx.txt', 'urls', 'a.test/b'],
    ['scamblocklist-hosts-2026-05.txt', 'hosts', '# Title\n0.0.0.0 a.test'],
    ['tw165-2026-05.txt', 'urls', URLS_SAMPLE],
    ['urlhaus-abp-online.txt', 'abp', '! Title\n||a.test/b.exe^$all'],
  ])('sees the format of %s and carries over almost all of it', (name, format, sample) => {
    const text = load(name, sample);
    expect(detectFormat(text)).toBe(format);
    const { entries, refused } = read(text);
    expect(entries.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(entries.length / 1000);
  });

  test('keeps the pages of a popular host pages, and the host itself out', () => {
    const imported = read(load('tw165-2026-05.txt', URLS_SAMPLE));
    const onFacebook = imported.entries.filter(({ expression }) =>
      expression.startsWith('www.facebook.com/'),
    );
    expect(onFacebook.length).toBeGreaterThan(1);
    expect(onFacebook.filter(({ expression }) => isHostWide(expression))).toEqual([]);
    const { rules, report } = compile(imported);
    const { find } = openRules(rules);
    expect(find('http://www.facebook.com/')).toBeUndefined();
    const [page = ''] = onFacebook.map(({ expression }) => expression);
    expect(find(`http://${page}`)).toMatchObject({ expression: page });
    const review = report.review.map(({ expression }) => expression);
    expect(review).toEqual(expect.arrayContaining(['amazon.cn/', 'tinyurl.com/']));
    for (const expression of review) expect(find(`http://${expression}`)).toBeUndefined();
  });

  test('sends the popular hosts of a noisy list to review', () => {
    const sample = 'www.ccb.com\ndldir1.qq.com\nke.com\nfoo.github.io\nevil.test';
    const { report } = compile(read(load('blocklistproject-phishing.txt', sample)));
    const review = report.review.map(({ expression }) => expression);
    expect(review).toEqual(expect.arrayContaining(['www.ccb.com/', 'dldir1.qq.com/', 'ke.com/']));
    expect(review.length).toBeLessThan(100);
  });

  test('finds every rule of a whole list again', () => {
    const imported = read(load('urlhaus-abp-online.txt', '||a.test^\n||b.test/c^$all'));
    const { rules, report } = compile(imported);
    const left = new Set(report.review.map(({ expression }) => expression));
    const { find } = openRules(rules);
    const lost = imported.entries
      .map(({ expression }) => expression)
      .filter((expression) => !left.has(expression))
      .filter((expression) => find(`http://${expression}`)?.expression !== expression);
    expect(lost).toEqual([]);
  });
});
