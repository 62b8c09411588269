/** What one finding weighs: how bad, how many it reached, how long ago, and what was done of it. */
import type { CreditRules } from '../../policy/index.ts';
import { DAY, type Instant, milliseconds } from '../instant.ts';
import type { Finding } from './finding.ts';

/** Half after each half-life; never more than one. */
export function decayOf({ publishedAt }: Finding, now: Instant, rules: CreditRules): number {
  return 0.5 ** (Math.max(0, daysBetween(publishedAt, now)) / rules.halfLifeDays);
}

export function weightOf(finding: Finding, now: Instant, rules: CreditRules): number {
  const { severity, reach, returns } = finding;
  const relief = isStanding(finding)
    ? 0
    : rules.removalRelief * 0.5 ** (daysStood(finding, now) / rules.removalHalfDays);
  const handling = (1 - relief) * (1 + rules.returnWeight * returns.length);
  return rules.severity[severity] * rules.reach[reach] * handling * decayOf(finding, now, rules);
}

/** Whether what was upheld is at its destination still, as far as anybody noted. */
export function isStanding({ removals, returns }: Finding): boolean {
  return removals.length <= returns.length;
}

/** Days for which it could be reached since the ruling was published, all together. */
export function daysStood({ publishedAt, removals, returns }: Finding, now: Instant): number {
  const begins = [publishedAt, ...returns];
  return begins.reduce(
    (days, begin, index) => days + Math.max(0, daysBetween(begin, removals[index] ?? now)),
    0,
  );
}

function daysBetween(from: Instant, to: Instant): number {
  return (milliseconds(to) - milliseconds(from)) / DAY;
}
