/** Lodging an appeal, as a reporter or as an owner. */
import { useState } from 'preact/hooks';
import { APPEAL_LIMIT } from '../../../redress/index.ts';
import { AppealResponseSchema } from '../../../wire/index.ts';
import { ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { LongField } from '../ui/fields.tsx';
import { onDay } from '../ui/time.ts';
import { say } from '../ui/words.ts';

interface AppealFormProps {
  /** ISO 8601. */
  readonly until: string | undefined;
  readonly path: string;
  readonly body: (words: string) => unknown;
  readonly lodged: () => void;
}

export function AppealForm({ until, path, body, lodged }: AppealFormProps) {
  const [words, setWords] = useState('');
  const [failure, setFailure] = useState<string>();

  async function send(event: Event) {
    event.preventDefault();
    const sent = await ask(path, AppealResponseSchema, { method: 'POST', body: body(words) });
    if (sent.ok) lodged();
    else setFailure(sent.code);
  }

  return (
    <form class="card" onSubmit={(event) => void send(event)}>
      <h2>{say('follow_appeal_title')}</h2>
      {until === undefined ? null : <p>{say('follow_appeal_note', { day: onDay(until) })}</p>}
      <LongField
        label={say('follow_appeal_words')}
        required
        maxLength={APPEAL_LIMIT}
        value={words}
        write={setWords}
      />
      {failure === undefined ? null : <Failure code={failure} />}
      <div class="buttons">
        <button type="submit" class="primary" disabled={words.trim() === ''}>
          {say('follow_appeal_send')}
        </button>
      </div>
    </form>
  );
}
