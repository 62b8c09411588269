import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROVIDERS } from '../../../src/policy/provider/directory.ts';
import { unwrap } from '../../../src/policy/url/unwrap.ts';
import { SHORTENER_HOSTS, WRAPPERS } from '../../../src/policy/url/wrappers.ts';
import own from '../../vectors/unwrap.json' with { type: 'json' };
import { named, readThirdParty } from './third-party.ts';

const NOT_YET = 'not in the table yet';

/** Hosts and paths of the third-party vectors that we leave as they are. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'urldefense.proofpoint.com/v1': NOT_YET,
  'urldefense.proofpoint.com/v2': NOT_YET,
  'urldefense.com/v3': NOT_YET,
  'ctp.trendmicro.com/wis': NOT_YET,
  'plus.url.google.com/url': NOT_YET,
  'www.google.com/amp': NOT_YET,
  'www.google.fr/amp': NOT_YET,
  'www.google.co.uk/amp': NOT_YET,
  'example.ampproject.org/v': NOT_YET,
  'www.shareasale.com/r.cfm': NOT_YET,
  'clickserve.dartsearch.net/link': NOT_YET,
};

const vectors = readThirdParty('vectors/links/unwrap.json') as
  | readonly { readonly url: string; readonly expected: string | null }[]
  | undefined;

function differing(): string[] {
  if (vectors === undefined) return Object.keys(DIFFERENCES);
  const found = vectors
    .filter(({ url, expected }) => unwrap(url).destination !== expected)
    .map(({ url }) => {
      const { hostname, pathname } = new URL(url);
      return `${hostname}/${pathname.split('/')[1]}`;
    });
  return [...new Set(found)];
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
    const row = fc.constantFrom(...WRAPPERS);
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

describe('WRAPPERS', () => {
  test('has unique ids, lower-case hosts, and parameters wherever they are read', () => {
    expect(new Set(WRAPPERS.map(({ id }) => id)).size).toBe(WRAPPERS.length);
    for (const { hosts, paths, parameters, encoding } of WRAPPERS) {
      for (const host of hosts) expect(host).toMatch(/^(?:\*\.)?[a-z0-9.-]+$/);
      for (const path of paths) expect(path).toMatch(/^(?:\/|\*$)/);
      if (encoding.startsWith('parameter')) expect(parameters.length).toBeGreaterThan(0);
      if (encoding === 'none') expect(parameters).toEqual([]);
    }
  });

  test('shares no host between shorteners and share hosts', () => {
    const shareHosts = PROVIDERS.flatMap(({ shareHosts: hosts }) => hosts);
    expect(shareHosts.filter((host) => SHORTENER_HOSTS.has(host))).toEqual([]);
  });
});
