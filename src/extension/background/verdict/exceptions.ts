/** A person's exceptions: made at a gate or in the popup, listed and undone. */
import type { Context, Exception, ExceptionScope } from '../../../policy/index.ts';
import type { ExceptionView, Lasting } from '../../messaging/protocol.ts';
import { managedNow } from '../../storage/managed.ts';
import * as settings from '../../storage/settings.ts';
import { broadcastChange } from '../broadcast.ts';
import { randomToken } from '../random-token.ts';

const DAY = 86_400_000;
export const MOST_EXCEPTIONS = 1000;

/** Newest first, without those that expired; none where the administrator lets none count. */
export async function listExceptions(): Promise<readonly ExceptionView[]> {
  if ((await managedNow()).settings.exceptions === false) return [];
  const [kept, ofSession] = await Promise.all([
    settings.exceptions.get(),
    settings.sessionExceptions.get(),
  ]);
  return [
    ...inForce(kept, Date.now()),
    ...ofSession.map((one) => ({ ...one, isForSession: true as const })),
  ].sort((a, b) => b.madeAt - a.madeAt);
}

interface Made {
  readonly scope: ExceptionScope;
  readonly value: string;
  readonly lasts: Lasting;
  readonly madeIn: Context;
  /** Id of the chat site; '' where none is known. */
  readonly site: string;
  readonly conversation?: string | undefined;
  readonly lifts?: 'ask';
}

export async function addException({ lasts, site, ...made }: Made): Promise<void> {
  const madeAt = Date.now();
  const expiresAt = typeof lasts === 'number' ? madeAt + lasts * DAY : null;
  const place = site === '' ? {} : { madeOn: site };
  const exception: Exception = { ...made, ...place, id: randomToken(16), madeAt, expiresAt };
  const item = lasts === 'session' ? settings.sessionExceptions : settings.exceptions;
  await item.update((before) =>
    [...withoutSame(inForce(before, madeAt), exception), exception].slice(-MOST_EXCEPTIONS),
  );
  void broadcastChange();
}

export async function removeException(id: string): Promise<void> {
  for (const item of [settings.exceptions, settings.sessionExceptions]) {
    if ((await item.get()).some((exception) => exception.id === id)) {
      await item.update((before) => before.filter((exception) => exception.id !== id));
    }
  }
  void broadcastChange();
}

/** All that are listed. */
export async function clearExceptions(): Promise<void> {
  try {
    await settings.sessionExceptions.set([]);
    await settings.exceptions.set([]);
  } finally {
    void broadcastChange();
  }
}

export function inForce(exceptions: readonly Exception[], now: number): readonly Exception[] {
  return exceptions.filter(({ expiresAt }) => expiresAt === null || now < expiresAt);
}

function withoutSame(exceptions: readonly Exception[], made: Exception): readonly Exception[] {
  return exceptions.filter(
    ({ scope, value, lifts, madeIn, conversation }) =>
      scope !== made.scope ||
      value !== made.value ||
      lifts !== made.lifts ||
      (lifts === 'ask' && (madeIn !== made.madeIn || conversation !== made.conversation)),
  );
}
