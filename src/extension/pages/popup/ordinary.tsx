import type { PopupView } from '../../messaging/protocol.ts';
import { Shape } from '../ui/mark.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { say } from '../ui/words.ts';

/** What happens here with an ordinary link: the first thing that a person reads. */
export function Ordinary({ ordinary }: { ordinary: NonNullable<PopupView['ordinary']> }) {
  const { action, reason } = ordinary;
  return (
    <section class={`ordinary ordinary-${action}`} aria-live="polite">
      <Shape action={action} />
      <div>
        <p class="ordinary-words">{say(`ordinary_${action}`)}</p>
        <p class="note">
          <Sentence words={reason} />
        </p>
      </div>
    </section>
  );
}
