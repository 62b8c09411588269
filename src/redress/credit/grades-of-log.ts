/** Every provider's credit from the public log, and what the log is to be told of it. */
import { type CreditRules, type Grades, gradeOf, PROVIDERS } from '../../policy/index.ts';
import type { Instant } from '../instant.ts';
import type { PublicFact } from '../log/public-fact.ts';
import { type Credit, creditOf } from './credit.ts';
import { findingsOf, type LogCount } from './findings-of-log.ts';

export interface ProviderCredit extends Credit {
  readonly providerId: string;
  readonly exposure: number;
  /** The rulings that it was reckoned from. */
  readonly rulings: readonly string[];
}

/** In the order of the directory; tenants are not in it. */
export function creditsOf(
  count: LogCount,
  now: Instant,
  rules: CreditRules,
): readonly ProviderCredit[] {
  return PROVIDERS.map(({ id: providerId }) => {
    const findings = findingsOf(count, providerId);
    const exposure = count.exposures.get(providerId) ?? 1;
    const credit = creditOf({ findings, exposure, now }, rules);
    const rulings = findings.map(({ rulingId }) => rulingId);
    return { providerId, exposure, rulings, ...credit };
  });
}

/** As the ruleset carries them: those that have a letter. */
export function gradesOf(credits: readonly ProviderCredit[]): Grades {
  const rated = credits.filter(({ grade }) => grade !== 'unrated');
  return Object.fromEntries(rated.map(({ providerId, grade }) => [providerId, grade]));
}

/** What changed since the grades that are published. */
export function gradeChanges(
  former: Grades,
  credits: readonly ProviderCredit[],
): readonly PublicFact[] {
  return credits.flatMap(({ providerId, grade, credit }) => {
    const before = gradeOf(former, providerId);
    if (before === grade) return [];
    const rounded = Math.round(credit * 10) / 10;
    return [{ kind: 'grade.changed', providerId, grade, former: before, credit: rounded }];
  });
}
