import { describe, expect, test } from 'vitest';
import { canonicalize } from '../../../src/policy/url/canonicalize.ts';
import { expressionsOf } from '../../../src/policy/url/expressions.ts';
import { named, readThirdParty } from './third-party.ts';

interface Vectors {
  readonly generate_patterns: readonly {
    readonly url: string;
    readonly expressions?: readonly string[];
  }[];
  readonly lookup_hosts: readonly { readonly url: string; readonly hosts: readonly string[] }[];
  readonly lookup_paths: readonly { readonly url: string; readonly paths: readonly string[] }[];
}

const SEVEN = 'the Go client makes seven host suffixes; the specification says five in all';
const SUFFIX = 'version 5 begins at the registrable domain: kita.tokyo.jp is a public suffix';
const IPV6 = 'the URL standard writes every IPv6 address in groups, the Go client as it was given';

const DIFFERENCES: Readonly<Record<string, string>> = {
  'http://a.b.c.d.e.f.g.h.i/': SEVEN,
  'https://a.b.c.d.e.f.g.h.i/': SEVEN,
  'a.b.c.d.e.f.g.h.i/': SEVEN,
  'http://a.b.c.d.e.f.kita.tokyo.jp': SUFFIX,
  'http://[::192.9.5.5]/ipng': IPV6,
};

const vectors = readThirdParty('vectors/safebrowsing/vectors.json') as Vectors | undefined;

function of(input: string): readonly string[] {
  const canonical = canonicalize(input);
  return canonical.ok ? expressionsOf(canonical.url) : [];
}

function differing(): string[] {
  if (vectors === undefined) return Object.keys(DIFFERENCES);
  const differs = (ours: readonly string[], theirs: readonly string[]) =>
    ours.join(' ') !== theirs.join(' ');
  const firstPart = (expression: string) => expression.slice(0, expression.indexOf('/'));
  const rest = (expression: string) => expression.slice(expression.indexOf('/'));
  return [
    ...vectors.generate_patterns.filter(({ url, expressions }) =>
      differs(of(url), expressions ?? []),
    ),
    ...vectors.lookup_hosts.filter(({ url, hosts }) =>
      differs([...new Set(of(url).map(firstPart))], hosts),
    ),
    ...vectors.lookup_paths.filter(({ url, paths }) =>
      differs([...new Set(of(url).map(rest))].sort(), [...paths].sort()),
    ),
  ].map(({ url }) => url);
}

describe('expressionsOf', () => {
  test(named('agrees with every Safe Browsing vector but the ones that are named', vectors), () => {
    expect(differing().sort()).toEqual(Object.keys(DIFFERENCES).sort());
  });

  test('gives the exact address first and the registrable domain last', () => {
    expect(of('https://a.shop.example.com/x/y.html?q=1')).toEqual([
      'a.shop.example.com/x/y.html?q=1',
      'a.shop.example.com/x/y.html',
      'a.shop.example.com/x/',
      'a.shop.example.com/',
      'shop.example.com/x/y.html?q=1',
      'shop.example.com/x/y.html',
      'shop.example.com/x/',
      'shop.example.com/',
      'example.com/x/y.html?q=1',
      'example.com/x/y.html',
      'example.com/x/',
      'example.com/',
    ]);
  });

  test('gives at most five hosts and six paths', () => {
    const expressions = of('https://1a.b.c.d.e.f.example.com/1/2/3/4/5/6/7?8');
    expect(expressions).toHaveLength(30);
    expect(new Set(expressions).size).toBe(30);
    expect(expressions[0]).toBe('1a.b.c.d.e.f.example.com/1/2/3/4/5/6/7?8');
    expect(expressions[5]).toBe('1a.b.c.d.e.f.example.com/');
    expect(expressions[6]).toBe('d.e.f.example.com/1/2/3/4/5/6/7?8');
  });

  test('keeps one tenant of a hosting service apart from the next', () => {
    expect(of('https://someone.github.io/')).toEqual(['someone.github.io/']);
  });

  test('keeps an IP address whole', () => {
    expect(of('http://0x7f.1/a')).toEqual(['127.0.0.1/a', '127.0.0.1/']);
  });

  test('gives no expression of its own to an empty query', () => {
    expect(of('https://example.com/a?')).toEqual(['example.com/a', 'example.com/']);
  });
});
