import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isAtOrBelow,
  isNameable,
  levelsOf,
} from '../../../../src/extension/background/net/host-set.ts';

/** What a browser does with these rules. */
function isBlocked(host: string, levels: ReturnType<typeof levelsOf>): boolean {
  return levels.some(
    ({ requestDomains, excludedRequestDomains }) =>
      isAtOrBelow(host, new Set(requestDomains)) &&
      !isAtOrBelow(host, new Set(excludedRequestDomains)),
  );
}

/** In the plainest words: the nearest one that speaks of a host. */
function isStopped(host: string, stopped: readonly string[], free: readonly string[]): boolean {
  for (let at = host; at !== ''; at = at.includes('.') ? at.slice(at.indexOf('.') + 1) : '') {
    if (free.includes(at)) return false;
    if (stopped.includes(at)) return true;
  }
  return false;
}

describe('levelsOf', () => {
  test('is one rule where nothing below is free', () => {
    expect(levelsOf(['bad.test', 'evil.test'], ['good.test'])).toEqual([
      { requestDomains: ['bad.test', 'evil.test'], excludedRequestDomains: [] },
    ]);
  });

  test('stops what is listed below what is free below what is listed', () => {
    expect(levelsOf(['a.test', 'c.b.a.test'], ['b.a.test'])).toEqual([
      { requestDomains: ['a.test'], excludedRequestDomains: ['b.a.test'] },
      { requestDomains: ['c.b.a.test'], excludedRequestDomains: [] },
    ]);
  });

  test('leaves out what no rule may name', () => {
    expect(levelsOf(['', 'münchen.test', 'a b.test', 'a..test'], [])).toEqual([]);
  });

  test('lets the nearest host speak, however deep they stand', () => {
    const host = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 5 });
    const hosts = fc.array(
      host.map((labels) => labels.join('.')),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(hosts, hosts, hosts, (stopped, free, asked) => {
        const levels = levelsOf(stopped, free);
        for (const one of asked) {
          expect(isBlocked(one, levels)).toBe(isStopped(one, stopped, free));
        }
      }),
    );
  });
});

describe('isNameable', () => {
  test.each(['bad.test', 'xn--mnchen-3ya.test', '192.0.2.1', '[2001:db8::1]', 'a_b.test'])(
    'takes %s',
    (host) => expect(isNameable(host)).toBe(true),
  );

  test.each(['', '.test', 'a/b', 'BAD.test', 'bad.test:8080', '*'])('refuses "%s"', (host) =>
    expect(isNameable(host)).toBe(false),
  );
});
