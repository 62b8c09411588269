/** What holds where no ruleset brings a policy: nothing opens unasked. */
import { CONTEXTS } from '../context.ts';
import type { Policy } from '../policy.ts';
import { VIOLATIONS } from '../violation.ts';

type Each<K extends string, A> = Readonly<Record<K, A>>;

function each<K extends string, A>(names: readonly K[], action: A): Each<K, A> {
  return Object.fromEntries(names.map((name) => [name, action])) as Each<K, A>;
}

export function noPolicy(): Policy {
  return {
    id: 'none',
    name: { en: 'None', zh: '无' },
    contexts: each(CONTEXTS, 'ask'),
    violations: each(VIOLATIONS, 'block'),
    suspicious: 'warn',
    unknown: 'ask',
    signs: {},
    grades: {},
    categories: [],
    stages: [],
    sitesOff: [],
  };
}
