/** Asks the background, and keeps what it answered for drawing. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

export type Answer<T> =
  | { readonly state: 'waiting' }
  | {
      readonly state: 'answered';
      readonly value: T;
      /** The background was asked again since, and was silent: this may not hold any more. */
      readonly isOld: boolean;
    }
  | { readonly state: 'silent' };

/**
 * Asks when first drawn and whenever `again` is called; an earlier answer stays on the screen
 * meanwhile. `ask` must be stable: a function outside the component, or one from `useCallback`.
 */
export function useAnswer<T>(ask: () => Promise<T>): {
  answer: Answer<T>;
  again: () => Promise<void>;
} {
  const [answer, setAnswer] = useState<Answer<T>>({ state: 'waiting' });
  const latest = useRef(0);
  const again = useCallback(async () => {
    latest.current += 1;
    const asked = latest.current;
    const next = await answered(ask);
    // A slow answer to an earlier question would put an old state back on the screen.
    if (asked === latest.current) setAnswer((before) => orBefore(next, before));
  }, [ask]);
  // Not after the first picture: the answer takes its time as well.
  useLayoutEffect(() => {
    void again();
  }, [again]);
  return { answer, again };
}

async function answered<T>(ask: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { state: 'answered', value: await ask(), isOld: false };
  } catch {
    // Whatever the code, the person can only try again; nothing is shown as safe meanwhile.
    return { state: 'silent' };
  }
}

/** An earlier answer is kept, marked as old: what a person was typing below it must not vanish. */
function orBefore<T>(next: Answer<T>, before: Answer<T>): Answer<T> {
  return next.state === 'silent' && before.state === 'answered' ? { ...before, isOld: true } : next;
}
