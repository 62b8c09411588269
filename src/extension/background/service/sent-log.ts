/**
 * What look-ups have sent: amounts by day, and the last ones as they went out. No address stands in
 * either. The amounts are kept for a week; the log is in memory, and gone when the browser closes.
 */
import type { LookUpEntry, PrivacyView, SentAmount } from '../../messaging/options.ts';
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

export async function viewSent(now: number): Promise<Pick<PrivacyView, 'today' | 'week'>> {
  const kept = recent(await sentByDay.get(), now);
  return {
    today: sum(kept.filter(({ day }) => day === dayOf(now))),
    week: sum(kept),
  };
}

type SentOnDay = SentAmount & { readonly day: string };

/** Exported for tests of the days. */
export function withSent(
  before: readonly SentOnDay[],
  { at, prefixes, bytes }: Pick<LookUpEntry, 'at' | 'prefixes' | 'bytes'>,
): SentOnDay[] {
  const day = dayOf(at);
  const others = recent(before, at).filter((one) => one.day !== day);
  const now = sum([
    ...before.filter((one) => one.day === day),
    { requests: 1, prefixes: prefixes.length, bytes },
  ]);
  return [...others, { day, ...now }];
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
