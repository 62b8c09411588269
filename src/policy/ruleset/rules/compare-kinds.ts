/** Which rule speaks where several have one expression. */
import { VIOLATIONS } from '../../violation.ts';
import type { RuleKind } from '../rule.ts';

/** Allowing before listing, severe before lesser; then an order that is the same everywhere. */
export function compareKinds(a: RuleKind, b: RuleKind): number {
  return (
    compareTexts(a.effect, b.effect) ||
    compareTexts(b.severity, a.severity) ||
    VIOLATIONS.indexOf(a.violation) - VIOLATIONS.indexOf(b.violation) ||
    compareTexts(a.list, b.list)
  );
}

/** By code units. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
