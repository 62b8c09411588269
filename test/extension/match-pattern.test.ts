import { describe, expect, test } from 'vitest';
import {
  covers,
  hostOfPattern,
  isOneHost,
  originsLike,
  patternOf,
} from '../../src/extension/match-pattern.ts';

describe('patternOf', () => {
  test.each([
    ['https://chat.example/room?x#y', 'https://chat.example/*'],
    ['http://chat.example:8080/', 'http://chat.example/*'],
    ['http://[::1]:5280/', 'http://[::1]/*'],
    ['https://user@chat.example/', 'https://chat.example/*'],
  ])('names the host of %s', (address, pattern) => {
    expect(patternOf(address)).toBe(pattern);
  });

  test.each(['', 'about:blank', 'chrome://settings', 'file:///etc/hosts', 'data:text/html,x', 'x'])(
    'names none for %j',
    (address) => {
      expect(patternOf(address)).toBeUndefined();
    },
  );
});

describe('covers', () => {
  test.each([
    ['https://chat.example/*', 'https://chat.example/*', true],
    ['*://chat.example/*', 'http://chat.example/*', true],
    ['https://chat.example/*', 'http://chat.example/*', false],
    ['https://*.example/*', 'https://a.chat.example/*', true],
    ['https://*.chat.example/*', 'https://chat.example/*', true],
    ['https://*.chat.example/*', 'https://evilchat.example/*', false],
    ['https://chat.example/*', 'https://chat.example.evil/*', false],
    ['https://*/*', 'https://chat.example/*', true],
    ['https://chat.example/*', 'https://*/*', false],
    ['<all_urls>', 'http://chat.example/*', true],
    ['no pattern', 'https://chat.example/*', false],
  ])('%s covers %s: %s', (wide, narrow, wanted) => {
    expect(covers(wide, narrow)).toBe(wanted);
  });
});

describe('originsLike', () => {
  test.each([
    [['https://chat.example/*'], 'https://chat.example', true],
    [['https://chat.example/*'], 'https://chat.example:8443', true],
    [['https://chat.example/*'], 'http://chat.example', false],
    [['https://chat.example/*'], 'https://chat.example.evil', false],
    [['https://chat.example/*'], 'https://chatXexample', false],
    [['https://*.chat.example/*'], 'https://a.chat.example', true],
    [['https://*.chat.example/*'], 'https://chat.example', true],
    [['https://*.chat.example/*'], 'https://evilchat.example', false],
    [['*://localhost/*', 'http://[::1]/*'], 'http://[::1]:5280', true],
    [['*://localhost/*', 'http://[::1]/*'], 'https://localhost', true],
    [['<all_urls>'], 'https://chat.example', true],
    [['<all_urls>'], 'null', false],
    [['no pattern'], 'https://chat.example', false],
    [[], '', false],
  ])('%j names %s: %s', (patterns, origin, wanted) => {
    expect(new RegExp(originsLike(patterns)).test(origin)).toBe(wanted);
  });
});

describe('isOneHost', () => {
  test.each([
    ['https://chat.example/*', true],
    ['https://*.chat.example/*', false],
    ['*://chat.example/*', false],
    ['https://*/*', false],
    ['<all_urls>', false],
    ['', false],
  ])('of %s is %s', (pattern, wanted) => {
    expect(isOneHost(pattern)).toBe(wanted);
  });
});

describe('hostOfPattern', () => {
  test('gives the host with its star', () => {
    expect(hostOfPattern('https://*.chat.example/*')).toBe('*.chat.example');
    expect(hostOfPattern('nothing')).toBe('');
  });
});
