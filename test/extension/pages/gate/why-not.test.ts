import { describe, expect, test } from 'vitest';
import { isOwnDoing, whyNot } from '../../../../src/extension/pages/gate/why-not.ts';
import { type ActInput, act, understand } from '../../../../src/policy/index.ts';
import { actInput, harmful } from '../../../policy/sample.ts';

const NOTHING = { contexts: {}, categories: {}, sites: {} };

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
    [
      'the person, for a kind of destination,',
      'gate_why_not_personal_category',
      {
        personal: { ...NOTHING, categories: { shopping: 'block' } },
        link: understand('https://item.taobao.com/'),
      },
    ],
    [
      'the person, for a chat,',
      'gate_why_not_personal_site',
      { personal: { ...NOTHING, sites: { slack: 'block' } }, site: 'slack' },
    ],
    ['the policy', 'gate_why_not_policy', { verdict: harmful('phishing') }],
  ])('names %s, who blocks', (name, key, overrides) => {
    const link = act(actInput(overrides));
    expect(whyNot({ link, isHeldByOrganisation: false })).toBe(key);
    expect(isOwnDoing(whyNot({ link, isHeldByOrganisation: false }))).toBe(name.includes('person'));
    expect(whyNot({ link, isHeldByOrganisation: true })).toBe('gate_why_not_managed');
  });

  test('what is not blocked and may not go on is no web address', () => {
    expect(whyNot({ link: { action: 'ask', trace: [] }, isHeldByOrganisation: false })).toBe(
      'gate_why_not_address',
    );
  });
});
