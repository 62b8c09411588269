import { describe, expect, test } from 'vitest';
import { SIGN_KINDS, type SignKind } from '../../../../src/policy/sign.ts';
import { type LinkFacts, understand } from '../../../../src/policy/understand.ts';
import { named, readThirdPartyLines } from '../third-party.ts';

const ordinary = readThirdPartyLines('benign/web-urls.txt').slice(0, 4000);

const WRAPPED_BY_GOOGLE = 'https://www.google.com/url?q=https%3A%2F%2Fevil.com%2F';

function kindsOf(input: string, facts?: LinkFacts): readonly SignKind[] {
  return understand(input, facts).signs.map(({ kind }) => kind);
}

describe('signsOf', () => {
  test.each<[SignKind, string, string | undefined]>([
    ['text-names-other-host', 'https://evil.com/', 'https://paypal.com/login'],
    ['text-names-other-host', 'https://evil.com/', 'paypal.com'],
    ['text-names-other-host', 'https://evil.com/', 'taobao.com/item…'],
    ['text-names-other-host', 'https://docs.qq.com/form', 'https://www.wechat.com/'],
    ['text-names-other-host', 'https://onedrive.live.com/a', 'https://www.microsoft.com/'],
    ['text-names-other-host', 'https://evil.com/', '网址:paypal.com'],
    ['text-names-other-host', 'https://evil.com/', 'EXAMPLE.COM/LOGIN'],
    ['text-names-other-host', 'https://evil.com/', 'аррӏе.com'],
    ['text-names-other-host', 'https://evil.com/', 'https://link.zhihu.com/?target=https://a.com'],
    ['text-names-other-host', 'https://evil.com/', 'https://m.tb.cn/h.abc'],
    ['text-names-other-host', 'https://a.github.io/', 'https://b.github.io/'],
    ['text-names-other-host', 'https://evil.com/', 'https://bit.ly/3abc'],
    ['text-names-other-host', WRAPPED_BY_GOOGLE, 'https://accounts.google.com/signin'],
    ['text-names-other-host', WRAPPED_BY_GOOGLE, 'https://www.google.com/maps'],
    ['text-names-other-host', 'https://l.facebook.com/l.php?u=https://evil.com', 'facebook.com/a'],
    ['text-names-other-host', 'https://sites.google.com/view/evil', 'https://accounts.google.com/'],
    ['text-names-other-host', 'https://accounts.google.com/', 'https://docs.google.com/a'],
    ['text-names-other-host', 'https://paypal.community/', 'paypal.com…'],
    ['text-names-other-host', 'https://example.community/', 'example.com/login…'],
    ['user-info', 'https://paypal.com@evil.com/', undefined],
    ['user-info', 'https://:secret@evil.com/', undefined],
    ['user-info', 'https://link.zhihu.com/?target=https://paypal.com@evil.com/', undefined],
    ['ip-host', 'http://0x7f000001/', undefined],
    ['ip-host', 'http://[::1]/', undefined],
    ['bidi-control', 'https://example.com/', 'photo\u202egpj.exe'],
    ['bidi-control', 'https://example.com/%E2%80%AEgpj.exe', undefined],
    ['bidi-control', 'https://example.com/\u202egpj.exe', undefined],
    ['zero-width', 'https://example.com/', 'pay\u200bpal'],
    ['zero-width', 'https://exa\u200bmple.com/', undefined],
    ['zero-width', 'https://example.com/a%E2%80%8Bb', undefined],
    ['mixed-script', 'https://taоshop.com/', undefined],
    ['mixed-script', 'https://it-кoмпания.рф/', undefined],
    ['unusual-address', 'https://claim-bonus-77.xyz/', undefined],
    ['unusual-address', 'https://www.wallet-airdrop.top/start', undefined],
    ['look-alike', 'https://taobao-login.vercel.app/', undefined],
    ['look-alike', 'https://mybank-login.com/', undefined],
    ['look-alike', 'https://paypa1.com/', undefined],
    ['look-alike', 'https://link.zhihu.com/?target=https%3A%2F%2Fpaypa1.com', undefined],
    ['non-http-scheme', 'javascript:alert(1)', undefined],
    ['non-http-scheme', 'mailto:a@example.com', undefined],
    ['non-http-scheme', 'tel:110', undefined],
    ['non-http-scheme', 'sms:110', undefined],
    ['opaque-wrapper', 'https://bit.ly/a', undefined],
    ['opaque-wrapper', 'https://t.co/a', undefined],
    ['opaque-wrapper', 'https://bit.ly./a', undefined],
    ['opaque-wrapper', 'https://www.bit.ly/a', undefined],
    ['look-alike', 'http://qq.com.evil.cn/', undefined],
  ])('sees %s on %s with the text %j', (kind, input, text) => {
    expect(kindsOf(input, { text, protectedBrands: ['mybank.example'] })).toEqual(
      input.includes('target=https://paypal.com@') ? [kind, 'opaque-wrapper'] : [kind],
    );
  });

  test.each<[string, string, string]>([
    ['the text is the address', 'https://example.com/a', 'https://example.com/a'],
    ['the text is a cut address', 'https://www.example.com/abc', 'example.com/ab…'],
    ['the text is cut inside the host', 'https://www.example.com/', 'www.example.co…'],
    ['the text is a subdomain', 'https://example.com/', 'https://www.example.com/'],
    ['the text is a share host', 'https://www.youtube.com/watch?v=1', 'https://youtu.be/1'],
    ['the text is a share host', 'https://item.taobao.com/item.htm?id=1', 'https://m.tb.cn/h.a'],
    ['the text is of the same company', 'https://detail.tmall.com/', 'https://item.taobao.com/'],
    ['the text is of the same company', 'https://aka.ms/a', 'https://www.microsoft.com/a'],
    ['the text is a share host of it', 'https://detail.tmall.com/', 'https://m.tb.cn/h.a'],
    ['the text is news of a company', 'https://example.com/', 'Amazon.com announces results'],
    ['the text is a technology', 'https://example.com/', 'ASP.NET/C# developer'],
    ['two words of a name have two scripts', 'https://it-компания.рф/', ''],
    ['the host is the administrator’s own', 'https://login.mybank.example/', ''],
    ['the network is one’s own', 'http://192.168.1.1:8080/setup.bin', ''],
    ['the text names the destination', 'https://link.zhihu.com/?target=https://a.com', 'a.com'],
    [
      'the text names the wrapper',
      'https://link.zhihu.com/?target=https://a.com',
      'link.zhihu.com',
    ],
    ['the text is the wrapper', 'https://a.com/', 'https://link.zhihu.com/?target=https://a.com'],
    [
      'the text names a document of its own host',
      'https://docs.google.com/d/1',
      'docs.google.com/d',
    ],
    ['the text is the wrapper, cut', WRAPPED_BY_GOOGLE, 'https://www.google.com/ur…'],
    ['the text is the wrapper, cut', WRAPPED_BY_GOOGLE, 'www.google.com/url?q=ht...'],
    ['the host ends in a dot', 'https://docs.google.com./d/1', 'https://docs.google.com/d/1'],
    ['the text is a file', 'https://example.com/f/1', 'readme.md'],
    ['the text is a product', 'https://nodejs.org/', 'Node.js'],
    ['the text is a sentence', 'https://example.com/', 'e.g. this one'],
    ['the text has an emoji of several', 'https://example.com/', '👨\u200d👩\u200d👧'],
    ['the text is Arabic', 'https://example.com/', 'مرحبا\u200f!'],
    ['the text is Chinese', 'https://example.com/', '你好，世界。'],
    ['the host is Chinese', 'https://例子.cn/', '例子'],
    ['the host is Russian', 'https://пример.рф/', 'пример.рф'],
    [
      'the path has an emoji of several',
      'https://example.com/%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9',
      '',
    ],
    ['the query has a character without width', 'https://example.com/?q=a%E2%80%8Bb', ''],
    ['the short link is a provider’s', 'https://v.douyin.com/abc/', '复制打开抖音'],
  ])('sees nothing where %s', (_, input, text) => {
    const kinds = kindsOf(input, { text, protectedBrands: ['mybank.example'] });
    expect(kinds.filter((kind) => kind !== 'ip-host')).toEqual([]);
  });

  test('takes a text that is the chat site’s own short link for explained', () => {
    const text = 'https://t.co/abc';
    expect(kindsOf('https://example.com/', { text, site: 'x' })).toEqual([]);
    expect(kindsOf('https://example.com/', { text, site: 'slack' })).toEqual([
      'text-names-other-host',
    ]);
  });

  test('sees nothing on the chat site’s own short link, whatever its text says', () => {
    const text = 'example.com/long-pa…';
    expect(kindsOf('https://t.co/abc', { text, site: 'x' })).toEqual([]);
    expect(kindsOf('https://t.co/abc', { text, site: 'slack' })).toEqual([
      'text-names-other-host',
      'opaque-wrapper',
    ]);
  });

  test('tells what it saw', () => {
    expect(understand('https://paypal.com@evil.com/', { text: 'taobao.com' }).signs).toEqual([
      { kind: 'text-names-other-host', textHost: 'taobao.com', host: 'evil.com' },
      { kind: 'user-info', userInfo: 'paypal.com', host: 'evil.com' },
    ]);
    expect(understand('https://taоbao.com/').signs).toEqual([
      {
        kind: 'look-alike',
        host: 'xn--tabao-kye.com',
        unicodeHost: 'taоbao.com',
        likeness: 'letters',
        resembles: 'taobao.com',
        providerId: 'taobao',
      },
      { kind: 'mixed-script', label: 'taоbao', scripts: ['Latin', 'Cyrillic'] },
    ]);
    expect(understand('https://claim-bonus-77.xyz/').signs).toEqual([
      {
        kind: 'unusual-address',
        host: 'claim-bonus-77.xyz',
        points: expect.any(Number),
        features: expect.arrayContaining(['word:claim', 'word:bonus', 'ending:xyz']),
      },
    ]);
    expect(understand('JavaScript:alert(1)').signs).toEqual([
      { kind: 'non-http-scheme', scheme: 'javascript' },
    ]);
  });

  test('gives its signs in the order of the kinds', () => {
    const kinds = kindsOf('https://u@taоbao.com/a%E2%80%AEb%E2%80%8Bc', { text: 'paypal.com' });
    const sorted = [...kinds].sort((a, b) => SIGN_KINDS.indexOf(a) - SIGN_KINDS.indexOf(b));
    expect(kinds).toEqual(sorted);
    expect(kinds.length).toBeGreaterThan(4);
  });

  test('says of a look-alike no second time that it is unusual', () => {
    expect(kindsOf('https://paypal-login-verify-8855.xyz/')).toEqual(['look-alike']);
  });

  test(
    named('sees nothing on four thousand ordinary addresses shown as themselves', ordinary),
    () => {
      const seen = ordinary.filter((address) => kindsOf(address, { text: address }).length > 0);
      expect(seen).toEqual([]);
    },
  );
});
