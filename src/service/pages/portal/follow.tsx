/** What has become of a complaint, for whoever holds its receipt. */
import { useEffect, useState } from 'preact/hooks';
import type { ComplaintState } from '../../../redress/index.ts';
import { ComplaintStatesResponseSchema, ENDPOINTS } from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { TextField } from '../ui/fields.tsx';
import { atMinute } from '../ui/time.ts';
import { say } from '../ui/words.ts';

interface Standing {
  readonly receipt: string;
  readonly state: ComplaintState;
  readonly receivedAt: string;
  readonly updatedAt: string;
}

const RECEIPT = /^[\w-]{43}$/;

export function Follow({ receipt }: { receipt: string }) {
  const [typed, setTyped] = useState(receipt);
  const [shown, setShown] = useState<Asked<Standing | undefined>>();
  const isReceipt = RECEIPT.test(typed.trim());

  useEffect(() => {
    if (!RECEIPT.test(receipt)) return;
    setTyped(receipt);
    void standingOf(receipt).then(setShown);
  }, [receipt]);

  function show(event: Event) {
    event.preventDefault();
    if (isReceipt) void standingOf(typed.trim()).then(setShown);
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
      <div role="status">{shown === undefined ? null : <Shown standing={shown} />}</div>
    </>
  );
}

function Shown({ standing }: { standing: Asked<Standing | undefined> }) {
  if (!standing.ok) return <Failure code={standing.code} />;
  if (standing.value === undefined) return <p class="care">{say('follow_unknown')}</p>;
  const { state, receivedAt, updatedAt } = standing.value;
  return (
    <dl class="card facts">
      <dt>{say('follow_state')}</dt>
      <dd>
        <b>{say(`state_${state}`)}</b>
      </dd>
      <dt>{say('follow_received_at')}</dt>
      <dd>{atMinute(receivedAt)}</dd>
      <dt>{say('follow_updated_at')}</dt>
      <dd>{atMinute(updatedAt)}</dd>
    </dl>
  );
}

async function standingOf(receipt: string): Promise<Asked<Standing | undefined>> {
  const asked = await ask(ENDPOINTS.complaintStates, ComplaintStatesResponseSchema, {
    method: 'POST',
    body: { receipts: [receipt] },
  });
  return asked.ok ? { ok: true, value: asked.value.complaints[0] } : asked;
}
