/** Rules for property tests, of few names, so that sets of them have much in common. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { isSevere, type RuleEntry, severityOf, VIOLATIONS } from '../../../src/policy/index.ts';

export function rule(expression: string, more: Partial<RuleEntry> = {}): RuleEntry {
  const violation = more.violation ?? 'phishing';
  return {
    expression,
    effect: 'listed',
    violation,
    severity: severityOf(violation),
    list: 'one',
    ...more,
  };
}

/** A rule of which only the hash is known. */
export function hashedRule(expression: string): RuleEntry {
  return rule(`#${createHash('sha256').update(expression).digest('hex')}`);
}

const anyExpression = fc.tuple(fc.nat(200), fc.nat(3), fc.nat(20)).map(([host, page, form]) => {
  const expression = page === 0 ? `host-${host}.test/` : `host-${host}.test/${page}`;
  return form === 0 ? hashedRule(expression).expression : expression;
});

const anyKind = fc
  .record({
    effect: fc.constantFrom('listed', 'allowed'),
    violation: fc.constantFrom('phishing', 'marketing', ...VIOLATIONS),
    severity: fc.constantFrom('severe', 'lesser'),
    list: fc.constantFrom('one', 'two'),
  })
  .map((kind) => ({
    ...kind,
    severity: isSevere(kind.violation) ? ('severe' as const) : kind.severity,
  }));

export const anyRule: fc.Arbitrary<RuleEntry> = fc
  .tuple(anyExpression, anyKind)
  .map(([expression, kind]) => ({ expression, ...kind }));

/** Distinct rules. */
export const anyRules: fc.Arbitrary<RuleEntry[]> = fc.uniqueArray(anyRule, {
  maxLength: 120,
  selector: identityOf,
});

export const anyKey: fc.Arbitrary<Uint8Array<ArrayBuffer>> = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 16, maxLength: 16 })
  .map((bytes) => Uint8Array.from(bytes));

/** What makes a rule the same rule. */
export function identityOf({ expression, effect, violation, severity, list }: RuleEntry): string {
  return JSON.stringify([expression, effect, violation, severity, list]);
}

/** A key for each name. */
export function keyOf(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(name).digest().subarray(0, 16));
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
