import { describe, expect, test, vi } from 'vitest';
import {
  CATEGORIES,
  PACKAGED_POLICIES,
  PROVIDERS,
  packagedPolicy,
  type RuleEntry,
} from '../../../src/policy/index.ts';
import {
  type AuditInputs,
  auditEquality,
  type Difference,
  RULINGS_LIST,
} from '../../../src/redress/index.ts';

// Each audit runs the engine over every provider, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const RULE = { effect: 'listed', violation: 'fraud', severity: 'severe' } as const;

function ruled(expression: string, evidence: string): RuleEntry {
  return { ...RULE, expression, list: RULINGS_LIST, evidence };
}

function audit(changes: Partial<AuditInputs> = {}) {
  return auditEquality({
    entries: [],
    policy: packagedPolicy('everyday'),
    grades: {},
    graded: new Map(),
    now: '2026-06-01T00:00:00.000Z',
    version: '1.0.0',
    ...changes,
  });
}

function differences(changes: Partial<AuditInputs> = {}): readonly Difference[] {
  return audit(changes).flatMap((one) => one.differences);
}

describe('auditEquality', () => {
  test('finds nothing to explain where no rule and no grade speaks, with any packaged policy', () => {
    for (const name of PACKAGED_POLICIES) {
      expect(differences({ policy: packagedPolicy(name) })).toEqual([]);
    }
  });

  test('looks at every category that has two providers, and at every one of them', () => {
    const found = audit();
    const several = CATEGORIES.filter(
      (category) => PROVIDERS.filter((provider) => provider.category === category).length > 1,
    );
    expect(found.map(({ category }) => category)).toEqual(several);
    for (const { category, providers } of found) {
      const all = PROVIDERS.filter((provider) => provider.category === category);
      expect(providers.map(({ providerId }) => providerId)).toEqual(all.map(({ id }) => id));
      for (const { rates, addresses } of providers) {
        expect(addresses).toBeGreaterThan(0);
        expect(Object.values(rates).reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(1, 9);
      }
    }
  });

  test('explains a difference by the rulings that make it', () => {
    const entries = [
      ruled('item.taobao.com/item.htm?id=7', 'ruling-7'),
      ruled('item.taobao.com/item.htm?id=8', 'ruling-8'),
    ];
    expect(differences({ entries })).toMatchObject([
      {
        providerId: 'taobao',
        action: 'warn',
        usual: 0,
        rulings: ['ruling-7', 'ruling-8'],
        lists: [],
        isExplained: true,
      },
    ]);
  });

  test('flags a listing without a ruling, and names its list', () => {
    const entries = [
      ruled('item.taobao.com/item.htm?id=7', 'ruling-7'),
      { ...RULE, expression: 'www.taobao.com/sale/', list: 'somebody' },
    ];
    expect(differences({ entries })).toMatchObject([
      { providerId: 'taobao', rulings: ['ruling-7'], lists: ['somebody'], isExplained: false },
    ]);
  });

  test('does not count what a list of that name claims without a case', () => {
    const entries = [{ ...RULE, expression: 'www.taobao.com/sale/', list: RULINGS_LIST }];
    expect(differences({ entries })).toMatchObject([{ isExplained: false }]);
  });

  test('explains a grade by the rulings behind it, and flags one that has none', () => {
    const grades = { taobao: 'E' } as const;
    const graded = new Map([['taobao', ['ruling-1', 'ruling-2']]]);
    expect(differences({ grades, graded })).toMatchObject([
      {
        providerId: 'taobao',
        action: 'ask',
        rate: 1,
        isExplained: true,
        rulings: ['ruling-1', 'ruling-2'],
      },
    ]);
    expect(differences({ grades })).toMatchObject([{ isExplained: false, lists: ['grade'] }]);
  });

  test('does not hold a tenant’s page against the landlord', () => {
    const entries = [
      ruled('shop.github.io/', 'ruling-1'),
      ruled('docs.google.com/forms/d/1', 'ruling-2'),
      ruled(`#${'a'.repeat(64)}`, 'ruling-3'),
    ];
    expect(differences({ entries })).toEqual([]);
  });

  test.each(['fraud', 'phishing', 'unlawful'] as const)(
    'treats providers of a category alike where all of each is ruled to be %s',
    (violation) => {
      const shops = PROVIDERS.filter(({ category }) => category === 'shopping');
      const entries = shops.flatMap(({ hosts, shareHosts }) =>
        [...hosts, ...shareHosts].map((host) => ({
          ...ruled(`${host}/`, `ruling-${host}`),
          violation,
        })),
      );
      const [shopping] = audit({ entries }).filter(({ category }) => category === 'shopping');
      const rates = new Set(shopping?.providers.map((one) => JSON.stringify(one.rates)));
      expect(rates.size).toBe(1);
      expect(shopping?.differences).toEqual([]);
    },
  );
});
