import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../../src/policy/url/signs/host-parts.ts';

describe('partsOf', () => {
  test.each([
    ['www.example.co.uk.', 'example.co.uk', 'co.uk', 'example', ['www', 'example'], false],
    ['a.shop.github.io', 'shop.github.io', 'github.io', 'shop', ['a', 'shop'], true],
    ['example.test', 'example.test', 'test', 'example', ['example'], false],
  ])('takes %s apart', (hostname, registrable, suffix, label, chosen, isLent) => {
    const host = hostname.replace(/\.$/, '');
    expect(partsOf(hostname)).toEqual({ host, registrable, suffix, label, chosen, isLent });
  });

  test.each(['127.0.0.1', '[::1]', 'github.io', 'com', ''])('has no parts of %j', (hostname) => {
    expect(partsOf(hostname)).toBeUndefined();
  });
});
