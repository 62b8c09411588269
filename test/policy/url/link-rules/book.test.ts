import { describe, expect, test } from 'vitest';
import { understand } from '../../../../src/policy/understand.ts';
import { openLinkRules } from '../../../../src/policy/url/link-rules/book.ts';
import type { LinkRules } from '../../../../src/policy/url/link-rules/link-rules.ts';
import { clean } from '../../../../src/policy/url/parameters/clean.ts';
import { unwrap } from '../../../../src/policy/url/wrappers/unwrap.ts';

const RULES: LinkRules = {
  wrappers: [
    {
      id: 'go',
      hosts: ['go.test', '*.go.test'],
      path: '/out?*',
      parameters: ['to'],
      encoding: 'parameter',
      except: ['*/out?keep=*'],
    },
    {
      id: 'shop',
      hosts: ['shop.*'],
      path: '/r/*',
      parameters: [],
      encoding: 'path-without-scheme',
      scheme: 'http',
      except: [],
    },
    {
      id: 'zhihu-too',
      hosts: ['link.zhihu.com'],
      path: '*',
      parameters: ['target', 'other'],
      encoding: 'parameter',
      except: [],
    },
  ],
  cleaners: [
    { hosts: [], path: '*', names: ['everywhere'], except: ['safe.test*'] },
    { hosts: ['go.test'], path: '/p*', names: ['here', 'trk_*'], except: [] },
    { hosts: ['*.shop.*'], path: '*', names: ['aff'], except: [] },
  ],
};

const book = openLinkRules(RULES);

describe('openLinkRules', () => {
  test.each([
    ['https://go.test/out?to=https%3A%2F%2Fa.test%2F', 'https://a.test/', ['go']],
    ['https://x.y.go.test./out?a=1&to=https://a.test/', 'https://a.test/', ['go']],
    ['https://shop.co.uk/r/a.test/b', 'http://a.test/b', ['shop']],
    ['https://shop.de./r/a.test/b', 'http://a.test/b', ['shop']],
    ['https://link.zhihu.com/?other=https://a.test/', 'https://a.test/', ['zhihu-too']],
    ['https://link.zhihu.com/?target=https://a.test/', 'https://a.test/', ['zhihu']],
    [
      'https://go.test/out?to=https://link.zhihu.com/?target=https://shop.de/r/a.test',
      'http://a.test/',
      ['go', 'zhihu', 'shop'],
    ],
  ])('opens %s', (address, destination, wrappers) => {
    const { hops, destination: found } = unwrap(address, undefined, book);
    expect(found).toBe(destination);
    expect(hops.map(({ wrapper }) => wrapper)).toEqual(wrappers);
  });

  test.each([
    'https://go.test/in?to=https://a.test/',
    'https://go.test/out?keep=1&to=https://a.test/',
    'https://notgo.test/out?to=https://a.test/',
    'https://go.test.evil.test/out?to=https://a.test/',
    'https://www.shop.co.uk/r/a.test/b',
    'https://shop.test/r/a.test/b',
    'https://shop.blogspot.com/r/a.test/b',
    'https://shop.co.uk.evil.test/r/a.test/b',
  ])('does not open %s', (address) => {
    expect(unwrap(address, undefined, book)).toMatchObject({ hops: [], destination: address });
  });

  test('refuses a dangerous destination as our own rows do', () => {
    const address = 'https://go.test/out?to=javascript:alert(1)';
    expect(unwrap(address, undefined, book)).toMatchObject({
      hops: [],
      destination: address,
      opaque: { wrapper: 'go', owner: 'third-party' },
    });
  });

  test.each([
    ['https://a.test/?everywhere=1&b=2', 'https://a.test/?b=2'],
    ['https://safe.test/?everywhere=1&b=2', 'https://safe.test/?everywhere=1&b=2'],
    ['https://go.test/p?here=1&trk_a=2&b=3&utm_source=4', 'https://go.test/p?b=3'],
    ['https://go.test/q?here=1', 'https://go.test/q?here=1'],
    ['https://www.go.test/p?here=1', 'https://www.go.test/p?here=1'],
    ['https://www.shop.co.uk/?aff=1&b=2', 'https://www.shop.co.uk/?b=2'],
    ['https://go.test/p?here=1&Signature=2', 'https://go.test/p?here=1&Signature=2'],
  ])('cleans %s', (address, cleaned) => {
    expect(clean(address, book).url).toBe(cleaned);
  });

  test('has a say in what is understood of a link', () => {
    const link = understand('https://go.test/out?to=https://a.test/?everywhere=1', {}, book);
    expect(link).toMatchObject({ destination: 'https://a.test/', removed: ['everywhere'] });
  });

  test('without rules changes nothing', () => {
    const none = openLinkRules({ wrappers: [], cleaners: [] });
    const address = 'https://go.test/out?to=https://a.test/&utm_source=1';
    expect(unwrap(address, undefined, none)).toEqual(unwrap(address));
    expect(clean(address, none)).toEqual(clean(address));
  });
});
