import { describe, expect, test } from 'vitest';
import {
  askerOf,
  comesFromProxy,
  networkAround,
  parseProxies,
} from '../../src/service/remote-address.ts';

function asker(remoteAddress: string): string {
  return askerOf({ incoming: { socket: { remoteAddress } } });
}

describe('networkAround', () => {
  test('is a /24 of IPv4, and a /48 of IPv6', () => {
    expect(networkAround('192.0.2.7')).toBe('192.0.2');
    expect(networkAround('2001:db8:1:2')).toBe('2001:db8:1');
    expect(networkAround('in-process')).toBe('in-process');
  });
});

describe('comesFromProxy', () => {
  test('is so of the named proxies alone', () => {
    const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
    expect(comesFromProxy(from('::ffff:10.0.0.1'), '10.0.0.0/24')).toBe(true);
    expect(comesFromProxy(from('10.0.1.1'), '10.0.0.0/24')).toBe(false);
    expect(comesFromProxy(from('10.0.0.1'), undefined)).toBe(false);
    expect(comesFromProxy(undefined, '10.0.0.0/24')).toBe(false);
  });
});

describe('askerOf', () => {
  test('is the address of the connection', () => {
    expect(asker('192.0.2.7')).toBe('192.0.2.7');
  });

  test('is the same for both spellings of an IPv4 address', () => {
    expect(asker('::ffff:192.0.2.7')).toBe('192.0.2.7');
  });

  test.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('is the /64 of the IPv6 address %s', (address, network) => {
    expect(asker(address)).toBe(network);
  });

  test('is one asker where there is no connection', () => {
    expect(askerOf({})).toBe('in-process');
    expect(askerOf(undefined)).toBe('in-process');
  });

  describe('with a proxy in front', () => {
    const through = (remoteAddress: string, forwarded?: string) =>
      askerOf(
        { incoming: { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } },
        '10.0.0.1',
      );

    test('is whom the named proxy saw, not what stood in the header before', () => {
      expect(through('10.0.0.1', '198.51.100.9, 192.0.2.7')).toBe('192.0.2.7');
      expect(through('::ffff:10.0.0.1', '2001:db8:1:2::9')).toBe('2001:db8:1:2');
    });

    test('is the connection where somebody else sends the header, or it holds no address', () => {
      expect(through('203.0.113.5', '192.0.2.7')).toBe('203.0.113.5');
      expect(through('10.0.0.1', 'unknown')).toBe('10.0.0.1');
      expect(through('10.0.0.1')).toBe('10.0.0.1');
    });
  });
});

describe('parseProxies', () => {
  const askerAt = (peer: string, proxies: string) =>
    askerOf(
      {
        incoming: {
          socket: { remoteAddress: peer },
          headers: { 'x-forwarded-for': '203.0.113.7' },
        },
      },
      proxies,
    );

  test('believes every address of a range, and none beside it', () => {
    const proxies = '10.1.0.0/16, fd00::/8,192.0.2.1';
    for (const peer of ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '192.0.2.1']) {
      expect(askerAt(peer, proxies), peer).toBe('203.0.113.7');
    }
    expect(askerAt('10.2.0.1', proxies)).toBe('10.2.0.1');
    expect(askerAt('192.0.2.2', proxies)).toBe('192.0.2.2');
  });

  test.each(['', 'proxy', '10.0.0.0/33', '10.0.0.0/', 'fd00::/129', '10.0.0.0/8/8', '1.2.3/8'])(
    'refuses %j',
    (text) => {
      expect(() => parseProxies(text)).toThrow(expect.objectContaining({ code: 'bad-option' }));
    },
  );
});
