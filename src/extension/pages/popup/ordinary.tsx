import type { ChosenCategory, TraceStep } from '../../../policy/index.ts';
import type { PopupView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { useAttempt } from '../ui/attempt.ts';
import { Locked } from '../ui/locked.tsx';
import { Shape } from '../ui/mark.tsx';
import { Caution } from '../ui/notice.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { traceWords } from '../ui/trace-words.ts';
import { say } from '../ui/words.ts';
import { finerChoiceOf } from './finer-choice.ts';

interface Props {
  readonly ordinary: NonNullable<PopupView['ordinary']>;
  readonly organisation: string | undefined;
  readonly changed: () => Promise<void>;
}

/** What happens here with an ordinary link: the first thing that a person reads. */
export function Ordinary({ ordinary, organisation, changed }: Props) {
  const { action, reason, by } = ordinary;
  const isChosen = by?.authority === 'personal';
  return (
    <section class={`ordinary ordinary-${action}`}>
      <Shape action={action} />
      <div>
        <div aria-live="polite">
          <p class="ordinary-words">{say(`ordinary_${action}`)}</p>
          <p class="note">
            <Sentence words={isChosen ? traceWords(by) : reason} />
          </p>
        </div>
        {isChosen ? <WhoseChoice step={by} organisation={organisation} changed={changed} /> : null}
      </div>
    </section>
  );
}

/** A choice that is finer than those below is undone here: they would change nothing. */
function WhoseChoice({
  step,
  organisation,
  changed,
}: Omit<Props, 'ordinary'> & { readonly step: TraceStep }) {
  const { hasFailed, attempt } = useAttempt(changed);
  if (step.source === 'managed' && !step.rule.startsWith('recommended-')) {
    return <Locked by={organisation} />;
  }
  const finer = finerChoiceOf(step);
  if (finer === undefined) return null;
  return (
    <>
      <button type="button" onClick={() => void attempt(() => takeBack(finer))}>
        {say('prefs_take_back')}
      </button>
      {hasFailed ? <Caution>{say('choice_failed')}</Caution> : null}
    </>
  );
}

function takeBack({ of, id }: NonNullable<ReturnType<typeof finerChoiceOf>>): Promise<void> {
  return of === 'site'
    ? sendToBackground('site.choose', { id, choice: null })
    : sendToBackground('category.choose', { category: id as ChosenCategory, choice: null });
}
