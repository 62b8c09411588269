import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { unwrap } from '../../../../src/policy/url/wrappers/unwrap.ts';
import { wrappers } from '../../../../src/policy/url/wrappers/wrappers.ts';
import own from '../../../vectors/unwrap.json' with { type: 'json' };
import { named, readThirdParty } from '../third-party.ts';

// Many cases, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** Third-party addresses whose expected destination we do not share, with the reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'https://www.google.com/amp/s/www.example2.com/some/article':
    'that product is configured to leave this site alone',
  'https://www.google.com/amp/s/de.statista.com/infografik/amp/22496/anzahl-der-gesamten-positiven-corona-tests-und-positivenrate/':
    'the s says that the page is https',
  'http://www.shareasale.com/r.cfm':
    'a missing scheme is https, and the browser escapes an apostrophe in a query',
};

const vectors = readThirdParty('vectors/links/unwrap.json') as
  | readonly { readonly url: string; readonly expected: string | null }[]
  | undefined;

/** Its other part guesses by words in an address whether to ask the page for another one. */
const amp = readThirdParty('vectors/ddg/amp-protections/tests.json') as
  | { ampFormats: { tests: readonly { ampURL: string; expectURL: string }[] } }
  | undefined;

function differing(): string[] {
  if (vectors === undefined) return Object.keys(DIFFERENCES);
  const found = vectors
    // The browser's own form of an address is as good as the one that is written.
    .filter(({ url, expected }) => hrefOf(unwrap(url).destination) !== hrefOf(expected))
    .map(({ url }) => url.split('?', 1)[0] ?? '');
  return [...new Set(found)];
}

function hrefOf(address: string | null): string | null {
  return address === null ? null : new URL(address).href;
}

function wrapped(target: string): string {
  return `https://link.zhihu.com/?target=${encodeURIComponent(target)}`;
}

