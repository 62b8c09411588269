/** Ordering of the node that publishes, each with a reason; and what became of it. */
import { useState } from 'preact/hooks';
import { EXPLANATION_LIMIT } from '../../../redress/index.ts';
import {
  type DeskPublishing,
  DeskPublishingSchema,
  type PublishOrderKind,
} from '../../../wire/index.ts';
import type { Asked } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { LongField } from '../ui/fields.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { atMinute } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import { post, type Session } from './desk-api.ts';

interface OrderFormProps {
  readonly isHeld: boolean;
  readonly session: Session;
  readonly placed: (shown: Asked<DeskPublishing>) => void;
}

export function OrderForm({ isHeld, session, placed }: OrderFormProps) {
  const [why, setWhy] = useState('');
  const [failure, setFailure] = useState<string>();

  async function order(kind: PublishOrderKind) {
    const sent = await post('publishing', DeskPublishingSchema, { kind, why }, session);
    setFailure(sent.ok ? undefined : sent.code);
    if (!sent.ok) return;
    setWhy('');
    placed(sent);
  }

  const kinds: readonly PublishOrderKind[] = isHeld ? ['release', 'publish'] : ['publish', 'hold'];
  return (
    <section class="card" aria-labelledby="order">
      <h2 id="order">{say('order_title')}</h2>
      <p class="note">{say(isHeld ? 'order_note_held' : 'order_note')}</p>
      <LongField
        label={say('order_why')}
        required
        rows={2}
        maxLength={EXPLANATION_LIMIT}
        value={why}
        write={setWhy}
      />
      {failure === undefined ? null : <Failure code={failure} />}
      <div class="buttons">
        {kinds.map((kind, index) => (
          <button
            key={kind}
            type="button"
            class={index === 0 ? 'primary' : ''}
            disabled={why.trim() === ''}
            onClick={() => void order(kind)}
          >
            {say(`order_${kind}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

export function Orders({ orders }: Pick<DeskPublishing, 'orders'>) {
  if (orders.length === 0) return null;
  return (
    <section class="card" aria-labelledby="orders">
      <h2 id="orders">{say('orders_title')}</h2>
      {orders.map(({ id, kind, by, at, why, doneAt, outcome }) => (
        <article key={id} class="entry">
          <h3>{say(`order_${kind}`)}</h3>
          <p class="note">
            <Foreign text={by} /> · {atMinute(at)}
          </p>
          <p>
            <Foreign text={why} />
          </p>
          <p role="status">
            {doneAt === undefined || outcome === undefined
              ? say('orders_waits')
              : outcome === 'done'
                ? say('orders_done', { at: atMinute(doneAt) })
                : say('orders_failed', { at: atMinute(doneAt), code: outcome })}
          </p>
        </article>
      ))}
    </section>
  );
}
