import { describe, expect, test } from 'vitest';
import { whyNot } from '../../../../src/extension/pages/gate/why-not.ts';
import { type ActInput, act } from '../../../../src/policy/index.ts';
import { actInput, harmful } from '../../../policy/sample.ts';

const NOTHING = { categories: {}, sites: {} };

describe('whyNot', () => {
  test.each<[string, string, Partial<ActInput>]>([
    [
      'the administrator',
      'gate_why_not_managed',
      { managed: { block: ['news.example'], allow: [], contexts: {} } },
    ],
    [
      'the person',
      'gate_why_not_personal',
      { personal: { ...NOTHING, contexts: { direct: 'block' } } },
    ],
    ['the policy', 'gate_why_not_policy', { verdict: harmful('phishing') }],
  ])('names %s, who blocks', (_, key, overrides) => {
    const link = act(actInput(overrides));
    expect(whyNot({ link, isHeldByOrganisation: false })).toBe(key);
    expect(whyNot({ link, isHeldByOrganisation: true })).toBe('gate_why_not_managed');
  });

  test('what is not blocked and may not go on is no web address', () => {
    expect(whyNot({ link: { action: 'ask', trace: [] }, isHeldByOrganisation: false })).toBe(
      'gate_why_not_address',
    );
  });
});
