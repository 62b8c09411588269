import { useId, useState } from 'preact/hooks';
import { APPEAL_LIMIT } from '../../../redress/index.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Caution } from '../ui/notice.tsx';
import { onDay } from '../ui/time.ts';
import { language, say } from '../ui/words.ts';

interface Props {
  readonly id: string;
  readonly rulingId: string;
  readonly until: string | undefined;
  readonly lodged: () => Promise<void>;
}

/** What speaks against a ruling, with everything that will be sent in plain sight. */
export function AppealForm({ id, rulingId, until, lodged }: Props) {
  const field = useId();
  const [words, setWords] = useState('');
  const [state, setState] = useState<'writing' | 'sending' | 'failed'>('writing');

  async function send(event: Event) {
    event.preventDefault();
    if (words.trim() === '' || state === 'sending') return;
    setState('sending');
    try {
      await sendToBackground('complaint.appeal', { id, rulingId, words: words.trim() });
      await lodged();
    } catch {
      // What was written stays in the form.
      setState('failed');
    }
  }

  return (
    <form class="field" onSubmit={(event) => void send(event)}>
      <h3>{say('appeal_title')}</h3>
      {until === undefined ? null : (
        <p class="note">{say('appeal_until', onDay(until, language()))}</p>
      )}
      <label for={field}>{say('appeal_words')}</label>
      <textarea
        id={field}
        rows={4}
        required
        maxLength={APPEAL_LIMIT}
        value={words}
        onInput={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <p class="note">{say('appeal_sends')}</p>
      {state === 'failed' ? <Caution>{say('appeal_failed')}</Caution> : null}
      <div class="buttons">
        <button type="submit" class="primary" disabled={state === 'sending'}>
          {say('appeal_send')}
        </button>
      </div>
    </form>
  );
}
