import { describe, expect, test } from 'vitest';
import { read } from './read-list.ts';

describe('importList of hosts', () => {
  test('reads hosts behind a sink address, and hosts alone', () => {
    const { listed, refused } = read(
      'hosts',
      '# a comment',
      '0.0.0.0 one.test',
      '127.0.0.1\ttwo.test three.test # and why',
      '::1 four.test',
      'FIVE.test',
      '0.0.0.0 203.0.113.9',
    );
    expect(listed).toEqual([
      'one.test/',
      'two.test/',
      'three.test/',
      'four.test/',
      'five.test/',
      '203.0.113.9/',
    ]);
    expect(refused).toEqual([]);
  });

  test('passes over what every hosts file begins with', () => {
    expect(
      read('hosts', '127.0.0.1 localhost', '::1 ip6-localhost ip6-loopback', '0.0.0.0 0.0.0.0'),
    ).toEqual({ listed: [], allowed: [], refused: [] });
  });

  test('refuses what is more than a host, with its line', () => {
    expect(read('hosts', '0.0.0.0 ok.test', '0.0.0.0 a.test/page', '0.0.0.0 *.b.test')).toEqual({
      listed: ['ok.test/'],
      allowed: [],
      refused: ['2: host: more than a host', '3: host: a wildcard'],
    });
  });

  test('keeps the good hosts of a line that holds a bad one', () => {
    expect(read('hosts', '0.0.0.0 good.test bad/ also.test')).toMatchObject({
      listed: ['good.test/', 'also.test/'],
      refused: ['1: host: more than a host'],
    });
  });
});
