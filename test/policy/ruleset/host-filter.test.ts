import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnder } from '../../../src/policy/index.ts';
import { makeHostFilter, mayBeNamed, mayBeUnder } from '../../../src/policy/ruleset/host-filter.ts';

const HOST = fc
  .array(fc.constantFrom('a', 'b', 'co', 'uk', 'test', 'www', '*'), { minLength: 2, maxLength: 4 })
  .map((labels) => labels.join('.'));

describe('host filters', () => {
  const names = ['co.uk', '*.ck', 'github.io'];
  const filter = makeHostFilter(names, 1024);

  test.each(['co.uk', 'www.ck', 'x.ck', 'github.io'])('may name %s', (host) => {
    expect(mayBeNamed(filter, `>${host}<`, 1, host.length + 1)).toBe(true);
  });

  test('tell almost all others', () => {
    const others = Array.from({ length: 1000 }, (_, index) => `host-${index}.co.uk`);
    const kept = others.filter((host) => mayBeNamed(filter, host, 0, host.length));
    expect(kept.length).toBeLessThan(20);
    const below = others.map((host) => host.replace('co.uk', 'test'));
    expect(below.filter((host) => mayBeUnder(filter, host, host.length)).length).toBeLessThan(20);
  });

  test('never deny a host of the set, or one under it', () => {
    fc.assert(
      fc.property(fc.array(HOST, { minLength: 1, maxLength: 9 }), HOST, (hosts, host) => {
        const small = makeHostFilter(hosts, 64);
        if (hosts.includes(host)) expect(mayBeNamed(small, host, 0, host.length)).toBe(true);
        if (hosts.some((parent) => isUnder(host, parent))) {
          expect(mayBeUnder(small, `${host}/`, host.length)).toBe(true);
        }
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
