import { expect, test } from 'vitest';
import { compareKinds } from '../../../../src/policy/ruleset/rules/compare-kinds.ts';
import { rule } from '../sample-rules.ts';

test('an allowing rule goes before a listing one, a severe before a lesser one, then by name', () => {
  const kinds = [
    rule('a.test/', { effect: 'allowed', list: 'z' }),
    rule('a.test/', { effect: 'allowed', violation: 'privacy' }),
    rule('a.test/', { list: 'a' }),
    rule('a.test/', { list: 'b' }),
    rule('a.test/', { violation: 'malware', list: 'a' }),
    rule('a.test/', { violation: 'privacy', severity: 'severe' }),
    rule('a.test/', { violation: 'marketing' }),
    rule('a.test/', { violation: 'privacy' }),
  ];
  expect(kinds.toReversed().sort(compareKinds)).toEqual(kinds);
  for (const kind of kinds) expect(compareKinds(kind, { ...kind })).toBe(0);
});
