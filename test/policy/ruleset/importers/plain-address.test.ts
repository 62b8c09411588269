import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddress, readHost } from '../../../../src/policy/ruleset/importers/address.ts';
import { makeLineCoder } from '../../../../src/policy/ruleset/importers/line-codes.ts';
import {
  makePlainReaders,
  type PlainReader,
} from '../../../../src/policy/ruleset/importers/plain-address.ts';

const { host, address } = makePlainReaders();
const codesOf = makeLineCoder();

function short(read: PlainReader, text: string, from = 0): string | undefined {
  const { codes, slashed } = codesOf(text);
  const span = read(codes, from);
  return span && slashed.slice(span.from, span.to);
}

function long(text: string, isHost: boolean): string | undefined {
  const reading = isHost ? readHost(text) : readAddress(text);
  return 'expression' in reading ? reading.expression : undefined;
}

const LABEL = fc.oneof(
  fc.constantFrom('a', 'www', 'xn--r8jz45g', 'ab--c', '-', '_x', '1', '0x7f', 'com', 'co', 'uk'),
  fc.constantFrom('github', 'io', 'ck', 'kawasaki', 'jp', 'compute', 'amazonaws', 'Test', 'é', ''),
  fc.stringMatching(/^[a-z0-9_-]{1,8}$/),
);
const HOST = fc.array(LABEL, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
const TAIL = fc.array(fc.constantFrom(...'abZ09-_.~=&+,;:@!()/?#/.%$*|"<>[]^`{}\'\\ é'), {
  maxLength: 12,
});
const ADDRESS = fc
  .tuple(fc.constantFrom('', 'http://', 'https://', 'HTTP://', 'http:/', 'ftp://'), HOST, TAIL)
  .map(([scheme, name, tail]) => `${scheme}${name}${tail.length > 0 ? '/' : ''}${tail.join('')}`);

describe('makePlainReaders', () => {
  test('answer what the long way does, or nothing', () => {
    let answered = 0;
    const agrees = (text: string, isHost: boolean) => {
      const plain = short(isHost ? host : address, `\n${text}\n/x`, 1);
      if (plain === undefined) return;
      answered += 1;
      expect(plain).toBe(long(text, isHost));
    };
    fc.assert(
      fc.property(ADDRESS, HOST, (text, name) => {
        agrees(text, false);
        agrees(text, true);
        agrees(name, true);
      }),
      { numRuns: 20_000, seed: 7 },
    );
    expect(answered).toBeGreaterThan(5000);
  });

  test.each([
    ['evil.test', 'evil.test/'],
    ['http://evil.test', 'evil.test/'],
    ['https://evil.test/', 'evil.test/'],
    ['http://evil.test/A/b?c=1', 'evil.test/A/b?c=1'],
    ['http://evil.test/#/x', 'evil.test/'],
    ['http://evil.test/a#/x', 'evil.test/a'],
    ['foo.github.io', 'foo.github.io/'],
    ['github.io/page', 'github.io/page'],
  ])('take %s at once', (text, expression) => {
    expect(short(address, text)).toBe(expression);
  });

  test.each([
    ...['github.io', 'co.uk', 'foo.ck', 'foo.kawasaki.jp', 'ec2-1.compute-1.amazonaws.com'],
    ...['1.2.3.4', 'a.0x1', 'xn--r8jz45g.test', 'a..test', '.test', 'test', 'A.test', 'a.test:80'],
    ...['u@a.test', 'http://a.test//b', 'a.test/./b', 'a.test/.x', 'a.test/?', 'a.test/%41'],
    ...[
      'a.test/*',
      'a.test/b c',
      'a.test/#b c',
      'ftp://a.test/',
      '# a',
      '',
      `${'a.'.repeat(127)}a`,
      `a.test/${'b'.repeat(2048)}`,
      `a.test/#${'b'.repeat(9000)}`,
    ],
  ])('leave %j to the long way', (text) => {
    expect(short(address, text)).toBeUndefined();
  });

  test('read hosts alone where only those are meant', () => {
    expect(short(host, '0.0.0.0 a.test', 8)).toBe('a.test/');
    expect(short(host, 'a.test/')).toBeUndefined();
    expect(short(host, 'a.test/b')).toBeUndefined();
  });
});
