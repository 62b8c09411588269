import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { destinationIn, understand } from '../../src/policy/understand.ts';
import { diceOf, oddAddress } from '../support/odd-addresses.ts';

describe('understand', () => {
  test('joins what can be seen on a wrapped, tracked link', () => {
    const input =
      'https://link.zhihu.com/?target=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D1%26spm%3Da';
    const link = understand(input, { text: 'a shirt', site: 'wechat' });
    expect(link).toMatchObject({
      input,
      canonical: 'https://link.zhihu.com/?target=https://item.taobao.com/item.htm?id=1&spm=a',
      problem: undefined,
      hops: [{ wrapper: 'zhihu', from: input, to: 'https://item.taobao.com/item.htm?id=1&spm=a' }],
      opaque: undefined,
      destination: 'https://item.taobao.com/item.htm?id=1',
      removed: ['spm'],
      signs: [],
    });
    expect(link.provider?.id).toBe('taobao');
  });

  test('names every address on the way, the destination first, uncleaned', () => {
    const { addresses } = understand(
      'https://link.zhihu.com/?target=https%3A%2F%2Fexample.com%2Fa%3Fgclid%3D1',
    );
    expect(addresses).toEqual([
      'https://example.com/a?gclid=1',
      'https://link.zhihu.com/?target=https://example.com/a?gclid=1',
    ]);
  });

  test('names the addresses in the destination’s query last, four at most', () => {
    const carried = ['a', 'b', 'c', 'd', 'e'].map((name) => `http://${name}.example/`);
    const query = carried.map((address, at) => `p${at}=${encodeURIComponent(address)}`).join('&');
    const input = `https://redirector.test/go?x=1&${query}`;
    const link = understand(input);
    expect(link).toMatchObject({ hops: [], destination: input, signs: [] });
    expect(link.addresses.slice(1)).toEqual(carried.slice(0, 4));
    expect(link.addresses[0]).toMatch(/^https:\/\/redirector\.test\//);
  });

  test.each([
    ['https://redirector.test/?https://a.example/b', ['redirector.test/', 'a.example/']],
    [
      'https://link.zhihu.com/?target=https%3A%2F%2Fredirector.test%2F%3Fu%3Dhttps%253A%252F%252Fa.example',
      ['redirector.test/', 'link.zhihu.com/', 'a.example/'],
    ],
    ['https://redirector.test/?q=a.example&r=mailto:b@a.example', ['redirector.test/']],
    ['https://redirector.test/?q=https://', ['redirector.test/']],
  ])('looks up on %s the hosts of %j', (input, roots) => {
    const { addresses } = understand(input);
    expect(addresses.map((address) => `${new URL(address).hostname}/`)).toEqual(roots);
  });

  test('has no destination where it is too long to be looked up when it is written out', () => {
    const target = `${encodeURIComponent('https://a.test/')}${'淘'.repeat(1500)}`;
    const link = understand(`https://link.zhihu.com/?target=${target}`);
    expect(link).toMatchObject({ problem: 'too-long', destination: undefined, addresses: [] });
  });

  test('gives the destination as the browser would open it', () => {
    expect(understand('HTTPS:\\\\Example.com\\a b#c').destination).toBe(
      'https://example.com/a%20b#c',
    );
    expect(understand('example.com/a').destination).toBe('http://example.com/a');
  });

  test('says that a provider’s share link hides its end, and whose it is', () => {
    const link = understand('https://m.tb.cn/h.abc?tk=1');
    expect(link.opaque).toEqual({ wrapper: 'taobao', host: 'm.tb.cn', owner: 'provider' });
    expect(link.provider?.id).toBe('taobao');
    expect(link.signs).toEqual([]);
  });

  test.each([
    ['', 'empty'],
    ['no address', 'not-a-url'],
    ['javascript:alert(1)', 'scheme'],
    ['mailto:a@example.com', 'scheme'],
    ['http://host%23.com/', 'host'],
    ['http://%20leadingspace.com/', 'host'],
    [`http://${'a.'.repeat(4000)}com/`, 'host'],
    [`http://${'a.'.repeat(10_000)}com/`, 'too-long'],
    [`https://example.com/${'a'.repeat(1_000_000)}`, 'too-long'],
  ])('has no destination for %.40s: %s', (input, problem) => {
    expect(understand(input)).toMatchObject({
      canonical: undefined,
      problem,
      hops: [],
      destination: undefined,
      provider: undefined,
      addresses: [],
    });
  });

  test('never throws on any string, and what it opens is http or https', () => {
    const pieces = fc.constantFrom(
      ...[
        'https://',
        'link.zhihu.com/?target=',
        't.co/',
        '%25',
        '%',
        '@',
        'xn--',
        '\ud800',
        '\u202e',
      ],
      ...['a.', '..', '/', '\\', '?', '#', '&', '=', 'utm_source', '[', ']', ':', '1', '淘宝', 'а'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 24 }).map((all) => `https://${all.join('')}`),
    );
    fc.assert(
      fc.property(text, text, (input, label) => {
        const link = understand(input, { text: label });
        expect(link.destination === undefined).toBe(link.problem !== undefined);
        if (link.destination !== undefined) {
          expect(['http:', 'https:']).toContain(new URL(link.destination).protocol);
          expect(link.addresses.length).toBeGreaterThan(link.hops.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('is done with a megabyte, as address and as text, within a second', () => {
    const start = performance.now();
    for (const unit of ['a', 'a.', '%25', 'www.', '\u202e', ' ', 'https://a.com/']) {
      const megabyte = unit.repeat(Math.ceil(1_000_000 / unit.length));
      understand(megabyte, { text: megabyte });
      understand(`https://example.com/${megabyte}`.slice(0, 8192), { text: megabyte });
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('destinationIn', () => {
  test('is the destination that is understood', () => {
    const dice = diceOf(20_261_121);
    const wrapped = 'https://link.zhihu.com/?target=https%3A%2F%2Fexample.com%2F%3Futm_source%3Da';
    const odd = Array.from({ length: 500 }, () => oddAddress(dice, [wrapped]));
    const destinations = [wrapped, 'no address', ...odd].map((input) => {
      const { destination } = understand(input);
      expect(destinationIn(input)).toBe(destination);
      return destination;
    });
    expect(destinations[0]).toBe('https://example.com/');
    expect(destinations).toContain(undefined);
  });
});
