import { describe, expect, test } from 'vitest';
import { addressParts, SHOWN_LIMIT } from '../../../../src/extension/pages/ui/address-parts.ts';

describe('addressParts', () => {
  test('takes an address apart', () => {
    expect(addressParts('https://shop.example:8443/a?b=c#d')).toEqual({
      scheme: 'https://',
      userInfo: '',
      host: 'shop.example',
      unicodeHost: undefined,
      port: ':8443',
      path: '/a?b=c#d',
      omitted: 0,
    });
  });

  test('tells user info from the site', () => {
    const parts = addressParts('https://bank.example:secret@evil.test/');
    expect(parts?.userInfo).toBe('bank.example:secret@');
    expect(parts?.host).toBe('evil.test');
  });

  test('gives both forms of an internationalised host', () => {
    const parts = addressParts('https://bücher.example/');
    expect(parts?.host).toBe('xn--bcher-kva.example');
    expect(parts?.unicodeHost).toBe('bücher.example');
  });

  test('keeps a label that only pretends to be Punycode, and reads the others', () => {
    const parts = addressParts('foo://xn--99999999999.xn--bcher-kva/');
    expect(parts?.host).toBe('xn--99999999999.xn--bcher-kva');
    expect(parts?.unicodeHost).toBe('xn--99999999999.bücher');
  });

  test('never cuts the host, and counts what it leaves out of the path', () => {
    const host = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.evil.test`;
    const parts = addressParts(`https://${host}/${'x'.repeat(1_000_000)}`);
    expect(parts?.host).toBe(host);
    expect(parts?.path).toHaveLength(SHOWN_LIMIT);
    expect(parts?.omitted).toBe(1_000_001 - SHOWN_LIMIT);
  });

  test.each(['javascript:alert(1)', 'mailto:a@b.example', 'not an address', ''])(
    'has no host to show in %j',
    (address) => {
      expect(addressParts(address)).toBeUndefined();
    },
  );
});
