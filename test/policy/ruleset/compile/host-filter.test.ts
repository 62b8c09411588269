import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnder } from '../../../../src/policy/index.ts';
import { makeHostFilter, mayBeUnder } from '../../../../src/policy/ruleset/compile/host-filter.ts';

const HOST = fc
  .array(fc.constantFrom('a', 'b', 'co', 'uk', 'test', 'www', 'long-label'), {
    minLength: 2,
    maxLength: 4,
  })
  .map((labels) => labels.join('.'));

describe('host filters', () => {
  const filter = makeHostFilter(['a.uk', 'long-label.test', 'github.io'], 1024);

  test.each(['a.uk', 'x.a.uk', 'www.long-label.test', 'github.io', 'x.y.github.io'])(
    'may have %s',
    (host) => {
      expect(mayBeUnder(filter, `${host}/`, host.length)).toBe(true);
    },
  );

  test('tell almost all others', () => {
    const others = Array.from({ length: 1000 }, (_, index) => `host-${index}.co.uk`);
    const alike = others.map((_, index) => `${index}long-label.test`);
    for (const hosts of [others, alike]) {
      const kept = hosts.filter((host) => mayBeUnder(filter, host, host.length));
      expect(kept.length).toBeLessThan(20);
    }
  });

  test('never deny a host of the set, or one under it', () => {
    fc.assert(
      fc.property(fc.array(HOST, { minLength: 1, maxLength: 9 }), HOST, (hosts, host) => {
        const small = makeHostFilter(hosts, 64);
        if (hosts.some((parent) => isUnder(host, parent))) {
          expect(mayBeUnder(small, `${host}/`, host.length)).toBe(true);
        }
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
