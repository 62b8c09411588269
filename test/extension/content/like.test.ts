import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLike, meaningOf, pick } from '../../../src/extension/content/like.ts';

describe('isLike', () => {
  test.each([
    ['@@abc', '@@*', true],
    ['@abc', '@@*', false],
    ['/messages/12-34', '/messages/*-*', true],
    ['/messages/1234', '/messages/*-*', false],
    ['abc', '???', true],
    ['abcd', '???', false],
    ['', '*', true],
    ['', '', true],
    ['a', '', false],
    ['19:x@thread.v2', '19:meeting_*@thread.v2', false],
    ['ababab', '*ab', true],
  ])('%s is like %s: %s', (text, pattern, expected) => {
    expect(isLike(text, pattern)).toBe(expected);
  });

  test('agrees with a regular expression of the same meaning', () => {
    const part = fc.constantFrom('a', 'b', '*', '?', '-');
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('')),
        fc.array(fc.constantFrom('a', 'b', '-')).map((parts) => parts.join('')),
        (pattern, text) => {
          const same = new RegExp(
            `^${pattern.replaceAll('?', '[^]').replaceAll('*', '[^]*?')}$`,
          ).test(text);
          expect(isLike(text, pattern)).toBe(same);
        },
      ),
    );
  });
});

describe('pick', () => {
  test.each([
    ['chat-messages-77-99', 'chat-messages-{}-*', '77'],
    ['[10:20, 1/2/2026] Ana Li: ', '[*] {}:*', 'Ana Li'],
    ['anything', '{}', 'anything'],
    ['', '{}', undefined],
    ['other', 'chat-{}', undefined],
    ['private-channels-uid_1___55', '*___{}', '55'],
  ])('from %s by %s: %s', (text, pattern, expected) => {
    expect(pick(text, pattern)).toBe(expected);
  });
});

test('meaningOf gives the first that fits', () => {
  expect(meaningOf('dm/1', { 'dm/*': 'direct', '*': 'group' })).toBe('direct');
  expect(meaningOf('space/1', { 'dm/*': 'direct', 'space/*': 'group' })).toBe('group');
  expect(meaningOf('x', {})).toBeUndefined();
});
