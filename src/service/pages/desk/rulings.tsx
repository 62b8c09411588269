/** What was ruled in a case, and what can still be done with each ruling. */
import { useState } from 'preact/hooks';
import { EXPLANATION_LIMIT, may } from '../../../redress/index.ts';
import type { CaseView } from '../../../wire/index.ts';
import { LongField } from '../ui/fields.tsx';
import { Reasons } from '../ui/reasons.tsx';
import { atMinute } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import type { Desk } from './case-page.tsx';

type RulingView = CaseView['rulings'][number];

export function Rulings({ rulings, desk }: { rulings: readonly RulingView[]; desk: Desk }) {
  return (
    <section class="card" aria-labelledby="rulings">
      <h2 id="rulings">{say('case_rulings')}</h2>
      {rulings.length === 0 ? <p class="note">{say('case_no_rulings')}</p> : null}
      {rulings.map((view) => (
        <OneRuling key={view.ruling.id} view={view} desk={desk} />
      ))}
    </section>
  );
}

function OneRuling({ view, desk }: { view: RulingView; desk: Desk }) {
  const { ruling, publishedAt, liftedAt, replacedAt } = view;
  const standing = [
    publishedAt === undefined
      ? say('case_not_published')
      : say('case_published_at', { at: atMinute(publishedAt) }),
    ...(liftedAt === undefined ? [] : [say('case_lifted_at', { at: atMinute(liftedAt) })]),
    ...(replacedAt === undefined ? [] : [say('case_replaced_at', { at: atMinute(replacedAt) })]),
  ];
  return (
    <article class="entry">
      <p>
        <b>{standing.join(' · ')}</b>
      </p>
      <Reasons reasons={ruling.reasons} />
      <RulingActs view={view} desk={desk} />
    </article>
  );
}

function RulingActs({ view, desk }: { view: RulingView; desk: Desk }) {
  const { ruling, publishedAt, liftedAt, replacedAt, removals, returns } = view;
  const { role, act } = desk;
  const rulingId = ruling.id;
  if (publishedAt === undefined) {
    return may(role, 'publish') ? (
      <div class="buttons">
        <button
          type="button"
          class="primary"
          onClick={() => void act({ kind: 'publish', rulingId })}
        >
          {say('case_publish')}
        </button>
      </div>
    ) : null;
  }
  if (liftedAt !== undefined || replacedAt !== undefined) return null;
  const { kind } = ruling.reasons.measure;
  const isRemoved = removals.length > returns.length;
  const note = isRemoved ? 'note-return' : 'note-removal';
  return (
    <>
      {kind === 'list' && may(role, note) ? (
        <div class="buttons">
          <button type="button" onClick={() => void act({ kind: note, rulingId })}>
            {say(isRemoved ? 'case_note_return' : 'case_note_removal')}
          </button>
        </div>
      ) : null}
      {kind !== 'none' && may(role, 'lift') ? <Lift rulingId={rulingId} desk={desk} /> : null}
    </>
  );
}

function Lift({ rulingId, desk }: { rulingId: string; desk: Desk }) {
  const [why, setWhy] = useState('');
  return (
    <details>
      <summary>{say('case_lift')}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void desk.act({ kind: 'lift', rulingId, why });
        }}
      >
        <LongField
          label={say('case_lift_why')}
          required
          rows={2}
          maxLength={EXPLANATION_LIMIT}
          value={why}
          write={setWhy}
        />
        <div class="buttons">
          <button type="submit">{say('case_lift')}</button>
        </div>
      </form>
    </details>
  );
}
