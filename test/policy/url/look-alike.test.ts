import { describe, expect, test } from 'vitest';
import { PROVIDERS } from '../../../src/policy/provider/directory.ts';
import { lookAlikeOf } from '../../../src/policy/url/look-alike.ts';
import { named, readThirdPartyLines } from './third-party.ts';

const popular = readThirdPartyLines('benign/opendns-top10k-2014.txt');

function hostOf(host: string): string {
  return new URL(`https://${host}/`).hostname;
}

describe('lookAlikeOf', () => {
  test.each([
    ['taоbao.com', 'taobao.com'],
    ['аррӏе.com', 'apple.com'],
    ['www.раураӏ.com', 'paypal.com'],
    ['paypa1.com', 'paypal.com'],
    ['rnicrosoft.net', 'microsoft.com'],
    ['pay-pal.com', 'paypal.com'],
    ['аpp-le.com', 'apple.com'],
    ['faceb00k.com', 'facebook.com'],
    ['douуin.com', 'douyin.com'],
    ['paypal.com.evil.test', 'paypal.com'],
    ['www.taobao.com.shop-1.xyz', 'taobao.com'],
    ['paypal.com.evil.github.io', 'paypal.com'],
    ['qq.com.evil.cn', 'qq.com'],
    ['www.jd.com.evil.cn', 'jd.com'],
    ['www.gov.cn.evil.com', 'www.gov.cn'],
    ['t.me.evil.com', 't.me'],
    ['m.tb.cn.evil.com', 'm.tb.cn'],
    ['open.work.weixin.qq.com.evil.com', 'open.work.weixin.qq.com'],
    ['taobao.com.github.io', 'taobao.com'],
    ['paypal.com.pages.dev', 'paypal.com'],
  ])('says that %s resembles %s', (host, resembles) => {
    expect(lookAlikeOf(hostOf(host))).toMatchObject({ resembles });
  });

  test('tells the host in letters and whose it resembles', () => {
    expect(lookAlikeOf(hostOf('taоbao.com'))).toEqual({
      unicodeHost: 'taоbao.com',
      resembles: 'taobao.com',
      providerId: 'taobao',
    });
  });

  test('never speaks of a provider’s own hosts', () => {
    const own = PROVIDERS.flatMap(({ hosts, shareHosts, tenantHosts }) => [
      ...hosts,
      ...shareHosts,
      ...(tenantHosts ?? []),
    ]);
    expect(own.filter((host) => lookAlikeOf(host) ?? lookAlikeOf(`www.${host}`))).toEqual([]);
  });

  test.each([
    ['Chinese', '例子.测试.cn'],
    ['Chinese', '淘宝.com'],
    ['Japanese', '日本語.jp'],
    ['Korean', '한국.kr'],
    ['Arabic', 'موقع.sa'],
    ['Cyrillic', 'пример.рф'],
    ['German', 'müller.de'],
    ['the same name under another ending', 'apple.example.net'],
    ['the same name under another ending', 'zoom.xyz'],
    ['a name before a longer ending', 'paypal.com.cn'],
    ['a name before a longer ending', 'jd.github.io'],
    ['an IP address', '127.0.0.1'],
    ['a public suffix', 'github.io'],
  ])('takes an ordinary host for ordinary: %s %s', (_, host) => {
    expect(lookAlikeOf(hostOf(host))).toBeUndefined();
  });

  test(named('says nothing of ten thousand popular hosts', popular), () => {
    expect(popular.filter((host) => lookAlikeOf(host.trim()) !== undefined)).toEqual([]);
  });
});
