/** Points in time in the reader's language and time zone. */
import { language } from './words.ts';

/** An ISO 8601 instant as day and minute. */
export function atMinute(instant: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    Date.parse(instant),
  );
}

/** An ISO 8601 day, the same in every time zone. */
export function onDay(day: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    Date.parse(day.slice(0, 10)),
  );
}
