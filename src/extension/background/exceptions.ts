/** A person's exceptions: made at a gate, listed and undone in the popup and the options. */
import type { Context, Exception, ExceptionScope } from '../../policy/index.ts';
import type { ExceptionView } from '../messaging/protocol.ts';
import { managedNow } from '../storage/managed.ts';
import * as settings from '../storage/settings.ts';
import { broadcastChange } from './broadcast.ts';
import { randomToken } from './random-token.ts';

const DAY = 86_400_000;
export const MOST_EXCEPTIONS = 1000;

/** Newest first, without those that expired; none where the administrator lets none count. */
export async function listExceptions(): Promise<readonly ExceptionView[]> {
  if ((await managedNow()).settings.exceptions === false) return [];
  return inForce(await settings.exceptions.get(), Date.now()).toReversed();
}

export async function addException(made: {
  scope: ExceptionScope;
  value: string;
  /** Null for "until I remove it". */
  days: number | null;
  madeIn: Context;
}): Promise<void> {
  const { days, ...rest } = made;
  const madeAt = Date.now();
  const expiresAt = days === null ? null : madeAt + days * DAY;
  const exception: Exception = { ...rest, id: randomToken(16), madeAt, expiresAt };
  await settings.exceptions.update((before) =>
    [...withoutSame(inForce(before, madeAt), exception), exception].slice(-MOST_EXCEPTIONS),
  );
  void broadcastChange();
}

export async function removeException(id: string): Promise<void> {
  await settings.exceptions.update((before) => before.filter((exception) => exception.id !== id));
  void broadcastChange();
}

export async function clearExceptions(): Promise<void> {
  await settings.exceptions.set([]);
  void broadcastChange();
}

export function inForce(exceptions: readonly Exception[], now: number): readonly Exception[] {
  return exceptions.filter(({ expiresAt }) => expiresAt === null || now < expiresAt);
}

function withoutSame(exceptions: readonly Exception[], made: Exception): readonly Exception[] {
  return exceptions.filter(({ scope, value }) => scope !== made.scope || value !== made.value);
}
