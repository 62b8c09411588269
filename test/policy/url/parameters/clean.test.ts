import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { clean } from '../../../../src/policy/url/parameters/clean.ts';
import { namesMatcher } from '../../../../src/policy/url/parameters/tracking-parameter.ts';
import { trackingRules } from '../../../../src/policy/url/parameters/tracking-parameters.ts';
import { named, readThirdParty, readThirdPartyLines } from '../third-party.ts';

// Many cases, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const ITS_CONFIGURATION = 'depends on the configuration of that product (exceptions, fewer names)';

/** Third-party addresses whose expected form we do not share, with the reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'http://allowlisted.com/test.html?gclid=test&fbclid=test': ITS_CONFIGURATION,
  'http://subdomain.allowlisted.com/test.html?gclid=test&fbclid=test': ITS_CONFIGURATION,
  'http://example.com/test.html?gclid=test&fbclid=test': ITS_CONFIGURATION,
  'https://example.com/trk/v1': ITS_CONFIGURATION,
  'https://myaccount.google.com/?utm_source=google': ITS_CONFIGURATION,
  'https://www.amazon.com/gp/B08CH7RHDP/ref=as_li_ss_tl': 'only the query is cleaned, not the path',
  'https://natura.com.br/p/2458?consultoria=promotop': 'names the seller who is paid for the sale',
  'http://example.com/?&&&&': 'an address without trackers stays byte for byte',
};

const vectors = readThirdParty('vectors/links/tracker_strip.json') as
  | readonly { readonly testURL: string; readonly expectURL: string }[]
  | undefined;

function differing(): string[] {
  if (vectors === undefined) return Object.keys(DIFFERENCES);
  const found = vectors
    .filter(({ testURL, expectURL }) => clean(testURL).url !== expectURL)
    .map(({ testURL }) => (testURL.length > 100 ? (testURL.split('?', 1)[0] ?? '') : testURL));
  return [...new Set(found)];
}

/** The same cases as their own product keeps them, with the page that a link stands on. */
const suite = readThirdParty('vectors/ddg/url-parameters/tests.json') as
  | {
      trackingParameters: {
        tests: readonly { testURL: string; expectURL: string; initiatorURL?: string }[];
      };
    }
  | undefined;

/** Those whose expectation rests on where the link stands have no meaning here. */
function differingInSuite(): readonly string[] {
  const tests = suite?.trackingParameters.tests ?? [];
  const found = tests
    .filter(({ initiatorURL }) => initiatorURL?.includes('allowlisted') !== true)
    .filter(({ testURL, expectURL }) => clean(testURL).url !== expectURL)
    .map(({ testURL }) => testURL.split('?', 1)[0] ?? '');
  return [...new Set(found)];
}

