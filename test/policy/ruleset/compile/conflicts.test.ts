import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleEntry } from '../../../../src/policy/index.ts';
import { conflictsIn } from '../../../../src/policy/ruleset/compile/conflicts.ts';
import { canonicalize } from '../../../../src/policy/url/canonicalize.ts';
import { expressionsOf } from '../../../../src/policy/url/expressions.ts';

function entry(expression: string, effect: RuleEntry['effect'], list: string): RuleEntry {
  return { expression, effect, violation: 'fraud', severity: 'severe', list };
}

function conflicts(listed: string, allowed: string, allowedBy = 'good') {
  return conflictsIn([entry(listed, 'listed', 'bad'), entry(allowed, 'allowed', allowedBy)]);
}

describe('conflictsIn', () => {
  test.each([
    ['evil.test/', 'evil.test/'],
    ['evil.test/', 'www.evil.test/'],
    ['evil.test/', 'a.b.c.d.e.f.evil.test/x/y?z=1'],
    ['evil.test/', 'evil.test/login'],
    ['evil.test/a/', 'www.evil.test/a/b/c/d/e'],
    ['evil.test/a', 'evil.test/a?b=1'],
    [`#${'ab'.repeat(32)}`, `#${'ab'.repeat(32)}`],
  ])('says that what lists %s is lifted by what allows %s', (listed, allowed) => {
    expect(conflicts(listed, allowed)).toEqual([
      { listed, listedBy: 'bad', allowed, allowedBy: 'good' },
    ]);
  });

  test.each([
    ['www.evil.test/', 'evil.test/'],
    ['evil.test/', 'notevil.test/'],
    ['evil.test/a', 'evil.test/a/b'],
    ['evil.test/a/', 'evil.test/ab'],
  ])('sees none between %s and %s', (listed, allowed) => {
    expect(conflicts(listed, allowed)).toEqual([]);
  });

  test('lets a list spare something below what it lists, not the same', () => {
    expect(conflicts('evil.test/', 'www.evil.test/', 'bad')).toEqual([]);
    expect(conflicts('evil.test/', 'evil.test/', 'bad')).toHaveLength(1);
  });

  test('says each once, however often lists say it', () => {
    const entries = [entry('evil.test/', 'listed', 'a'), entry('evil.test/', 'allowed', 'b')];
    expect(conflictsIn([...entries, ...entries])).toHaveLength(1);
  });

  test('covers every expression of an address', () => {
    const label = fc.constantFrom('a', 'bc', 'd3');
    const parts = fc.tuple(fc.array(label, { maxLength: 4 }), fc.array(label, { maxLength: 6 }));
    fc.assert(
      fc.property(parts, fc.boolean(), ([labels, segments], hasQuery) => {
        const host = [...labels, 'evil', 'test'].join('.');
        const address = `http://${host}/${segments.join('/')}${hasQuery ? '?q=1' : ''}`;
        const canonical = canonicalize(address);
        const [allowed = '', ...others] = canonical.ok ? expressionsOf(canonical.url) : [];
        for (const listed of [allowed, ...others]) {
          expect(conflicts(listed, allowed)).toHaveLength(1);
        }
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});
