/** How long things take, and who is next. Plain figures over cases; nothing is estimated. */
import { HOUR, type Instant, milliseconds } from '../instant.ts';
import type { Case, RulingRecord } from './case.ts';

export interface Times {
  readonly count: number;
  /** Hours; absent where nothing was counted. */
  readonly median?: number;
  readonly p95?: number;
}

export interface HandlingTimes {
  readonly toClaim: Times;
  readonly toRuling: Times;
  readonly toPublication: Times;
  readonly toAppealDecision: Times;
}

/** First rulings count from the first complaint that they answer, appeals from their lodging. */
export function handlingTimes(cases: Iterable<Case>): HandlingTimes {
  const all = [...cases];
  const onAppeal = new Set(
    all.flatMap(({ appeals }) => appeals.flatMap(({ decision }) => decision?.ruling?.id ?? [])),
  );
  const first = all
    .flatMap(({ rulings }) => rulings)
    .filter(({ ruling }) => !onAppeal.has(ruling.id));
  const until = (end: (record: RulingRecord) => Instant | undefined) =>
    timesOf(first.flatMap((record) => hoursBetween(record.receivedAt, end(record))));
  return {
    toClaim: until(({ claimedAt }) => claimedAt),
    toRuling: until(({ ruling }) => ruling.at),
    toPublication: until(({ publishedAt }) => publishedAt),
    toAppealDecision: timesOf(
      all.flatMap(({ appeals }) =>
        appeals.flatMap(({ appeal, decision }) => hoursBetween(appeal.at, decision?.at)),
      ),
    ),
  };
}

export function timesOf(hours: readonly number[]): Times {
  const sorted = hours.toSorted((one, other) => one - other);
  const [median, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.95)];
  if (median === undefined || p95 === undefined) return { count: 0 };
  return { count: sorted.length, median, p95 };
}

/** The smallest of ascending numbers that so large a share of them does not exceed. */
export function quantile(ascending: readonly number[], share: number): number | undefined {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)];
}

function hoursBetween(from: Instant, to: Instant | undefined): readonly number[] {
  return to === undefined ? [] : [(milliseconds(to) - milliseconds(from)) / HOUR];
}
