import { describe, expect, test } from 'vitest';
import { isSharedHost, type RuleEntry, reviewReason } from '../../../../src/policy/index.ts';
import hosts from '../../../../src/policy/ruleset/compile/popular-hosts.json' with { type: 'json' };
import { makeReviewer } from '../../../../src/policy/ruleset/compile/popular-hosts.ts';
import { canonicalize } from '../../../../src/policy/url/canonicalize.ts';
import { expressionsOf } from '../../../../src/policy/url/expressions.ts';
import { fullHashOf, toHex } from '../../../../src/policy/url/hash.ts';
import { registrableDomain } from '../../../../src/policy/url/host.ts';

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
    'raw.githubusercontent.com',
    'www.gov.uk',
    'cos.ap-beijing.myqcloud.com',
    'oss-cn-shanghai.aliyuncs.com',
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
    'bucket-1.cos.ap-beijing.myqcloud.com',
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

  test.each([
    ...['www.youtube.com/watch', 'docs.google.com/forms/', 'mp.weixin.qq.com/s/'],
    ...['pan.baidu.com/s/', 'www.reddit.com/r/', 'en.wikipedia.org/wiki/'],
    ...['tieba.baidu.com/p/', 't.me/s/', 'docs.google.com/forms/d/e/', 'sites.google.com/view/'],
    ...['item.taobao.com/item.htm', 'www.facebook.com/profile.php'],
  ])('sends %s, which stands for all of its kind, to review', (expression) => {
    expect(reviewReason(entry(expression))).toBe('broad-page');
  });

  test.each([
    ...['www.youtube.com/watch?v=1', 't.me/s/somebody', 'pan.baidu.com/s/1a2B3c'],
    ...['www.facebook.com/EnaiAuto/', 'bit.ly/3abCD', 'dpaste.com/98bu95za6.txt/'],
    ...['evil.test/watch', 'foo.github.io/wiki/', 'evil.test/s/', 'not-facebook.com/watch'],
  ])('leaves %s listed', (expression) => {
    expect(reviewReason(entry(expression))).toBeUndefined();
  });

  test('knows a popular host by its hash', () => {
    const review = makeReviewer();
    const reasonOf = (text: string) => review(entry(`#${toHex(fullHashOf(text))}`));
    expect(reasonOf('www.ccb.com/')).toBe('popular-host');
    expect(reasonOf('accounts.google.com/')).toBe('popular-host');
    expect(reasonOf('item.taobao.com/')).toBe('popular-host');
    expect(reasonOf('news.wordpress.com/')).toBeUndefined();
    expect(reasonOf('www.ccb.com/bad')).toBeUndefined();
    expect(reasonOf('evil.test/')).toBeUndefined();
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

describe('isSharedHost', () => {
  test.each([
    ...['github.io', 'com', 'wordpress.com', 'docs.google.com', 'google.com', 's3.amazonaws.com'],
  ])('%s is lent out, or has such a host below it', (host) => {
    expect(isSharedHost(host)).toBe(true);
  });

  test.each([
    'shop.github.io',
    'blog.wordpress.com',
    'www.taobao.com',
    'example.com',
    '203.0.113.9',
  ])('%s is of one owner', (host) => {
    expect(isSharedHost(host)).toBe(false);
  });
});
