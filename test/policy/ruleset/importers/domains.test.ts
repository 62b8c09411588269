import { describe, expect, test } from 'vitest';
import { read } from './read-list.ts';

describe('importList of domains', () => {
  test('reads a host a line, with comments', () => {
    expect(
      read('domains', '# all', '! too', 'a.test', 'B.test # why', '203.0.113.9', 'foo.github.io'),
    ).toEqual({
      listed: ['a.test/', 'b.test/', '203.0.113.9/', 'foo.github.io/'],
      allowed: [],
      refused: [],
    });
  });

  test.each([
    ['a.test/page', 'host: more than a host'],
    ['http://a.test', 'host: more than a host'],
    ['*.a.test', 'host: a wildcard'],
    ['a.test b.test', 'line: more than one host'],
    ['co.uk', 'host: a public suffix'],
    ['localhost', 'host: a single label'],
    ['10.0.0.1', 'host: not on the public internet'],
  ])('refuses %s', (line, rule) => {
    expect(read('domains', line)).toEqual({ listed: [], allowed: [], refused: [`1: ${rule}`] });
  });
});
