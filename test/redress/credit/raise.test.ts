import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRADES, USUAL_CREDIT_RULES } from '../../../src/policy/index.ts';
import { type CreditInputs, creditOf, DAY, plus, raiseOf } from '../../../src/redress/index.ts';
import { finding, findingOfAge, findings, NOW } from './sample-findings.ts';

const RULES = USUAL_CREDIT_RULES;

function removedNow(inputs: CreditInputs, rulings: readonly string[]): CreditInputs {
  return {
    ...inputs,
    findings: inputs.findings.map((one) =>
      rulings.includes(one.rulingId) ? { ...one, removals: [...one.removals, NOW] } : one,
    ),
  };
}

describe('raiseOf', () => {
  test('has nothing to say of the best letter, and of none', () => {
    expect(raiseOf({ findings: [], exposure: 1, now: NOW }, RULES)).toBeUndefined();
    expect(raiseOf({ findings: findings(10), exposure: 50, now: NOW }, RULES)).toBeUndefined();
  });

  test('is true: doing it raises the letter, and one less or one day less does not', () => {
    const inputs = fc.record({
      findings: fc.uniqueArray(findingOfAge(20), {
        minLength: 6,
        maxLength: 40,
        selector: ({ rulingId }) => rulingId,
      }),
      exposure: fc.double({ min: 0.1, max: 5, noNaN: true }),
      now: fc.constant(NOW),
    });
    const seen = { byRemoving: 0, byDays: 0 };
    fc.assert(
      fc.property(inputs, (given) => {
        const { grade } = creditOf(given, RULES);
        const raise = raiseOf(given, RULES);
        if (raise === undefined) {
          expect(['A', 'unrated']).toContain(grade);
          return;
        }
        const isRaised = (changed: CreditInputs) =>
          GRADES.indexOf(creditOf(changed, RULES).grade) < GRADES.indexOf(grade);
        expect(GRADES.indexOf(raise.to)).toBe(GRADES.indexOf(grade) - 1);
        if (raise.byRemoving !== undefined) {
          seen.byRemoving += 1;
          expect(isRaised(removedNow(given, raise.byRemoving))).toBe(true);
          expect(isRaised(removedNow(given, raise.byRemoving.slice(0, -1)))).toBe(false);
        }
        if (raise.byDays !== undefined) {
          seen.byDays += 1;
          const inDays = (days: number) => ({ ...given, now: plus(NOW, days * DAY) });
          expect(isRaised(inDays(raise.byDays))).toBe(true);
          expect(isRaised(inDays(raise.byDays - 1))).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
    expect(seen.byRemoving).toBeGreaterThan(0);
    expect(seen.byDays).toBeGreaterThan(0);
  });

  test('names the fewest, the heaviest first', () => {
    const fresh = { publishedAt: plus(NOW, -DAY) };
    const heavy = finding({ rulingId: 'heavy', reach: 'public', ...fresh });
    const all = [...findings(4, fresh), heavy];
    const raise = raiseOf({ findings: all, exposure: 1, now: NOW }, RULES);
    expect(raise?.byRemoving?.[0]).toBe('heavy');
  });

  test('does not promise a letter where the sample gets too small first', () => {
    const raise = raiseOf({ findings: findings(4), exposure: 1, now: NOW }, RULES);
    expect(raise).toMatchObject({ to: 'A' });
    expect(raise).not.toHaveProperty('byDays');
  });
});
