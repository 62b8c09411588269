/**
 * What went wrong and still is: codes, kept until the browser closes or the thing works again.
 * This cannot be an item, because items report here when they cannot be written.
 */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { logError } from '../log.ts';

/** Each has words in `_locales` as `problem_<code>`, with `-` as `_`. */
export const PROBLEMS = [
  'storage-full',
  'storage-broken',
  'service-unreachable',
  'no-permission',
  'report-only',
  'net-failed',
  'not-registered',
  'no-ruleset',
  'ruleset-stale',
  'ruleset-revoked',
  'update-bad-signature',
  'update-rollback',
  'update-two-faced',
  'update-fork',
  'update-fast-forward',
  'update-expired',
  'update-clock',
  'update-shrunk',
  'update-pinned',
  'update-not-a-ruleset',
  'update-failed',
] as const;

export type Problem = (typeof PROBLEMS)[number];

/** What has the problem, where several can have the same one. */
export type Place = 'settings' | 'database' | 'guard';

const KEY = 'problems';
const NotedSchema = v.array(
  v.object({ code: v.picklist(PROBLEMS), place: v.picklist(['settings', 'database', 'guard']) }),
);

type Noted = v.InferOutput<typeof NotedSchema>;

let last: Promise<unknown> = Promise.resolve();

/** With the changes that nobody has waited for. */
export async function problemsNow(): Promise<readonly Problem[]> {
  await last;
  try {
    return [...new Set((await noted()).map(({ code }) => code))];
  } catch (error) {
    logError('storage: problems cannot be read', error);
    return ['storage-broken'];
  }
}

export function reportProblem(code: Problem, place: Place = 'guard'): Promise<void> {
  return change((before) =>
    before.some((one) => one.code === code && one.place === place)
      ? before
      : [...before, { code, place }],
  );
}

export function clearProblem(code: Problem, place: Place = 'guard'): Promise<void> {
  return change((before) => {
    const after = before.filter((one) => one.code !== code || one.place !== place);
    return after.length === before.length ? before : after;
  });
}

async function noted(): Promise<Noted> {
  const parsed = v.safeParse(NotedSchema, (await browser.storage.session.get(KEY))[KEY]);
  return parsed.success ? parsed.output : [];
}

/** Never rejects: who reports a problem is already busy with one. */
function change(make: (before: Noted) => Noted): Promise<void> {
  const next = last.then(async () => {
    try {
      const before = await noted();
      const after = make(before);
      if (after !== before) await browser.storage.session.set({ [KEY]: after });
    } catch (error) {
      logError('storage: problems cannot be kept', error);
    }
  });
  last = next;
  return next;
}
