import { describe, expect, test } from 'vitest';
import { PROVIDERS } from '../../../../src/policy/provider/directory.ts';
import { brandsOf } from '../../../../src/policy/url/signs/brand-index.ts';
import { partsOf } from '../../../../src/policy/url/signs/host-parts.ts';
import { lookAlikeOf } from '../../../../src/policy/url/signs/look-alike.ts';
import { named, readThirdPartyLines } from '../third-party.ts';

const popular = readThirdPartyLines('benign/opendns-top10k-2014.txt');

function likeness(host: string, protectedHosts: readonly string[] = []) {
  const parts = partsOf(new URL(`https://${host}/`).hostname);
  return parts && lookAlikeOf(parts, brandsOf(protectedHosts));
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
    ['paypai.com', 'paypal.com'],
    ['doudflare.com', 'cloudflare.com'],
    ['whаtѕарр-web.com', 'whatsapp.com'],
    ['facebok.com', 'facebook.com'],
    ['faecbook.com', 'facebook.com'],
    ['steamcomnnunlty.ru', 'steamcommunity.com'],
    ['dlscord-partners.test', 'discord.com'],
    ['my-dicsord-app.test', 'discord.com'],
    ['rnicrosoftrecovery.test', 'microsoft.com'],
    ['shop-arnazon.test', 'amazon.com'],
    ['staemcomrnunitly.com', 'steamcommunity.com'],
    ['tao-bao.com', 'taobao.com'],
    ['ta0bao.com', 'taobao.com'],
    ['taobao-login.com', 'taobao.com'],
    ['taobao-login.vercel.app', 'taobao.com'],
    ['loginpaypal.com', 'paypal.com'],
    ['paypalverify.example.net', 'paypal.com'],
    ['secure-paypa1-account.com', 'paypal.com'],
    ['taobao-登录.com', 'taobao.com'],
    ['apple-account.com', 'apple.com'],
    ['teams-microsoftonline-com-auth.com', 'microsoftonline.com'],
    ['trezor.io-check.com', 'trezor.io'],
    ['secure-paypal.com-login.evil.test', 'paypal.com'],
    ['weixin-qq.com.cn', 'weixin.qq.com'],
    ['www.icbc-com.cn', 'icbc.com.cn'],
    ['amazon-co-jp.shop', 'amazon.co.jp'],
    ['mail-google.com', 'mail.google.com'],
    ['taobao-tmall.com', 'taobao.com'],
  ])('says that %s resembles %s', (host, resembles) => {
    expect(likeness(host)).toMatchObject({ resembles });
  });

  test('tells the host in letters and whose it resembles', () => {
    expect(likeness('taоbao.com')).toEqual({
      unicodeHost: 'taоbao.com',
      likeness: 'letters',
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
    expect(own.filter((host) => likeness(host) ?? likeness(`www.${host}`))).toEqual([]);
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
    ['the owner’s other hosts', 'www.paypal-community.com'],
    ['the owner’s other hosts', 'www.paypal-mobilemoney.com'],
    ['the owner’s other hosts', 'www.işbank.com.tr'],
    ['a carrier of the owner’s pages', 'www.apple.com.edgekey.net'],
    ['a hyphen in front of a name', 'on-line.me'],
    ['a hyphen in front of a name', 'the-paypal.example.net'],
    ['names of two owners', 'telegram-discord.com'],
    ['names of one owner, and more', 'facebook-instagram-marketing.com'],
    ['a word that is a name too', 'apple-orchard.com'],
    ['a word that is a name too', 'help-amazon-river.org'],
    ['a name with an ordinary word', 'facebook-marketing-agency.com'],
    ['another word, one letter away', 'mobile.de'],
    ['another word, one letter away', 'robinwood.com'],
    ['a name inside a longer one', 'cloudflareinsights-demo.com'],
    ['an IP address', '127.0.0.1'],
    ['a public suffix', 'github.io'],
  ])('takes an ordinary host for ordinary: %s %s', (_, host) => {
    expect(likeness(host)).toBeUndefined();
  });

  test.each([
    ['mybank-login.com', 'letters or words', true],
    ['myb4nk.com', 'digits for letters', true],
    ['mybank.example.evil.test', 'the whole host in front', true],
    ['www.mybank.example', 'its own host', false],
    ['mybank.net', 'the same name under another ending', false],
  ])('protects what an administrator names: %s, %s', (host, _, isLike) => {
    expect(likeness(host)).toBeUndefined();
    const found = likeness(host, ['mybank.example']);
    expect(found?.resembles).toBe(isLike ? 'mybank.example' : undefined);
    expect(found?.providerId).toBeUndefined();
  });

  test(named('says next to nothing of ten thousand popular hosts', popular), () => {
    const found = popular.filter((host) => likeness(host.trim()) !== undefined);
    expect(found.length).toBeLessThanOrEqual(popular.length / 5000);
  });
});
