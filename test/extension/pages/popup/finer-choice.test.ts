import { describe, expect, test } from 'vitest';
import { finerChoiceOf } from '../../../../src/extension/pages/popup/finer-choice.ts';
import { type ActInput, act, decidedBy, understand } from '../../../../src/policy/index.ts';
import { actInput } from '../../../policy/sample.ts';

const NOTHING = { categories: {}, sites: {}, contexts: {} };
const TAOBAO = understand('https://item.taobao.com/');

function choiceIn(overrides: Partial<ActInput>) {
  const step = decidedBy(act(actInput({ link: TAOBAO, ...overrides })).trace);
  return step && finerChoiceOf(step);
}

describe('finerChoiceOf', () => {
  test('reads what the engine says of a choice for a chat site or a kind of destination', () => {
    const sites = { 'works-chat': 'block' } as const;
    expect(choiceIn({ personal: { ...NOTHING, sites }, site: 'works-chat' })).toEqual({
      of: 'site',
      id: 'works-chat',
    });
    const categories = { shopping: 'block' } as const;
    expect(choiceIn({ personal: { ...NOTHING, categories } })).toEqual({
      of: 'category',
      id: 'shopping',
    });
    const inGroups = { ...categories, 'shopping/group': 'ask' } as const;
    const group = { personal: { ...NOTHING, categories: inGroups }, context: 'group' } as const;
    expect(choiceIn(group)).toEqual({ of: 'category', id: 'shopping/group' });
  });

  test('finds none in a choice for a kind of conversation, nor in an administrator’s', () => {
    expect(choiceIn({ personal: { ...NOTHING, contexts: { direct: 'block' } } })).toBeUndefined();
    const managed = {
      block: [],
      allow: [],
      contexts: {},
      categories: { shopping: 'block' },
    } as const;
    expect(choiceIn({ managed })).toBeUndefined();
    expect(choiceIn({})).toBeUndefined();
  });
});
