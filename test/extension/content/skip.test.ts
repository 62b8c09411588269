import { describe, expect, test } from 'vitest';
import { isLeftAlone, isSentinel } from '../../../src/extension/content/skip.ts';

const CHAT = 'https://chat.example';

describe('isLeftAlone', () => {
  test.each([
    ['', 'a link without an address'],
    ['https://chat.example/#room-7', 'a fragment of the same document'],
    ['https://chat.example/settings?tab=2', 'the chat’s own pages'],
    ['mailto:someone@example.org', 'a letter'],
    ['tel:+8610', 'a call'],
    ['sms:+8610', 'a text message'],
    ['xmpp:room@example.org?join', 'an invitation that the client handles'],
    ['javascript:;', 'a button that looks like a link'],
    ['javascript:void(0)', 'a button that looks like a link'],
    ['JavaScript: void 0;', 'a button that looks like a link'],
    ['blob:https://chat.example/1f0c', 'a file that the page holds'],
  ])('leaves %s alone: %s', (href) => {
    expect(isLeftAlone(href, CHAT)).toBe(true);
  });

  test.each([
    ['https://shop.example/item', 'another host'],
    ['javascript:alert(1)', 'a script'],
    ['java\tscript:alert(1)', 'a script, as browsers read it'],
    [`javascript:${';'.repeat(60)}alert(1)`, 'a script that begins as a button does'],
    ['https://chat.example.evil.example/', 'a host that begins like the chat’s'],
    ['http://chat.example/', 'the same host by another scheme'],
    ['https://chat.example:8443/', 'the same host at another port'],
    ['blob:https://other.example/1f0c', 'a file of another origin'],
    ['blob:null/1f0c', 'a file of no origin'],
    ['data:text/html,hello', 'a document in the address'],
    ['intent://scan/#Intent;end', 'another app'],
    ['https://[not-an-address/', 'what no browser can parse'],
  ])('takes %s up: %s', (href) => {
    expect(isLeftAlone(href, CHAT)).toBe(false);
  });

  test('takes up what the chat’s own host only redirects', () => {
    const wrapped = `${CHAT}/away/check?to=https%3A%2F%2Fshop.example%2F`;
    expect(isLeftAlone(wrapped, CHAT, ['/away/*'])).toBe(false);
    expect(isLeftAlone(wrapped, CHAT, ['/check'])).toBe(true);
    expect(isLeftAlone(`${CHAT}/here?/away/check`, CHAT, ['/away/*'])).toBe(true);
  });

  test.each(['https://chat.example/', 'blob:null/1f0c'])(
    'takes up %s where the page has no origin',
    (href) => {
      expect(isLeftAlone(href, 'null')).toBe(false);
    },
  );
});

describe('isSentinel', () => {
  test.each([
    ['https://stopped.link-guard.invalid/abc.0', true],
    ['https://anything.invalid/', true],
    ['http://stopped.link-guard.invalid/abc', false],
    ['https://shop.example/.invalid/', false],
    ['https://shop.example/?x=https://a.invalid/', false],
    ['https://a.invalid@shop.example/', false],
    ['https://a.invalid:8443/x', false],
  ])('of %s is %s', (href, expected) => {
    expect(isSentinel(href)).toBe(expected);
  });
});
