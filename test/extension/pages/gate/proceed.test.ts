import { describe, expect, test } from 'vitest';
import { speak } from '../speaking-browser.ts';

speak('en');
const { webAddress } = await import('../../../../src/extension/pages/gate/proceed.ts');

describe('webAddress', () => {
  test.each(['https://shop.example/a?b', 'http://127.0.0.1:8080/'])('goes on to %s', (address) => {
    expect(webAddress(address)).toBe(address);
  });

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/hosts',
    'blob:https://shop.example/1',
    'intent://x#Intent;end',
    '//shop.example/',
    '',
  ])('does not go on to %j', (address) => {
    expect(webAddress(address)).toBeUndefined();
  });
});
