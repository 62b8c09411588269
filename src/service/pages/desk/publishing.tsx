/** Publishing: what is in force, the lists that it comes from, and orders to the node that does it. */
import { useEffect, useState } from 'preact/hooks';
import {
  type DeskPublishing,
  DeskPublishingSchema,
  type PublishingState,
} from '../../../wire/index.ts';
import type { Asked } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { atMinute } from '../ui/time.ts';
import { language, say } from '../ui/words.ts';
import { get, type Session } from './desk-api.ts';
import { OrderForm, Orders } from './publish-orders.tsx';
import { Sources } from './sources.tsx';

/** Milliseconds between two looks, for what was ordered is done elsewhere. */
const LOOK_EVERY = 5_000;

export function Publishing({ session }: { session: Session }) {
  const [shown, setShown] = useState<Asked<DeskPublishing>>();
  useEffect(() => {
    const look = () => void get('publishing', DeskPublishingSchema).then(setShown);
    look();
    const timer = setInterval(look, LOOK_EVERY);
    return () => clearInterval(timer);
  }, []);
  if (shown === undefined) return <p role="status">{say('loading')}</p>;
  if (!shown.ok) return <Failure code={shown.code} />;
  const { state, mayOrder, orders } = shown.value;
  return (
    <>
      <p class="lead">{say('publishing_lead')}</p>
      {state === undefined ? <p class="card">{say('publishing_none')}</p> : <State state={state} />}
      {mayOrder ? (
        <OrderForm isHeld={state?.hold !== undefined} session={session} placed={setShown} />
      ) : null}
      <Orders orders={orders} />
      {state === undefined ? null : <Sources state={state} />}
    </>
  );
}

function State({ state }: { state: PublishingState }) {
  const { at, version, ruleCount, publishedAt, expiresAt, hold, failure } = state;
  return (
    <section class="card" aria-labelledby="in-force">
      <h2 id="in-force">{say('publishing_in_force')}</h2>
      {hold === undefined ? null : (
        <p class="care">
          {say('publishing_held', { version: hold.like, at: atMinute(hold.since) })}
        </p>
      )}
      {failure === undefined ? null : (
        <p class="trouble">
          {say('publishing_failed', { at: atMinute(failure.at), code: failure.code })}
          <br />
          <bdi>{failure.reason}</bdi>
        </p>
      )}
      <dl class="facts">
        <dt>{say('publishing_version')}</dt>
        <dd>{version}</dd>
        <dt>{say('publishing_rules')}</dt>
        <dd>{ruleCount.toLocaleString(language)}</dd>
        <dt>{say('publishing_published_at')}</dt>
        <dd>{atMinute(publishedAt)}</dd>
        <dt>{say('publishing_expires_at')}</dt>
        <dd>{atMinute(expiresAt)}</dd>
        <dt>{say('publishing_told_at')}</dt>
        <dd>{atMinute(at)}</dd>
      </dl>
    </section>
  );
}
