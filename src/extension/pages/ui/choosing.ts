/** Chooses for a kind of conversation: the button moves at once, and back where it did not hold. */
import { useState } from 'preact/hooks';
import type { Choice, Context } from '../../../policy/index.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { useAttempt } from './attempt.ts';
import type { Pending } from './choice-state.ts';

export type Choose = (context: Context, choice: Choice | null) => Promise<void>;

/** `changed` asks for what is in force; must be stable. */
export function useChoosing(changed: () => Promise<void>): {
  readonly pending: Pending;
  readonly hasFailed: boolean;
  readonly choose: Choose;
} {
  const [pending, setPending] = useState<Pending>({});
  const { hasFailed, attempt } = useAttempt(changed);

  async function choose(context: Context, choice: Choice | null) {
    setPending((before) => ({ ...before, [context]: choice }));
    await attempt(() => sendToBackground('choice.set', { context, choice }));
    setPending(({ [context]: _, ...others }) => others);
  }

  return { pending, hasFailed, choose };
}
