/**
 * What look-ups have sent: amounts by day, and the last ones as they went out. No address stands in
 * either. The amounts are kept for a week; the log is in memory, and gone when the browser closes.
 */
import type { LookUpEntry, SentAmount, SentTo } from '../../messaging/options.ts';
import { lookUpLog, sentByDay } from '../../storage/asking.ts';
import * as settings from '../../storage/settings.ts';

const DAYS = 7;
const ENTRIES = 50;

/** Milliseconds since the epoch. Never rejects: nobody's judgement hangs on it. */
export async function noteLookUp(entry: LookUpEntry): Promise<void> {
  try {
    await sentByDay.update((before) => withSent(before, entry));
    if (await settings.logsLookUps.get()) {
      await lookUpLog.update((before) => [entry, ...before].slice(0, ENTRIES));
    }
  } catch {
    // Told as 'storage-full' by the item itself.
  }
}

export async function setLogging({ isLogged }: { isLogged: boolean }): Promise<void> {
  await settings.logsLookUps.set(isLogged);
  if (!isLogged) await lookUpLog.set([]);
}

/** `to` is the service in force: it stands first, also where it was sent nothing; what has no receiver is its. */
export async function viewSent(now: number, to: string): Promise<readonly SentTo[]> {
  const kept = recent(await sentByDay.get(), now).map((one) => ({ ...one, to: one.to || to }));
  const all = [...new Set([to, ...kept.map((one) => one.to)])];
  return all.map((one) => {
    const days = kept.filter((day) => day.to === one);
    return { to: one, today: sum(days.filter(({ day }) => day === dayOf(now))), week: sum(days) };
  });
}

type SentOnDay = SentAmount & { readonly day: string; readonly to: string };

/** Exported for tests of the days. */
export function withSent(
  before: readonly SentOnDay[],
  { at, to, prefixes, bytes }: Pick<LookUpEntry, 'at' | 'to' | 'prefixes' | 'bytes'>,
): SentOnDay[] {
  const day = dayOf(at);
  const isSame = (one: SentOnDay) => one.day === day && one.to === to;
  const others = recent(before, at).filter((one) => !isSame(one));
  const now = sum([...before.filter(isSame), { requests: 1, prefixes: prefixes.length, bytes }]);
  return [...others, { day, to, ...now }];
}

function recent(days: readonly SentOnDay[], now: number): readonly SentOnDay[] {
  const first = dayOf(now - (DAYS - 1) * 86_400_000);
  return days.filter(({ day }) => day >= first && day <= dayOf(now));
}

function sum(amounts: readonly SentAmount[]): SentAmount {
  return amounts.reduce(
    (total, { requests, prefixes, bytes }) => ({
      requests: total.requests + requests,
      prefixes: total.prefixes + prefixes,
      bytes: total.bytes + bytes,
    }),
    { requests: 0, prefixes: 0, bytes: 0 },
  );
}

/** YYYY-MM-DD where the person is. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
