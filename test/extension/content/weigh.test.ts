import { describe, expect, test } from 'vitest';
import { type Claim, commonKind, weigh } from '../../../src/extension/content/weigh.ts';

function claim(
  context: Claim['context'],
  certainty: Claim['certainty'] = 'sure',
  mayBeBot = false,
): Claim {
  return { context, certainty, mayBeBot };
}

describe('weigh', () => {
  test('nothing said is unknown', () => {
    expect(weigh([], 0)).toEqual({ context: 'unknown', certainty: 'none', mayBeBot: false });
    expect(weigh([claim('unknown')], 1).context).toBe('unknown');
  });

  test('the surest clue decides', () => {
    expect(weigh([claim('group', 'hint'), claim('direct', 'sure')], 0)).toEqual({
      context: 'direct',
      certainty: 'sure',
      mayBeBot: false,
    });
  });

  test('contradictions among the surest are unknown', () => {
    expect(weigh([claim('group'), claim('direct'), claim('group')], 0).context).toBe('unknown');
    expect(weigh([claim('group', 'likely'), claim('channel', 'likely')], 1).context).toBe(
      'unknown',
    );
  });

  test('a clue that says unknown silences what is no surer, and whoever was seen', () => {
    expect(weigh([claim('unknown'), claim('direct')], 0).context).toBe('unknown');
    expect(weigh([claim('unknown'), claim('direct', 'sure', true), claim('bot')], 2)).toEqual({
      context: 'unknown',
      certainty: 'none',
      mayBeBot: false,
    });
    expect(weigh([claim('unknown', 'hint'), claim('direct', 'likely')], 0).context).toBe('direct');
  });

  test('two others prove a group, one proves nothing', () => {
    expect(weigh([], 1).context).toBe('unknown');
    expect(weigh([], 2)).toMatchObject({ context: 'group', certainty: 'sure' });
    expect(weigh([claim('direct')], 2).context).toBe('group');
    expect(weigh([claim('group'), claim('direct')], 2).context).toBe('group');
    expect(weigh([claim('group', 'hint')], 2).certainty).toBe('sure');
    expect(weigh([claim('channel')], 5).context).toBe('channel');
  });

  test('a one-to-one id does not exclude a bot', () => {
    expect(weigh([claim('direct', 'sure', true)], 0).mayBeBot).toBe(true);
    expect(weigh([claim('direct', 'sure', true), claim('direct')], 0).mayBeBot).toBe(false);
    expect(weigh([claim('direct', 'sure', true), claim('bot', 'likely')], 0)).toEqual({
      context: 'bot',
      certainty: 'likely',
      mayBeBot: false,
    });
    expect(weigh([claim('direct', 'sure', true), claim('bot', 'hint')], 0).context).toBe('direct');
    expect(weigh([claim('direct', 'sure'), claim('bot', 'sure')], 0).context).toBe('unknown');
    expect(weigh([claim('group'), claim('bot')], 0).context).toBe('unknown');
  });
});

describe('commonKind', () => {
  test('is nothing of none, and nothing where contexts differ', () => {
    expect(commonKind([]).context).toBe('unknown');
    expect(commonKind([claim('group'), claim('direct')]).context).toBe('unknown');
  });

  test('is as sure as the least sure, and a bot where any may be one', () => {
    expect(commonKind([claim('direct'), claim('direct', 'hint', true)])).toEqual({
      context: 'direct',
      certainty: 'hint',
      mayBeBot: true,
    });
  });
});
