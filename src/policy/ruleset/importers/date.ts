/** Days as lists write them: taken where they can mean one thing only. */

/** How far into a text its head is looked for, in UTF-16 units. */
const HEAD = 4096;

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?=$|[T ])/;

const DATED =
  /^(?:!|#|\/\/|;)[ \t]*(?:last[ -]?(?:modified|updated?)|updated|date|generated)[ \t]*:[ \t]*(\S+)/i;

/** The YYYY-MM-DD that an ISO 8601 day or instant begins with; undefined for any other text. */
export function dayOf(text: string): string | undefined {
  const [day, year, month, date] = DAY.exec(text) ?? [];
  return isDay(Number(year), Number(month), Number(date)) ? day : undefined;
}

/** The day that the comments at the head of a text list name, where they name exactly one. */
export function dateOfHead(text: string): string | null {
  const days = new Set<string>();
  for (const line of text.slice(0, HEAD).split(/\r?\n/)) {
    if (line !== '' && !/^\s*(?:!|#|\/\/|;|\[)/.test(line)) break;
    const day = dayOf(DATED.exec(line.trim())?.[1] ?? '');
    if (day !== undefined) days.add(day);
  }
  const [day, ...others] = days;
  return day === undefined || others.length > 0 ? null : day;
}

function isDay(year: number, month: number, day: number): boolean {
  if (!(year >= 1970) || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}
