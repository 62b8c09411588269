/** Points in time and spans, in the reader's language. Times are milliseconds since the epoch. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Less than this ago is "just now". */
const A_MOMENT = MINUTE;

export function isJustNow(time: number, now: number): boolean {
  return now - time < A_MOMENT;
}

/** "5 minutes ago", "2 days ago". A time that lies ahead counts as now. */
export function ago(time: number, now: number, language: string): string {
  const { value, unit } = span(Math.max(0, now - time));
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-value, unit);
}

/** "3 days", "1 hour": how much time is left, up to the next whole unit. */
export function lasting(milliseconds: number, language: string): string {
  // Half a minute after "for 30 days" was chosen, 30 are left and not 29.
  const { value, unit } = span(Math.max(0, upToWhole(milliseconds)));
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    value,
  );
}

/** "20 November 2026" in the reader's order. */
export function onDate(time: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(time);
}

/** "November 20, 2026 at 1:05 PM GMT+1": for who reads it elsewhere. */
export function atTime(time: number, language: string): string {
  const form = { dateStyle: 'long', timeStyle: 'long' } as const;
  return new Intl.DateTimeFormat(language, form).format(time);
}

/** The day that an ISO 8601 instant names where it was written, whatever the reader's time zone. */
export function onDay(instant: string, language: string): string {
  const day = Date.parse(instant.slice(0, 10));
  if (Number.isNaN(day)) return instant;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

function upToWhole(milliseconds: number): number {
  const minutes = Math.ceil(milliseconds / MINUTE) * MINUTE;
  const hours = Math.ceil(milliseconds / HOUR) * HOUR;
  if (hours >= DAY) return Math.ceil(milliseconds / DAY) * DAY;
  return minutes >= HOUR ? hours : minutes;
}

function span(milliseconds: number): { value: number; unit: 'minute' | 'hour' | 'day' } {
  if (milliseconds < HOUR) return { value: Math.floor(milliseconds / MINUTE), unit: 'minute' };
  if (milliseconds < DAY) return { value: Math.floor(milliseconds / HOUR), unit: 'hour' };
  return { value: Math.floor(milliseconds / DAY), unit: 'day' };
}
