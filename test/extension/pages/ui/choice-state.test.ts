import { describe, expect, test } from 'vitest';
import {
  CHOICES_SHOWN,
  contextsInOrder,
  shownChoice,
} from '../../../../src/extension/pages/ui/choice-state.ts';
import { CHOICES, CONTEXTS } from '../../../../src/policy/index.ts';

describe('CHOICES_SHOWN', () => {
  test('are "as the policy says", then every choice', () => {
    expect(CHOICES_SHOWN).toEqual([null, ...CHOICES]);
  });
});

describe('contextsInOrder', () => {
  test('are all of them on a page that is not guarded', () => {
    expect(contextsInOrder(undefined)).toEqual(CONTEXTS);
  });

  test('leave out the one in view', () => {
    expect(contextsInOrder('group')).toEqual(CONTEXTS.filter((context) => context !== 'group'));
  });
});

describe('shownChoice', () => {
  test('is what an administrator set, whatever was chosen or is on its way', () => {
    expect(shownChoice('group', { own: 'open', locked: 'block' }, { group: 'ask' })).toBe('block');
  });

  test('is "as the policy says" until the person chooses', () => {
    expect(shownChoice('group', { own: undefined, locked: undefined }, {})).toBeNull();
  });

  test("is the person's own choice", () => {
    expect(shownChoice('group', { own: 'block', locked: undefined }, { direct: 'open' })).toBe(
      'block',
    );
  });

  test('is what was just chosen, while it is on its way', () => {
    expect(shownChoice('group', { own: 'block', locked: undefined }, { group: 'ask' })).toBe('ask');
    expect(shownChoice('group', { own: 'block', locked: undefined }, { group: null })).toBeNull();
  });
});
