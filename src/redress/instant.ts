/**
 * Instants in the one form that `Date.toISOString` writes, so that the order of the texts is the
 * order of time. There is no clock here: every instant comes in from outside.
 */
import * as v from 'valibot';

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const InstantSchema = v.pipe(
  v.string(),
  v.check(
    (text) => FORM.test(text) && !Number.isNaN(Date.parse(text)) && canonical(text) === text,
    'expected an instant like 2026-01-31T08:00:00.000Z',
  ),
);

/** ISO 8601 in UTC with milliseconds. */
export type Instant = string;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export function milliseconds(instant: Instant): number {
  return Date.parse(instant);
}

export function plus(instant: Instant, duration: number): Instant {
  return new Date(milliseconds(instant) + duration).toISOString();
}

/** The same day and time so many months later; the month's last day where it has no such day. */
export function plusMonths(instant: Instant, months: number): Instant {
  const date = new Date(milliseconds(instant));
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.toISOString();
}

export function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}

/** A day that no calendar has would be moved to another one. */
function canonical(text: string): Instant {
  return new Date(Date.parse(text)).toISOString();
}
