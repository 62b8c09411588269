import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  makeNameFilter,
  mayBeNamed,
  NAME_START,
  type NameFilter,
  nameStep,
  PARENT_START,
} from '../../../../src/policy/ruleset/compile/name-filter.ts';

const HOST = fc
  .array(fc.constantFrom('a', 'b', 'co', 'uk', 'test', 'www', '*'), { minLength: 2, maxLength: 4 })
  .map((labels) => labels.join('.'));

function mayName(filter: NameFilter, host: string): boolean {
  const read = (text: string, start: number) =>
    [...text].reduce((hash, letter) => nameStep(hash, letter.charCodeAt(0)), start);
  const parent = host.slice(host.indexOf('.') + 1);
  return mayBeNamed(filter, read(host, NAME_START), read(parent, PARENT_START));
}

describe('name filters', () => {
  const filter = makeNameFilter(['co.uk', '*.ck', 'github.io'], 1024);

  test.each(['co.uk', 'www.ck', 'x.ck', 'github.io'])('may name %s', (host) => {
    expect(mayName(filter, host)).toBe(true);
  });

  test('tell almost all others', () => {
    const others = Array.from({ length: 1000 }, (_, index) => `host-${index}.co.uk`);
    expect(others.filter((host) => mayName(filter, host)).length).toBeLessThan(5);
  });

  test('never deny a name of the set, or a child of a wildcard', () => {
    fc.assert(
      fc.property(fc.array(HOST, { minLength: 1, maxLength: 9 }), HOST, (names, host) => {
        const small = makeNameFilter(names, 64);
        const parent = host.slice(host.indexOf('.') + 1);
        if (names.includes(host) || names.includes(`*.${parent}`)) {
          expect(mayName(small, host)).toBe(true);
        }
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
