import { describe, expect, test } from 'vitest';
import { readTarget, UNREADABLE } from '../../../../src/policy/url/wrappers/wrapped-target.ts';
import type { Wrapper, WrapperEncoding } from '../../../../src/policy/url/wrappers/wrapper.ts';

function wrapper(encoding: WrapperEncoding, path = '/go/*', more: Partial<Wrapper> = {}): Wrapper {
  return { id: 'w', hosts: ['w.test'], paths: [path], parameters: ['u'], encoding, ...more };
}

function read(tail: string, row: Wrapper): string | undefined {
  return readTarget(new URL(`https://w.test${tail}`), row);
}

describe('readTarget', () => {
  test.each<[string, WrapperEncoding, string, string]>([
    ['decodes once', 'parameter', '/?u=https%3A%2F%2Fa.test%2F%253F', 'https://a.test/%3F'],
    ['adds a scheme to a host', 'parameter', '/?u=phish.com%2Fa%3Fb', 'https://phish.com/a?b'],
    ['adds one to a host with a port', 'parameter', '/?u=phish.com:81', 'https://phish.com:81'],
    ['adds none to a file', 'parameter', '/?u=index.html', 'index.html'],
    ['adds none to a name before a host', 'parameter', '/?u=a.com@b.com', 'a.com@b.com'],
    ['adds none to what hides a host', 'parameter', '/?u=a.com%5C@b.com', 'a.com\\@b.com'],
    ['decodes twice', 'parameter-twice', '/?u=https%253A%252F%252Fa.test', 'https://a.test'],
    ['adds a scheme', 'parameter-without-scheme', '/?u=a.test:8080/b', 'https://a.test:8080/b'],
    ['reads base64', 'parameter-base64', '/?u=aHR0cHM6Ly9hLnRlc3QvPz4+', 'https://a.test/?>>'],
    ['reads base64url', 'parameter-base64', '/?u=aHR0cHM6Ly9hLnRlc3QvPz4-', 'https://a.test/?>>'],
    ['reads padded base64', 'parameter-base64', '/?u=aHR0cHM6Ly9hLmI=', 'https://a.b'],
    ['reads unpadded base64', 'parameter-base64', '/?u=aHR0cHM6Ly9hLmI', 'https://a.b'],
    ['reads what is plain for base64', 'parameter-base64', '/?u=https://a.b', 'https://a.b'],
    ['reads dashes', 'parameter-dashed', '/?u=https-3A__a.test_b-2Dc-5Fd', 'https://a.test/b-c_d'],
    ['drops a hash', 'parameter-hashed', '/?u=https://a.test:A-b_1', 'https://a.test'],
    ['reads a raw tail', 'tail', '/?x=1&u=https://a.test/?b=1&c=2#d', 'https://a.test/?b=1&c=2#d'],
    ['reads a tail behind ;', 'tail', '/?x=1;u=https://a.test/?b=1', 'https://a.test/?b=1'],
    ['ends an escaped tail', 'tail', '/?u=https%3A%2F%2Fa.test%2F;x=1&y', 'https://a.test/'],
    ['reads the query', 'query', '/?https://a.test/?b=1&c=2', 'https://a.test/?b=1&c=2'],
    ['reads the query, with = behind', 'query', '/?https%3A%2F%2Fa.test=', 'https://a.test'],
    ['reads the path', 'path', '/go/https://a.test/b?c=1', 'https://a.test/b?c=1'],
    ['begins with a host', 'path-without-scheme', '/go/a.test/b?c=1#d', 'https://a.test/b?c=1#d'],
    ['reads a segment', 'segment', '/go/https:%2F%2Fa.test%2Fb/1/x=', 'https://a.test/b'],
    ['reads a segment without a scheme', 'segment', '/go/a.test%2Fb/1', 'https://a.test/b'],
    ['finds it escaped', 'embedded', '/1x/https%3A%2F%2Fa.test%2Fb/z', 'https://a.test/b'],
    ['finds it raw', 'embedded', '/1x/https://a.test/b?c=1&d', 'https://a.test/b?c=1&d'],
  ])('%s', (_, encoding, tail, target) => {
    expect(read(tail, wrapper(encoding))).toBe(target);
  });

  test('adds http where the row says so', () => {
    const row = wrapper('path-without-scheme', '/go/*', { scheme: 'http' });
    expect(read('/go/a.test/b', row)).toBe('http://a.test/b');
  });

  test.each([
    ['nothing taken out', '__https://a.test/b?c=1__;!!x$', 'https://a.test/b?c=1'],
    ['one character', '__https://a.test/a*b__;Kw!!x$', 'https://a.test/a+b'],
    // B counts three.
    ['a run', '__https://a.test/*-*-**B__;KyPnmoTnmoTnmoQ!!x$', 'https://a.test/+-#-的的的'],
    ['one slash lost', '__https:/a.test/b__;!!x$', 'https:/a.test/b'],
    ['three underscores and a dot', '___https://a.test/b___.YXAz', 'https://a.test/b'],
  ])('reads between underscores: %s', (_, tail, target) => {
    const read1 = read(`/v3/${tail}`, wrapper('underscored', '/v3/*'));
    expect(read1).toBe(target);
  });

  test.each<[string, WrapperEncoding, string]>([
    ['two destinations', 'parameter', '/?u=https://a.test&u=https://b.test'],
    ['two tails', 'tail', '/?x;u=https://a.test/;u=https://b.test/'],
    ['broken escapes', 'parameter-twice', '/?u=%25E0%25A4'],
    ['broken base64', 'parameter-base64', '/?u=!!!'],
    ['a broken segment', 'segment', '/go/%E0%A4/1'],
    ['broken dashes', 'parameter-dashed', '/?u=-E0-A4'],
    ['a path written in another way', 'path', '//go/https://a.test/'],
    ['more taken out than put back', 'underscored', '/v3/__https://a.test/*__;!!x'],
    ['less taken out than put back', 'underscored', '/v3/__https://a.test/__;Kw!!x'],
    ['no end', 'underscored', '/v3/__https://a.test/'],
  ])('says that it cannot read %s', (_, encoding, tail) => {
    expect(read(tail, wrapper(encoding))).toBe(UNREADABLE);
  });

  test.each<[WrapperEncoding, string]>([
    ['parameter', '/?x=1'],
    ['parameter', '/?u='],
    ['parameter', '/?u=/own/page'],
    ['parameter-base64', '/?u=L293bi9wYWdl'],
    ['path', '/go/'],
    ['path-without-scheme', '/go/about/us'],
    ['segment', '/go/'],
    ['embedded', '/about'],
    ['underscored', '/about'],
    ['none', '/x'],
  ])('finds nothing as %s in %s', (encoding, tail) => {
    expect(read(tail, wrapper(encoding))).toBeUndefined();
  });

  test('reads a long run of underscores in time', () => {
    const tail = `/v3/__https:${'_a*'.repeat(2500)}`;
    expect(read(tail, wrapper('underscored', '/v3/*'))).toBe(UNREADABLE);
  });
});
