import { describe, expect, test } from 'vitest';
import { type RuleEntry, reviewReason } from '../../../src/policy/index.ts';
import hosts from '../../../src/policy/ruleset/popular-hosts.json' with { type: 'json' };
import { canonicalize } from '../../../src/policy/url/canonicalize.ts';
import { expressionsOf } from '../../../src/policy/url/expressions.ts';
import { fullHashOf, toHex } from '../../../src/policy/url/hash.ts';
import { registrableDomain } from '../../../src/policy/url/host.ts';

function entry(expression: string, effect: RuleEntry['effect'] = 'listed'): RuleEntry {
  return { expression, effect, violation: 'phishing', severity: 'severe', list: 'sample' };
}

describe('reviewReason', () => {
  test.each([
    'www.ccb.com',
    'dldir1.qq.com',
    'open.weixin.qq.com',
    'ke.com',
    'testflight.apple.com',
    'amazon.cn',
    'tinyurl.com',
    'surveymonkey.com',
    'www.facebook.com',
    'wordpress.com',
    'sites.google.com',
    'm.tb.cn',
    'www.95516.com',
    'www.10086.cn',
    'ebank.esunbank.com.tw',
    'www.wordpress.com',
  ])('sends %s as a whole to review', (host) => {
    expect(reviewReason(entry(`${host}/`))).toMatch(/^(popular|provider)-host$/);
  });

  test.each([
    'foo.github.io',
    'foo.blogspot.com',
    'foo.wordpress.com',
    'foo.sharepoint.com',
    'bucket.s3.amazonaws.com',
    'foo.web.app',
    'workspace.slack.com',
    'artist.bandcamp.com',
    'vm.eastus.cloudapp.azure.com',
    'user.homepage.t-online.de',
    'not-facebook.com',
    'facebook.com.evil.test',
    '203.0.113.9',
  ])('leaves %s listed', (host) => {
    expect(reviewReason(entry(`${host}/`))).toBeUndefined();
  });

  test('leaves pages on popular hosts listed', () => {
    expect(reviewReason(entry('www.facebook.com/profile.php?id=1'))).toBeUndefined();
    expect(reviewReason(entry('sites.google.com/view/scam/'))).toBeUndefined();
  });

  test('knows a popular host by its hash', () => {
    const hashed = (text: string) => entry(`#${toHex(fullHashOf(text))}`);
    expect(reviewReason(hashed('www.ccb.com/'))).toBe('popular-host');
    expect(reviewReason(hashed('www.ccb.com/bad'))).toBeUndefined();
    expect(reviewReason(hashed('evil.test/'))).toBeUndefined();
  });

  test('has nothing to say of allowing rules', () => {
    expect(reviewReason(entry('www.ccb.com/', 'allowed'))).toBeUndefined();
  });
});

describe('popular hosts', () => {
  test('are written as expressions write them', () => {
    for (const host of [...hosts.whole, ...hosts.shared]) {
      const canonical = canonicalize(`http://${host}/`);
      expect(canonical.ok && expressionsOf(canonical.url)[0]).toBe(`${host}/`);
    }
  });

  test('are registrable domains where all below belongs to one owner', () => {
    expect(hosts.whole.filter((host) => registrableDomain(host) !== host)).toEqual([]);
  });

  test('stand in one of the two tables, once', () => {
    const all = [...hosts.whole, ...hosts.shared];
    expect(all.length).toBe(new Set(all).size);
    expect(hosts.whole.length).toBeGreaterThan(1500);
  });
});
