import { describe, expect, test } from 'vitest';
import { textSigns } from '../../../../src/policy/url/signs/text-signs.ts';
import { unwrap } from '../../../../src/policy/url/wrappers/unwrap.ts';

const signs = (input: string, text: string) => textSigns(input, text, undefined, unwrap(input));

describe('textSigns', () => {
  test('is silent where the text is the address, as every reader reads it', () => {
    expect(signs('https://example.com/a', 'https://example.com/a')).toEqual([]);
  });

  test('tells both hosts where they differ', () => {
    expect(signs('https://evil.test/', 'https://paypal.com/')).toEqual([
      { kind: 'text-names-other-host', textHost: 'paypal.com', host: 'evil.test' },
    ]);
  });

  test('lets the services of one company stand for each other, and not their tenants', () => {
    expect(signs('https://www.youtube.com/a', 'google.com')).toEqual([]);
    expect(signs('https://sites.google.com/a', 'youtube.com')).toHaveLength(1);
  });
});
