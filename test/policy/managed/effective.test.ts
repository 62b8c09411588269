import { describe, expect, test } from 'vitest';
import { type EffectiveFacts, effectivePolicy } from '../../../src/policy/managed/effective.ts';
import { NO_MANAGED_SETTINGS, parseManaged } from '../../../src/policy/managed/managed.ts';
import { NO_PERSONAL_SETTINGS } from '../../../src/policy/settings.ts';
import { actInput } from '../sample.ts';

const { policy, now, version, share } = actInput();

function valuesOf(facts: Partial<EffectiveFacts> = {}) {
  const rows = effectivePolicy({
    ...{ policy, now, version, share, hints: null, lookups: null, language: null },
    personal: NO_PERSONAL_SETTINGS,
    managed: NO_MANAGED_SETTINGS,
    ...facts,
  });
  return new Map(rows.map(({ key, value, source }) => [key, `${JSON.stringify(value)} ${source}`]));
}

describe('effectivePolicy', () => {
  test('is the policy, and as usual, where nobody chose', () => {
    const values = valuesOf();
    expect(values.get('contexts.group')).toBe(`"${policy.contexts.group}" policy`);
    expect(values.get('hints')).toBe('true usual');
    expect(values.get('lookups')).toBe('"real-time" usual');
    expect(values.get('language')).toBe('"browser" usual');
    expect(values.get('proceed')).toBe('true usual');
    expect(values.get('block')).toBe('null usual');
    expect(values.has('recommended')).toBe(false);
  });

  test('names whose each value is: locked, own, recommended', () => {
    const managed = parseManaged({
      contexts: { group: 'block' },
      lookups: 'local-only',
      language: 'zh_CN',
      proceed: false,
      recommended: {
        contexts: { group: 'ask', direct: 'ask', bot: 'block' },
        categories: { games: 'ask', video: 'ask' },
        hints: false,
        lookups: 'on-local-hit',
      },
    });
    const personal = {
      contexts: { group: 'open', direct: 'open' },
      categories: { video: 'block', 'video/unknown': 'open' },
      sites: { slack: 'ask' },
    } as const;
    const values = valuesOf({ managed, personal, lookups: 'real-time' });
    expect(values.get('contexts.group')).toBe('"block" managed');
    expect(values.get('contexts.direct')).toBe('"open" personal');
    expect(values.get('contexts.bot')).toBe('"block" recommended');
    expect(values.get('categories.games')).toBe('"ask" recommended');
    expect(values.get('categories.video')).toBe('"block" personal');
    expect(values.get('categories.video/unknown')).toBe('"open" personal');
    expect(values.get('sites.slack')).toBe('"ask" personal');
    expect(values.get('hints')).toBe('false recommended');
    expect(values.get('lookups')).toBe('"local-only" managed');
    expect(values.get('language')).toBe('"zh_CN" managed');
    expect(values.get('proceed')).toBe('false managed');
  });
});
