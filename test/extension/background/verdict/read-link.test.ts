import { beforeEach, describe, expect, test, vi } from 'vitest';
import { understand } from '../../../../src/policy/index.ts';
import { makeFakeBrowser } from '../fake-browser.ts';

const fake = makeFakeBrowser();
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

const { keeping } = await import('../../../../src/extension/background/verdict/read-link.ts');

const read: string[] = [];
const readLink = () =>
  keeping((href, facts) => {
    read.push(href);
    return understand(href, facts);
  });

beforeEach(() => {
  read.length = 0;
});

describe('keeping', () => {
  const HREF = 'https://shop.example/a';

  test('understands a link that comes again once', () => {
    const one = readLink();
    const first = one(HREF, { text: 'shop', site: 'demo' });
    expect(one(HREF, { text: 'shop', site: 'demo' })).toBe(first);
    expect(read).toEqual([HREF]);
  });

  test('tells links apart by address, text and site, however they are written', () => {
    const one = readLink();
    const asked = [
      [HREF, {}],
      [HREF, { text: '' }],
      [HREF, { text: 'undefined' }],
      [HREF, { text: 'bank.example' }],
      [HREF, { text: 'bank.example', site: 'demo' }],
      [`${HREF}","bank.example`, {}],
    ] as const;
    for (const [href, facts] of asked) {
      expect(one(href, facts)).toEqual(understand(href, facts));
    }
    expect(read).toHaveLength(asked.length);
  });

  test('forgets what it kept before there is too much of it', () => {
    const one = readLink();
    for (let n = 0; n < 5_000; n += 1) one(`${HREF}?id=${n}`);
    one(`${HREF}?id=0`);
    expect(read).toHaveLength(5_001);
  });

  test('keeps nothing of an address that is very long', () => {
    const one = readLink();
    const long = `${HREF}?q=${'a'.repeat(3_000)}`;
    one(long);
    one(long);
    expect(read).toHaveLength(2);
  });
});
