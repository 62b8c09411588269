import { describe, expect, test } from 'vitest';
import { reasonKeys, reasonOf } from '../../../../src/extension/background/verdict/reason.ts';
import type { TraceStep } from '../../../../src/policy/index.ts';

function reasonFor(step: Partial<TraceStep>) {
  const decided: TraceStep = {
    authority: 'default',
    source: 'ruleset',
    rule: 'context-group',
    says: 'open',
    effect: 'decided',
    detail: {},
    ...step,
  };
  const overruled: TraceStep = { ...decided, authority: 'grade', effect: 'overruled' };
  return reasonOf({ action: decided.says, trace: [overruled, decided] });
}

const CASES: readonly [Partial<TraceStep>, string][] = [
  [{ authority: 'managed', source: 'managed', rule: 'block-list', says: 'block' }, 'managed_block'],
  [{ authority: 'managed', source: 'managed', rule: 'allow-list', says: 'open' }, 'managed_allow'],
  [{ authority: 'severe-verdict', rule: 'phishing', says: 'block' }, 'harmful_phishing'],
  [{ authority: 'exception', source: 'personal', rule: 'e1' }, 'exception'],
  [{ authority: 'verdict', rule: 'marketing', says: 'ask' }, 'harmful_marketing'],
  [{ authority: 'verdict', source: 'sign', rule: 'look-alike' }, 'sign_look_alike'],
  [
    { authority: 'verdict', source: 'engine', rule: 'service-unreachable' },
    'unknown_service_unreachable',
  ],
  [{ authority: 'personal', source: 'personal', rule: 'own-group' }, 'own_choice'],
  [{ authority: 'personal', source: 'managed', rule: 'context-group' }, 'locked'],
  [{ authority: 'personal', source: 'managed', rule: 'recommended-context-group' }, 'recommended'],
  [{ authority: 'stage', rule: 's1' }, 'stage'],
  [{ authority: 'category', rule: 'c1' }, 'category'],
  [{ authority: 'sign', source: 'sign', rule: 'opaque-wrapper' }, 'sign_opaque_wrapper'],
  [{ authority: 'default', says: 'open' }, 'default_open'],
  [{ authority: 'default', says: 'ask' }, 'default_ask'],
  [{ authority: 'default', says: 'warn' }, 'default_ask'],
  [{ authority: 'default', says: 'block' }, 'default_block'],
];

describe('reasonOf', () => {
  test.each(CASES)('says for %j: %s', (step, key) => {
    expect(reasonFor(step)).toEqual({ key: `reason_${key}`, substitutions: [] });
    expect(reasonKeys()).toContain(`reason_${key}`);
  });

  test('says of a script that it leads to no page, not that it cannot be read', () => {
    const unreadable: TraceStep = {
      authority: 'verdict',
      source: 'engine',
      rule: 'unparsable-url',
      says: 'ask',
      effect: 'decided',
      detail: {},
    };
    const script: TraceStep = { ...unreadable, source: 'sign', rule: 'non-http-scheme' };
    const reason = (trace: readonly TraceStep[]) => reasonOf({ action: 'ask', trace }).key;
    expect(reason([script])).toBe('reason_sign_non_http_scheme');
    expect(reason([unreadable])).toBe('reason_unknown_unparsable_url');
  });

  test('names the letter of a grade', () => {
    const step = { authority: 'grade', rule: 'grade-E', detail: { grade: 'E' } } as const;
    expect(reasonFor(step)).toEqual({ key: 'reason_grade', substitutions: ['E'] });
  });
});

describe('reasonKeys()', () => {
  test('holds no key twice, and only ones that _locales can hold', () => {
    expect(new Set(reasonKeys()).size).toBe(reasonKeys().length);
    expect(reasonKeys().filter((key) => !/^[a-z_]+$/.test(key))).toEqual([]);
  });
});
