import type { ComponentChildren } from 'preact';
import { useAnswer } from './answer.ts';
import { Caution, Silent } from './notice.tsx';
import { say } from './words.ts';

interface Props<T> {
  /** Stable: a function outside the component, or one from `useCallback`. */
  readonly ask: () => Promise<T>;
  readonly children: (value: T, again: () => Promise<void>) => ComponentChildren;
}

/** What the background answers, or that it is silent. */
export function Asked<T>({ ask, children }: Props<T>) {
  const { answer, again } = useAnswer(ask);
  if (answer.state === 'waiting') return <p class="empty note">{say('loading')}</p>;
  if (answer.state === 'silent') return <Silent note={say('silent_note')} again={again} />;
  return (
    <>
      {answer.isOld ? <Caution>{say('options_old')}</Caution> : null}
      {children(answer.value, again)}
    </>
  );
}
