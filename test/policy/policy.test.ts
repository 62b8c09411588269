import { describe, expect, test } from 'vitest';
import { noPolicy } from '../../src/policy/policies/no-policy.ts';
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

describe('noPolicy', () => {
  test('is a policy, and opens nothing unasked', () => {
    expect(parsePolicy(noPolicy())).toEqual(noPolicy());
    expect(JSON.stringify(noPolicy())).not.toContain('open');
  });
});

describe('parsePolicy', () => {
  const good = structuredClone(packagedPolicy('wechat-2021'));

  test('names the place and the rule of what is wrong', () => {
    const stages = [{ ...good.stages[0], share: 2 }];
    expect(() => parsePolicy({ ...good, stages })).toThrow(/policy: stages\.0\.share: .*1/);
  });

  const rule = { id: 'rule-1', categories: ['shopping'], action: 'ask' };
  const stage = { ...good.stages[0], id: 'rule-1' };

  test.each([
    [{ stages: [stage, stage] }, 'policy: stages.1.id: "rule-1" is the id of stages.0.id too'],
    [
      { stages: [], categories: [rule, rule] },
      'policy: categories.1.id: "rule-1" is the id of categories.0.id too',
    ],
    [
      { stages: [stage], categories: [rule] },
      'policy: categories.0.id: "rule-1" is the id of stages.0.id too',
    ],
  ])('refuses two rules of one id: %j', (rules, message) => {
    expect(() => parsePolicy({ ...good, ...rules })).toThrow(
      expect.objectContaining({ code: 'bad-policy', message }),
    );
  });

  test('takes rules of several ids', () => {
    const policy = { ...good, categories: [rule, { ...rule, id: 'rule-2' }] };
    expect(parsePolicy(policy).categories.map(({ id }) => id)).toEqual(['rule-1', 'rule-2']);
  });

  test.each([
    '2021-02-30T00:00:00Z',
    '2021-09-17T00:00:00',
    '2021-09-17 00:00:00+08:00',
    '2021-09-17',
  ])('refuses a stage from %s', (from) => {
    expect(() => parsePolicy({ ...good, stages: [{ ...good.stages[0], from }] })).toThrow(
      'policy: stages.0.from: expected an ISO 8601 instant that exists, with its zone',
    );
  });

  test('switches no site off unless it says so', () => {
    expect(parsePolicy(good).sitesOff).toEqual([]);
    expect(parsePolicy({ ...good, sitesOff: ['slack'] }).sitesOff).toEqual(['slack']);
  });

  test.each([
    [['Slack'], 'policy: sitesOff.0: expected the id of a site'],
    [[''], 'policy: sitesOff.0: expected the id of a site'],
    [Array.from({ length: 65 }, (_, index) => `site-${index}`), /sitesOff: .*65/],
  ])('refuses sites that are none, and too many', (sitesOff, message) => {
    expect(() => parsePolicy({ ...good, sitesOff })).toThrow(message);
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
