import { describe, expect, test } from 'vitest';
import { withDestinations } from '../../../../src/extension/background/verdict/destinations.ts';
import type { SeenLink } from '../../../../src/extension/messaging/protocol.ts';
import { understand } from '../../../../src/policy/index.ts';

const seen = (href: string): SeenLink => ({
  href,
  text: 'here',
  context: 'direct',
  certainty: 'sure',
  mayBeBot: true,
  direction: 'other',
  message: '1',
  isText: false,
  action: 'open',
  reason: undefined,
});

const page = (links: readonly SeenLink[]) => ({
  site: 'wechat',
  isRecognised: true,
  expected: undefined,
  context: 'direct' as const,
  certainty: 'sure' as const,
  mayBeBot: true,
  links,
  hasMoreLinks: false,
  isDegraded: false,
});

describe('withDestinations', () => {
  test('tells where a wrapped link leads', () => {
    const wrapped =
      'https://wx.qq.com/cgi-bin/mmwebwx-bin/webwxcheckurl?requrl=https%3A%2F%2Fshop.example%2F%3Futm_source%3Dx&skey=s';
    const [link] = withDestinations(page([seen(wrapped)]), understand).links;
    expect(link).toEqual({ ...seen(wrapped), destination: 'https://shop.example/' });
  });

  test('tells nothing of what is no address', () => {
    const [link] = withDestinations(page([seen('https://[not-an-address/')]), understand).links;
    expect(link).toEqual(seen('https://[not-an-address/'));
  });

  test('stops at as many links as a page tells of, and says so', () => {
    const links = Array.from({ length: 300 }, (_, n) => seen(`https://shop.example/${n}`));
    const told = withDestinations(page(links), understand);
    expect(told.links).toHaveLength(200);
    expect(told.hasMoreLinks).toBe(true);
    expect(withDestinations(page(links.slice(0, 200)), understand).hasMoreLinks).toBe(false);
  });
});