describe('clean', () => {
  test(named('agrees with the vectors for parameters but where they are configured', suite), () => {
    expect(differingInSuite()).toEqual(
      suite === undefined
        ? []
        : [
            'http://allowlisted.com/test.html',
            'http://subdomain.allowlisted.com/test.html',
            'https://example.com/trk/v1',
          ],
    );
  });

  test(named('agrees with every third-party vector but the ones that are named', vectors), () => {
    expect(differing().sort()).toEqual(Object.keys(DIFFERENCES).sort());
  });

  test.each([
    ['https://example.com/?id=1&utm_source=a&q=2', 'https://example.com/?id=1&q=2'],
    ['https://example.com/?fbclid=1#part', 'https://example.com/#part'],
    [
      'https://item.taobao.com/item.htm?spm=a&id=1&skuId=2&ut_sk=3&un=4',
      'https://item.taobao.com/item.htm?id=1&skuId=2',
    ],
    [
      'https://detail.tmall.com/item.htm?id=1&ali_trackid=2',
      'https://detail.tmall.com/item.htm?id=1',
    ],
    ['https://detail.1688.com/offer/1.html?spm=a&scm=b', 'https://detail.1688.com/offer/1.html'],
    [
      'https://item.jd.com/1.html?cu=true&utm_user=plusmember&gx=1&ad_od=share',
      'https://item.jd.com/1.html',
    ],
    [
      'https://mobile.yangkeduo.com/goods.html?goods_id=1&refer_share_uid=2&_oak_share=3&_x_a=4',
      'https://mobile.yangkeduo.com/goods.html?goods_id=1',
    ],
    [
      'https://www.bilibili.com/video/BV1?p=2&t=3&spm_id_from=4&vd_source=5',
      'https://www.bilibili.com/video/BV1?p=2&t=3',
    ],
    [
      'https://www.zhihu.com/question/1?utm_psn=2&sort=created',
      'https://www.zhihu.com/question/1?sort=created',
    ],
    [
      'https://www.xiaohongshu.com/explore/1?xsec_token=2&xsec_source=3&app_platform=ios',
      'https://www.xiaohongshu.com/explore/1?xsec_token=2&xsec_source=3',
    ],
    [
      'https://mp.weixin.qq.com/s?__biz=1&mid=2&idx=3&sn=4&chksm=5&scene=6&pass_ticket=7',
      'https://mp.weixin.qq.com/s?__biz=1&mid=2&idx=3&sn=4&chksm=5',
    ],
    [
      'https://www.youtube.com/watch?v=1&list=2&t=3s&si=4&pp=5',
      'https://www.youtube.com/watch?v=1&list=2&t=3s',
    ],
    ['https://x.com/a/status/1?s=20&t=abc', 'https://x.com/a/status/1'],
    ['https://item.taobao.com/item.htm?id=1&app=chrome', 'https://item.taobao.com/item.htm?id=1'],
    ['https://example.com/news?id=1&mkt_tok=2&mc_eid=3', 'https://example.com/news?id=1'],
    ['https://www.nytimes.com/a.html?te=1&regi_id=2', 'https://www.nytimes.com/a.html'],
    ['https://www.bilibili.com/video/BV1?p=2&ts=3', 'https://www.bilibili.com/video/BV1?p=2'],
    ['https://m.weibo.cn/status/1?display=0', 'https://m.weibo.cn/status/1'],
    [
      'https://www.iesdouyin.com/share/video/1/?region=CN&share_sign=2&share_version=3&ts=4',
      'https://www.iesdouyin.com/share/video/1/?region=CN',
    ],
    ['https://www.instagram.com/p/1/?igsh=2', 'https://www.instagram.com/p/1/'],
    ['https://open.spotify.com/track/1?si=2', 'https://open.spotify.com/track/1'],
    [
      'https://www.google.com/search?q=a&tbm=isch&ved=1&ei=2&sa=X',
      'https://www.google.com/search?q=a&tbm=isch',
    ],
    [
      'https://www.douyin.com/video/1?previous_page=app_code_link&modal_id=2',
      'https://www.douyin.com/video/1?modal_id=2',
    ],
  ])('takes the trackers off %s', (input, output) => {
    expect(clean(input).url).toBe(output);
  });

  test.each([
    'https://x.com/search?q=a&t=b&s=c',
    'https://s.taobao.com/search?q=a&app=detail',
    'https://uland.taobao.com/coupon?app=1',
    'https://market.m.taobao.com/app/a?app=1',
    'https://example.com/Unsubscribe?mkt_tok=1&mc_eid=2&vero_id=3',
    'https://example.com/email-preferences?mc_eid=2',
    'https://s.click.aliexpress.com/deep_link.htm?aff_short_key=1',
    'https://s.click.aliexpress.com/deep_link.htm?aff_short_key=1&dl_target_url=%2Fa&aff_trace=2',
    'https://www.nytimes.com/email-settings/unsubscribe?te=1&regi_id=2&user_id=3&emc=4',
    'https://api.bilibili.com/x/web?ts=1&buvid=2&session_id=3&share_id=4',
    'https://open.spotify.com/playlist/1?context=2&go=1&nd=1',
    'https://hotels.ctrip.com/hotel/1.html?SID=1&sid=2',
    'https://passport.weibo.cn/signin/login?display=0',
    'https://example.com/?spm=1&si=2&s=3&t=4&scene=5',
    'https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=1&scene=124',
    'https://eviltaobao.com/?ut_sk=1',
    'https://www.google.com/maps?ei=1&q=a',
    'https://example.com/?utm=1&UTM_SOURCE=2&fbclid1=3',
    'https://example.com/#?utm_source=a',
    'https://example.com/?a=%zz&&b=1&=c&+d',
    'not an address?utm_source=a',
  ])('leaves %s', (input) => {
    expect(clean(input)).toEqual({ url: input, removed: [] });
  });

  test('names each removed parameter once', () => {
    expect(clean('https://example.com/?gclid=1&a=2&utm_id=3&gclid=4').removed).toEqual([
      'gclid',
      'utm_id',
    ]);
  });

  test('knows a name that is written in escapes', () => {
    expect(clean('https://example.com/?%75tm_source=1&a=2').url).toBe('https://example.com/?a=2');
  });

  test('leaves every other byte as it is', () => {
    const parameter = fc.stringMatching(/^[!-"$-%'-;=-~]{0,8}$/).map((text) => `k=${text}`);
    fc.assert(
      fc.property(fc.array(parameter), fc.nat(8), (parameters, at) => {
        const kept = parameters.join('&');
        const dirty = parameters.toSpliced(at, 0, 'utm_source=x').join('&');
        const rest = kept === '' ? '' : `?${kept}`;
        expect(clean(`https://example.com/a?${dirty}#f`).url).toBe(
          `https://example.com/a${rest}#f`,
        );
      }),
    );
  });
});

describe('clean, on addresses that are signed', () => {
  test.each([
    'https://files.test/a?X-Amz-Date=1&utm_source=2&X-Amz-Signature=3',
    'https://files.test/a?X-Goog-Signature=1&gclid=2',
    'https://files.test/a?se=1&sig=2&utm_campaign=3',
    'https://files.test/a?OSSAccessKeyId=1&Expires=2&Signature=3&utm_source=4',
    'https://files.test/a?q-signature=1&utm_source=2',
    'https://cdn.test/a?auth_key=1-2-3&utm_source=4#utm_medium=5',
    'https://item.taobao.com/item.htm?id=1&spm=2&sign=3',
  ])('leaves %s', (input) => {
    expect(clean(input)).toEqual({ url: input, removed: [] });
  });

  test('holds no name for a signature that only begins or ends like one', () => {
    expect(clean('https://a.test/?signature_page=1&gclid=2').url).toBe(
      'https://a.test/?signature_page=1',
    );
  });
});

describe('clean, on fragments', () => {
  test.each([
    ['https://a.test/b#utm_source=c', 'https://a.test/b'],
    ['https://a.test/b?c=d#utm_source=e&utm_medium=f', 'https://a.test/b?c=d'],
    ['https://a.test/b?fbclid=1#xtor=RSS-1', 'https://a.test/b'],
  ])('drops one that only tracks: %s', (input, output) => {
    expect(clean(input).url).toBe(output);
  });

  test.each([
    'https://a.test/b#utm_source=c&page=2',
    'https://a.test/b#utm_source',
    'https://a.test/b#/route?utm_source=c',
    'https://a.test/b#:~:text=utm_source=c',
    'https://a.test/b#',
    'https://a.test/b?#c',
  ])('leaves any other: %s', (input) => {
    expect(clean(input)).toEqual({ url: input, removed: [] });
  });
});

describe('clean, on real addresses', () => {
  const real = readThirdPartyLines('benign/web-urls.txt');
  const some = ['https://a.test/?utm_source=b&c=d', 'https://a.test/b?c', 'https://a.test/?ref=1'];

  test(named('takes off named parameters alone and leaves every other byte', real), () => {
    for (const url of real.length > 0 ? real : some) expectOnlyNamedRemoved(url);
  });

  test(named('gives back what stood there before trackers were put on', real), () => {
    const clear = (real.length > 0 ? real : ['https://a.test/?c=d', 'https://a.test/b']).filter(
      (url) => !url.includes('#') && URL.canParse(url) && clean(url).url === url,
    );
    const different = clear.filter((url) => {
      const [before, ...after] = url.split('?');
      const dirty = [`${before}?utm_source=x&fbclid=y`, after.join('?')];
      const { url: cleaned } = clean(dirty.slice(0, after.length > 0 ? 2 : 1).join('&'));
      return cleaned !== url;
    });
    expect(different).toEqual([]);
  });
});

/** The parts of an address that cleaning leaves are the parts that were there, in their order. */
function expectOnlyNamedRemoved(input: string): void {
  const { url, removed } = clean(input);
  if (removed.length === 0) {
    expect(url).toBe(input);
    return;
  }
  const host = new URL(input).hostname;
  const rules = trackingRules().filter(
    ({ hosts }) => hosts.length === 0 || hosts.some((own) => `.${host}`.endsWith(`.${own}`)),
  );
  const isNamed = namesMatcher(rules.flatMap(({ names }) => Object.values(names).flat()));
  expect(removed.filter((name) => !isNamed(name))).toEqual([]);
  const [before = '', after = ''] = [input, url].map((text) => text.split(/[?#]/, 1)[0] ?? '');
  expect(after).toBe(before);
  const parts = (text: string) => text.slice(before.length).split(/[?&]/).filter(Boolean);
  const left = parts(input).filter((part) => !removed.includes(part.split('=', 1)[0] ?? ''));
  expect(parts(url)).toEqual(left);
}