describe('unwrap', () => {
  test.each(own.vectors)('opens $name', ({ input, hops, destination }) => {
    const result = unwrap(input);
    expect(result.hops.map(({ wrapper }) => wrapper)).toEqual(hops);
    expect(result.destination).toBe(destination);
    expect(result.opaque).toBeUndefined();
  });

  test(named('agrees with every third-party vector but the ones that are named', vectors), () => {
    expect(differing().sort()).toEqual(Object.keys(DIFFERENCES).sort());
  });

  test(named('agrees with the vectors for AMP but one', amp), () => {
    const tests = amp?.ampFormats.tests ?? [];
    const different = tests.filter(
      ({ ampURL, expectURL }) => unwrap(ampURL).destination !== expectURL,
    );
    expect(different.map(({ ampURL }) => ampURL)).toEqual(
      amp === undefined ? [] : ['https://www.google.com/amp/s/www.example2.com/some/article'],
    );
  });

  test('tells each hop with where it came from and led to', () => {
    const input = wrapped('https://example.com/');
    expect(unwrap(input).hops).toEqual([
      { wrapper: 'zhihu', from: input, to: 'https://example.com/' },
    ]);
  });

  test.each([
    ['a user name', 'https://taobao.com@evil.test/'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['a mail address', 'mailto:a@example.com'],
    ['an app', 'weixin://dl/chat'],
    ['an address without a scheme', '//evil.test/'],
    ['no host', 'https://'],
    ['a host beyond the limit', `https://${'a.'.repeat(200)}com/`],
  ])('stays at the wrapper when it carries %s, and says that it hides something', (_, target) => {
    const input = wrapped(target);
    expect(unwrap(input)).toEqual({
      hops: [],
      opaque: { wrapper: 'zhihu', host: 'link.zhihu.com', owner: 'third-party' },
      destination: input,
      refused: target,
    });
  });

  test('stays at a wrapper that names two destinations', () => {
    const input = 'https://link.zhihu.com/?target=https://a.test/&target=https://b.test/';
    expect(unwrap(input)).toMatchObject({ hops: [], destination: input });
    expect(unwrap(input).opaque?.owner).toBe('third-party');
  });

  test('opens at most five wrappers and says that more is hidden', () => {
    let address = 'https://example.com/';
    for (let depth = 0; depth < 5; depth += 1) address = wrapped(address);
    expect(unwrap(address)).toMatchObject({ destination: 'https://example.com/' });
    expect(unwrap(address).hops).toHaveLength(5);
    const deeper = unwrap(wrapped(address));
    expect(deeper.hops).toHaveLength(5);
    expect(deeper.destination).toBe(wrapped('https://example.com/'));
    expect(deeper.opaque?.wrapper).toBe('zhihu');
  });

  test.each([
    ['https://t.co/abc', 'x'],
    ['https://lnkd.in/abc', 'linkedin'],
    ['http://t.cn/abc', 'weibo'],
    ['https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?a=1', 'wechat'],
  ])('says that %s is opaque, and the own one of %s', (input, site) => {
    expect(unwrap(input, site)).toMatchObject({ destination: input, opaque: { owner: 'site' } });
    expect(unwrap(input, 'another')).toMatchObject({ opaque: { owner: 'third-party' } });
    expect(unwrap(input)).toMatchObject({ opaque: { owner: 'third-party' } });
  });

  test.each([
    'https://bit.ly/abc',
    'https://tinyurl.com/abc',
    'https://dwz.cn/abc',
    'https://url.cn/abc',
    'https://www.baidu.com/link?url=abc',
    'https://www.so.com/link?m=abc',
    'https://www.sogou.com/link?url=abc',
    'https://link.segmentfault.com/?enc=abc%3D',
    'https://protect-eu.mimecast.com/s/abc',
    'https://shop.us1.list-manage.com/track/click?u=1&id=2',
    'https://jump2.bdimg.com/safecheck/index?url=abc',
    'https://www.bookmarkearth.com/view/1',
  ])('says that %s is opaque and anybody’s', (input) => {
    expect(unwrap(input).opaque).toMatchObject({ owner: 'third-party' });
  });

  test.each([
    'https://link.zhihu.com/?target=/%5Cphishing.test/',
    'https://link.zhihu.com/?target=/%09/phishing.test/',
    'https://link.zhihu.com/?target=%5C%5Cphishing.test/',
    'https://www.bing.com/ck/a?u=a1!!!',
    'https://www.bing.com/ck/a?u=a1/!!!',
    'https://link.mcmod.cn/target/@@@',
    'https://www.curseforge.com/linkout?remoteUrl=%E0%25A4',
    'https://unsafelink.com/https%3A%2F%2F%E0',
    'https://www.google.com//amp/s/example.com/',
    'https://urldefense.proofpoint.com/v2/url?u=https-3A__-E0-25A4',
    'https://urldefense.com/v3/__https://example.com/*',
    'https://urldefense.com/v3/__https://example.com/a*b__;!!x',
    'https://urldefense.com/v3/__https://example.com/ab__;Kw!!x',
    'https://protect.checkpoint.com/v2/r01/___mfccl://example___.abc',
  ])('says that %s hides something, although it cannot be read', (input) => {
    expect(unwrap(input)).toMatchObject({
      hops: [],
      destination: input,
      opaque: { owner: 'third-party' },
    });
  });

  test.each([
    'https://link.zhihu.com/?target=/question/1',
    'https://link.zhihu.com/?target=%09/question/1',
    'https://link.zhihu.com/?target=%23top',
    'https://www.bing.com/ck/a?u=a1L2ltYWdlcw',
    'https://link.mcmod.cn/target/',
    'https://www.google.com/amp/s/',
    'https://www.google.com/amp/about/',
    'https://secure-web.cisco.com/help',
    'https://nam06.safelinks.protection.outlook.com/',
    'https://xyz.r.us-east-1.awstrack.me/L0/',
  ])('takes %s for a page of the wrapper’s own', (input) => {
    expect(unwrap(input)).toEqual({
      hops: [],
      opaque: undefined,
      destination: input,
      refused: undefined,
    });
  });

  test.each([
    'https://www.facebook.com/%6C.php?u=https%3A%2F%2Fexample.com%2F',
    'https://www.google.com//url?q=https%3A%2F%2Fexample.com%2F',
    'https://www.google.com/a/../%75rl?q=https%3A%2F%2Fexample.com%2F',
    'https://www.google.com./url?q=https%3A%2F%2Fexample.com%2F',
  ])('knows the wrapper in %s', (input) => {
    expect(unwrap(input)).toMatchObject({ destination: 'https://example.com/' });
  });

  test.each(['https://bit.ly./abc', 'https://www.bit.ly/abc', 'https://www.t.co/abc'])(
    'says that %s is opaque, however its host is written',
    (input) => {
      expect(unwrap(input).opaque).toMatchObject({ owner: 'third-party' });
    },
  );

  test.each([
    'https://m.tb.cn/h.abc',
    'https://m.tb.cn./h.abc',
    'https://v.douyin.com/abc/',
    'https://3.cn/abc',
  ])('says that %s is opaque and its provider’s', (input) => {
    expect(unwrap(input).opaque).toMatchObject({ owner: 'provider' });
  });

  test.each([
    'https://link.zhihu.com./?target=https://example.com/',
    'https://LINK.zhihu.com/?target=https://example.com/',
    'https://link.zhihu.com:443/?target=https://example.com/',
    ' https://link.zhihu.com?target=https://example.com/',
    'https:\\\\link.zhihu.com\\?target=https://example.com/',
    'https://x@link.zhihu.com/?target=https://example.com/',
    'https://%6Cink.zhihu.com/?target=https://example.com/',
    'https://ｌink.zhihu.com/?target=https://example.com/',
  ])('knows the host in %s', (input) => {
    expect(unwrap(input).destination).toBe('https://example.com/');
  });

  test('finds an opaque address behind a wrapper', () => {
    const result = unwrap('https://weibo.cn/sinaurl?u=http%3A%2F%2Ft.cn%2FA6abc', 'weibo');
    expect(result).toMatchObject({
      destination: 'http://t.cn/A6abc',
      opaque: { wrapper: 't.cn', owner: 'site' },
    });
  });

  test.each(['https://t.co/', 'https://bit.ly/', 'https://b23.tv/'])(
    'takes the front page %s for an address',
    (input) => {
      expect(unwrap(input).opaque).toBeUndefined();
    },
  );

  test('never throws, and gives http or https unless it gives the input back', () => {
    const row = fc.constantFrom(...wrappers());
    fc.assert(
      fc.property(row, fc.string({ unit: 'binary' }), (wrapper, target) => {
        const host = (wrapper.hosts[0] ?? '')
          .replace('*.', 'a.')
          .replace(/^google$/, 'www.google.de');
        const path = (wrapper.paths[0] ?? '').replace('*', 'x');
        const input = `https://${host}/${path}?${wrapper.parameters[0] ?? ''}=${target}`;
        const { destination } = unwrap(input);
        expect(destination === input || /^https?:\/\//.test(destination)).toBe(true);
      }),
    );
  });
});
