import { describe, expect, test } from 'vitest';
import { PACKAGED_POLICIES, packagedPolicy } from '../../src/policy/policies/packaged.ts';
import { parsePolicy } from '../../src/policy/policy.ts';
import { PROVIDERS } from '../../src/policy/provider/directory.ts';

describe('packagedPolicy', () => {
  test('packages everyday and the story of 2021', () => {
    expect(PACKAGED_POLICIES).toEqual(['everyday', 'wechat-2021']);
  });

  test.each(PACKAGED_POLICIES)('parses %s, and every stage has its approval on record', (name) => {
    for (const stage of packagedPolicy(name).stages) {
      expect(stage.approvedBy.record).not.toBe('');
      expect(stage.approvedBy.on <= stage.from.slice(0, 10)).toBe(true);
    }
  });

  test.each(PACKAGED_POLICIES)('%s names no provider in a rule', (name) => {
    const { stages, categories } = packagedPolicy(name);
    const words = JSON.stringify([stages.map(({ approvedBy: _, ...rule }) => rule), categories]);
    for (const { id } of PROVIDERS) expect(words).not.toContain(`"${id}"`);
  });

  test('refuses a name that is not packaged', () => {
    expect(() => packagedPolicy('constructor')).toThrow(/not packaged; there are everyday/);
  });
});

describe('parsePolicy', () => {
  const good = structuredClone(packagedPolicy('wechat-2021'));

  test('names the place and the rule of what is wrong', () => {
    const stages = [{ ...good.stages[0], share: 2 }];
    expect(() => parsePolicy({ ...good, stages })).toThrow(/policy: stages\.0\.share: .*1/);
  });

  test.each([
    ['an unknown field', { ...good, providers: {} }],
    ['a missing context', { ...good, contexts: { direct: 'open' } }],
    ['an unknown action', { ...good, suspicious: 'shrug' }],
    ['a number', 7],
    ['nothing', undefined],
  ])('refuses %s with the code bad-policy', (_, document) => {
    expect(() => parsePolicy(document)).toThrow(expect.objectContaining({ code: 'bad-policy' }));
  });
});
