/** Which choice a row of buttons shows. `null` is "as the policy says". */
import type { Choice, Context } from '../../../policy/index.ts';

export const CHOICES_SHOWN = [
  null,
  'open',
  'ask',
  'block',
] as const satisfies readonly (Choice | null)[];

export const CONTEXTS_SHOWN = [
  'direct',
  'group',
  'channel',
  'bot',
  'self',
  'unknown',
] as const satisfies readonly Context[];

/** Choices on their way to the background. */
export type Pending = Readonly<Partial<Record<Context, Choice | null>>>;

/** All kinds of conversation but the one in view, which has a place of its own. */
export function contextsInOrder(here: Context | undefined): readonly Context[] {
  return CONTEXTS_SHOWN.filter((context) => context !== here);
}

/** What an administrator set stands in the place of what the person chose. */
export function shownChoice(
  context: Context,
  { own, locked }: { readonly own: Choice | undefined; readonly locked: Choice | undefined },
  pending: Pending,
): Choice | null {
  if (locked !== undefined) return locked;
  const waiting = pending[context];
  return waiting === undefined ? (own ?? null) : waiting;
}
