/**
 * How good somebody's complaints have been, for the order of work alone. As the EU's Digital
 * Services Act has it (Article 23), whoever often files what anybody can see to be unfounded is
 * warned first, and only who goes on after that is limited, for a time. Dismissed in good faith is
 * not unfounded.
 */
import { DAY, type Instant, milliseconds, plus } from '../instant.ts';

export type ReportOutcome = 'upheld' | 'dismissed' | 'unfounded';

export interface Report {
  readonly at: Instant;
  readonly outcome: ReportOutcome;
}

export interface ReporterHistory {
  /** Decided complaints. */
  readonly reports: readonly Report[];
  /** When the reporter was warned. */
  readonly warnings: readonly Instant[];
}

export const REPORTER_RULES = {
  /** After so many days a report counts half. */
  halfLifeDays: 180,
  /** What a newcomer is believed to have: two of four upheld. */
  prior: { upheld: 2, others: 2 },
  /** Unfounded reports, and their share of all, from which on there is a warning. */
  unfounded: 5,
  share: 0.8,
  /** So many more since the warning, and for so many days the reports wait behind all others. */
  sinceWarning: 5,
  limitDays: 30,
  /** A warning is forgotten after so many days. */
  warningDays: 365,
} as const;

export type ReporterStanding =
  | { readonly kind: 'ordinary'; readonly quality: number }
  | { readonly kind: 'to-warn'; readonly quality: number }
  | { readonly kind: 'warned'; readonly quality: number; readonly until: Instant }
  | { readonly kind: 'limited'; readonly quality: number; readonly until: Instant };

/** The upheld share with a prior, 0 to 1; what is old counts less. */
export function qualityOf(reports: readonly Report[], now: Instant): number {
  const { prior } = REPORTER_RULES;
  const upheld = reports.filter(({ outcome }) => outcome === 'upheld');
  const [good, all] = [weightOf(upheld, now), weightOf(reports, now)];
  return (prior.upheld + good) / (prior.upheld + prior.others + all);
}

export function reporterStandingOf(
  { reports, warnings }: ReporterHistory,
  now: Instant,
): ReporterStanding {
  const { limitDays, sinceWarning, warningDays } = REPORTER_RULES;
  const quality = qualityOf(reports, now);
  const warned = warnings
    .filter((at) => at <= now && now < plus(at, warningDays * DAY))
    .toSorted()
    .at(-1);
  if (warned === undefined) {
    return { kind: isOftenUnfounded(reports, now) ? 'to-warn' : 'ordinary', quality };
  }
  const since = unfoundedOf(reports)
    .filter(({ at }) => at > warned)
    .map(({ at }) => at)
    .toSorted();
  const last = since.at(-1);
  const until = last === undefined ? undefined : plus(last, limitDays * DAY);
  if (since.length >= sinceWarning && until !== undefined && now < until) {
    return { kind: 'limited', quality, until };
  }
  return { kind: 'warned', quality, until: plus(warned, warningDays * DAY) };
}

/** Both the number and the share have to be high; five of this week are five, though each fades. */
function isOftenUnfounded(reports: readonly Report[], now: Instant): boolean {
  const unfounded = weightOf(unfoundedOf(reports), now);
  const { unfounded: least, share } = REPORTER_RULES;
  return Math.round(unfounded) >= least && unfounded >= share * weightOf(reports, now);
}

function unfoundedOf(reports: readonly Report[]): readonly Report[] {
  return reports.filter(({ outcome }) => outcome === 'unfounded');
}

function weightOf(reports: readonly Report[], now: Instant): number {
  return reports
    .map(({ at }) => 0.5 ** (ageOf(at, now) / REPORTER_RULES.halfLifeDays))
    .toSorted((one, other) => one - other)
    .reduce((sum, one) => sum + one, 0);
}

function ageOf(at: Instant, now: Instant): number {
  return Math.max(0, (milliseconds(now) - milliseconds(at)) / DAY);
}
