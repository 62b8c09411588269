/** What has become of a complaint, for whoever holds its receipt; and the appeal. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import {
  type ComplaintCaseResponse,
  ComplaintCaseResponseSchema,
  ENDPOINTS,
} from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { TextField } from '../ui/fields.tsx';
import { atMinute } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import { AppealForm } from './appeal-form.tsx';
import { RulingStory } from './ruling-story.tsx';

const RECEIPT = /^[\w-]{43}$/;

export function Follow({ receipt }: { receipt: string }) {
  const [typed, setTyped] = useState(receipt);
  const [shown, setShown] = useState<Asked<ComplaintCaseResponse>>();
  const isReceipt = RECEIPT.test(typed.trim());
  const look = useCallback(async (wanted: string) => setShown(await storyOf(wanted)), []);

  useEffect(() => {
    if (!RECEIPT.test(receipt)) return;
    setTyped(receipt);
    void look(receipt);
  }, [receipt, look]);

  function show(event: Event) {
    event.preventDefault();
    if (isReceipt) void look(typed.trim());
  }

  return (
    <>
      <p class="lead">{say('follow_lead')}</p>
      <form class="card" onSubmit={show}>
        <TextField
          label={say('follow_receipt')}
          note={typed.trim() === '' || isReceipt ? undefined : say('follow_receipt_bad')}
          required
          value={typed}
          write={setTyped}
        />
        <div class="buttons">
          <button type="submit" class="primary" disabled={!isReceipt}>
            {say('follow_show')}
          </button>
        </div>
      </form>
      <div class="stack" role="status">
        {shown === undefined ? null : <Shown shown={shown} look={look} />}
      </div>
    </>
  );
}

interface ShownProps {
  readonly shown: Asked<ComplaintCaseResponse>;
  readonly look: (receipt: string) => Promise<void>;
}

function Shown({ shown, look }: ShownProps) {
  if (!shown.ok) {
    if (shown.code === 'not-found') return <p class="care">{say('follow_unknown')}</p>;
    return <Failure code={shown.code} />;
  }
  const { receipt, kind, state, stage, receivedAt, place, usualHours, rulings, appeals } =
    shown.value;
  const { mayAppeal } = shown.value;
  const until = rulings.find(({ id }) => id === mayAppeal)?.appealUntil;
  return (
    <>
      <dl class="card facts">
        <dt>{say('follow_state')}</dt>
        <dd>
          <b>{say(`state_${state}`)}</b>
        </dd>
        <dt>{say('follow_stage')}</dt>
        <dd>{say(`stage_${stage}`)}</dd>
        <dt>{say('field_kind')}</dt>
        <dd>{say(`kind_${kind}`)}</dd>
        <dt>{say('follow_received_at')}</dt>
        <dd>{atMinute(receivedAt)}</dd>
        {place === undefined ? null : (
          <>
            <dt>{say('follow_place')}</dt>
            <dd>{place}</dd>
          </>
        )}
        {usualHours === undefined ? null : (
          <>
            <dt>{say('follow_usual')}</dt>
            <dd>{say('follow_usual_hours', usualHours)}</dd>
          </>
        )}
      </dl>
      {rulings.map((ruling) => (
        <RulingStory
          key={ruling.id}
          ruling={ruling}
          appeals={appeals.filter(({ rulingId }) => rulingId === ruling.id)}
        />
      ))}
      {mayAppeal === undefined ? null : (
        <AppealForm
          key={mayAppeal}
          until={until}
          path={ENDPOINTS.appeals}
          body={(words) => ({ receipt, rulingId: mayAppeal, words })}
          lodged={() => void look(receipt)}
        />
      )}
    </>
  );
}

function storyOf(receipt: string): Promise<Asked<ComplaintCaseResponse>> {
  return ask(ENDPOINTS.complaintCase, ComplaintCaseResponseSchema, {
    method: 'POST',
    body: { receipt },
  });
}
