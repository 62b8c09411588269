import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../src/service/owners/public-address.ts';

describe('isPublicAddress', () => {
  test.each([
    ['8.8.8.8'],
    ['93.184.216.34'],
    ['2606:2800:220:1:248:1893:25c8:1946'],
    ['2001:4860:4860::8888'],
  ])('lets the public address %s through', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ['127.0.0.1'],
    ['127.8.8.8'],
    ['0.0.0.0'],
    ['10.1.2.3'],
    ['172.16.0.1'],
    ['172.31.255.255'],
    ['192.168.1.1'],
    ['169.254.169.254'],
    ['100.64.0.1'],
    ['192.0.0.8'],
    ['192.0.2.1'],
    ['198.18.0.1'],
    ['198.51.100.7'],
    ['203.0.113.9'],
    ['224.0.0.1'],
    ['240.0.0.1'],
    ['255.255.255.255'],
    ['::'],
    ['::1'],
    ['::7f00:1'],
    ['::ffff:127.0.0.1'],
    ['::ffff:10.0.0.1'],
    ['::ffff:a9fe:a9fe'],
    ['64:ff9b::7f00:1'],
    ['64:ff9b:1::1'],
    ['2001::1'],
    ['2002:7f00:1::'],
    ['2001:db8::1'],
    ['3fff::1'],
    ['fc00::1'],
    ['fd12:3456::1'],
    ['fe80::1'],
    ['fe80::1%eth0'],
    ['fec0::1'],
    ['ff02::1'],
    ['100::1'],
    ['5f00::1'],
    ['0x7f.1'],
    ['2130706433'],
    ['127.1'],
    ['example.org'],
    [''],
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
