import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ordinaryForm } from '../../../src/policy/url/ordinary.ts';
import { diceOf, oddAddress } from '../../support/odd-addresses.ts';
import { plainCanonical } from '../../support/plain-canonical.ts';

// On a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

describe('ordinaryForm', () => {
  test.each([
    ['https://example.com/', 'https://example.com/'],
    ['http://example.com', 'http://example.com/'],
    [
      'http://a-b_c.0x.example/a.b/~c/;d=1?e=//../\\f#g h',
      'http://a-b_c.0x.example/a.b/~c/;d=1?e=//../\\f',
    ],
    ['https://localhost/#%zz', 'https://localhost/'],
  ])('of %j is %j', (address, form) => {
    expect(ordinaryForm(address)).toBe(form);
  });

  test.each([
    ...['', 'example.com/', '//example.com/', 'ftp://example.com/', 'HTTP://example.com/'],
    ...[' http://example.com/', 'http:/example.com/', 'http://', 'http:///', 'http://./'],
    ...['http://Example.com/', 'http://example.com./', 'http://.example.com/', 'http://a..b/'],
    ...['http://example.com:80/', 'http://a@example.com/', 'http://[::1]/', 'http://a%2eb/'],
    ...['http://1.2.3.4/', 'http://0x7f/', 'http://example.09/', 'http://例.cn/'],
    ...['http://xn--fsq.cn/', 'http://a.xn--p1ai', 'http://example.com?a', 'http://example.com#a'],
    ...['http://example.com/%61', 'http://example.com/a b', 'http://example.com/ü'],
    ...['http://example.com//', 'http://example.com/.', 'http://example.com/a/../b'],
    ...[
      'http://example.com/a\\b',
      'http://example.com/a\n',
      'http://example.com/?%',
      'http://a\\b',
    ],
    `http://${'a'.repeat(254)}/`,
    `http://example.com/${'a'.repeat(8192)}`,
  ])('leaves %j to the parser', (address) => {
    expect(ordinaryForm(address)).toBeUndefined();
  });

  test('is what the URL parser and the specification make of the address', () => {
    const plain = fc
      .tuple(
        fc.constantFrom('http://', 'https://'),
        fc.string({ unit: fc.constantFrom(...'ab1-_.x'), minLength: 1, maxLength: 12 }),
        fc.string({ unit: fc.constantFrom(...'ab/.?;=~"<>^|{}\'#&\\'), maxLength: 12 }),
      )
      .map(([scheme, host, tail]) => `${scheme}${host}/${tail}`);
    fc.assert(
      fc.property(plain, (address) => {
        const form = ordinaryForm(address);
        if (form !== undefined) expect(form).toBe(plainCanonical(address));
      }),
      { numRuns: 5000, seed: 1 },
    );
  });

  test('is given to no address that the specification would change', () => {
    const dice = diceOf(1);
    const models = ['https://www.example.com/a/b.html?c=d', 'http://a.test', 'https://b.test/?q=1'];
    let ordinary = 0;
    for (let run = 0; run < 20_000; run += 1) {
      const address = oddAddress(dice, models);
      const form = ordinaryForm(address);
      if (form === undefined) continue;
      ordinary += 1;
      expect(form).toBe(plainCanonical(address));
    }
    expect(ordinary).toBeGreaterThan(100);
  });
});
