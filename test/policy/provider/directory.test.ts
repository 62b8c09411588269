import { describe, expect, test } from 'vitest';
import { nameIn } from '../../../src/policy/name.ts';
import { CHINESE_PROVIDERS } from '../../../src/policy/provider/chinese-providers.ts';
import {
  PROVIDERS,
  providerById,
  providerOf,
  providerOfShareHost,
} from '../../../src/policy/provider/directory.ts';
import { hasKnownSuffix, isPublicSuffix } from '../../../src/policy/url/host.ts';

const everyHost = PROVIDERS.flatMap(({ hosts, shareHosts, tenantHosts }) => [
  ...hosts,
  ...shareHosts,
  ...(tenantHosts ?? []),
]);

function nameOf(id: string) {
  const provider = providerById(id);
  if (provider === undefined) throw new Error(`no provider ${id}`);
  return provider.name;
}

describe('PROVIDERS', () => {
  test('has an id, two names and a host for every provider', () => {
    expect(new Set(PROVIDERS.map(({ id }) => id)).size).toBe(PROVIDERS.length);
    for (const { id, name, hosts } of PROVIDERS) {
      expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(name.en.trim()).not.toBe('');
      expect(name.zh.trim()).not.toBe('');
      expect(hosts.length).toBeGreaterThan(0);
    }
  });

  test('calls who is at home in China by a name in both scripts, or in neither', () => {
    const lacking = CHINESE_PROVIDERS.filter(({ zh, zhTW }) => zh !== undefined && !zhTW);
    // Known in Taiwan by its Latin name.
    expect(lacking.map(({ id }) => id)).toEqual(['shein']);
    expect(nameIn(nameOf('taobao'), 'zh-TW')).toBe('淘寶');
    expect(nameIn(nameOf('wechat'), 'zh-CN')).toBe('微信');
    expect(nameIn(nameOf('facebook'), 'zh-TW')).toBe('Facebook');
    expect(nameIn(nameOf('wechat'), 'fr')).toBe('WeChat');
  });

  test('gives no host to two providers', () => {
    expect(everyHost.filter((host, at) => everyHost.indexOf(host) !== at)).toEqual([]);
  });

  test('claims no public suffix and no host without a known ending', () => {
    expect(everyHost.filter((host) => isPublicSuffix(host) || !hasKnownSuffix(host))).toEqual([]);
  });

  test('writes every host as the URL parser does', () => {
    expect(everyHost.filter((host) => new URL(`https://${host}/`).hostname !== host)).toEqual([]);
  });

  test('names tenants only below hosts of the same provider', () => {
    for (const { hosts, tenantHosts } of PROVIDERS) {
      for (const tenant of tenantHosts ?? []) {
        expect(hosts.some((host) => tenant.endsWith(`.${host}`))).toBe(true);
      }
    }
  });
});

describe('providerOf', () => {
  test.each([
    ['item.taobao.com', 'taobao'],
    ['m.tb.cn', 'taobao'],
    ['e.tb.cn', 'taobao'],
    ['detail.tmall.com', 'tmall'],
    ['detail.1688.com', '1688'],
    ['v.douyin.com', 'douyin'],
    ['www.douyin.com', 'douyin'],
    ['3.cn', 'jd'],
    ['item.jd.com', 'jd'],
    ['b23.tv', 'bilibili'],
    ['xhslink.com', 'xiaohongshu'],
    ['mobile.yangkeduo.com', 'pinduoduo'],
    ['zhuanlan.zhihu.com', 'zhihu'],
    ['mp.weixin.qq.com', 'wechat'],
    ['pay.weixin.qq.com', 'wechat-pay'],
    ['v.qq.com', 'tencent-video'],
    ['im.qq.com', 'qq'],
    ['tieba.baidu.com', 'tieba'],
    ['www.baidu.com', 'baidu'],
    ['music.163.com', 'netease-music'],
    ['www.gov.cn', 'gov-cn'],
    ['www.12306.cn', 'railway-12306'],
    ['mail.google.com', 'gmail'],
    ['x.com', 'x'],
    ['www.paypal.com.', 'paypal'],
  ])('%s belongs to %s', (host, id) => {
    expect(providerOf(host)?.id).toBe(id);
  });

  test.each([
    'eviltaobao.com',
    'taobao.com.evil.test',
    'hangzhou.gov.cn',
    'gov.cn',
    'docs.google.com',
    'gist.github.com',
    'someone.github.io',
    'shop.myshopify.com',
    'contoso.sharepoint.com',
    'acme.feishu.cn',
    '127.0.0.1',
    'com',
    '',
  ])('%j belongs to nobody', (host) => {
    expect(providerOf(host)).toBeUndefined();
  });

  test('answers for every host and share host of the directory', () => {
    for (const provider of PROVIDERS) {
      for (const host of [...provider.hosts, ...provider.shareHosts]) {
        expect(providerOf(host)).toBe(provider);
        expect(providerOf(`a.${host}`)).toBe(provider);
      }
      for (const host of provider.tenantHosts ?? []) expect(providerOf(host)).toBeUndefined();
    }
  });
});

describe('providerById', () => {
  test('finds every provider and no other', () => {
    for (const provider of PROVIDERS) expect(providerById(provider.id)).toBe(provider);
    expect(providerById('nobody')).toBeUndefined();
  });
});

describe('providerOfShareHost', () => {
  test('knows share hosts exactly', () => {
    expect(providerOfShareHost('m.tb.cn')?.id).toBe('taobao');
    expect(providerOfShareHost('a.m.tb.cn')).toBeUndefined();
    expect(providerOfShareHost('taobao.com')).toBeUndefined();
  });
});
