/** A proposed ruling or decision, before a second reviewer. */
import { useState } from 'preact/hooks';
import { EXPLANATION_LIMIT, may } from '../../../redress/index.ts';
import type { CaseView } from '../../../wire/index.ts';
import { LongField } from '../ui/fields.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Reasons } from '../ui/reasons.tsx';
import { say } from '../ui/words.ts';
import type { Desk } from './case-page.tsx';

export function Proposal({ task, desk }: { task: CaseView['task']; desk: Desk }) {
  const [why, setWhy] = useState('');
  const { proposal, task: name } = task;
  if (proposal === undefined) return null;
  const reasons = 'reasons' in proposal ? proposal.reasons : proposal.ruling?.reasons;
  return (
    <section class="card" aria-labelledby={`proposal-${name}`}>
      <h2 id={`proposal-${name}`}>{say('case_proposal')}</h2>
      {'explanation' in proposal ? (
        <p>
          {say(`outcome_${proposal.outcome}`)}
          {say('colon')}
          <Foreign text={proposal.explanation} />
        </p>
      ) : null}
      {reasons === undefined ? null : <Reasons reasons={reasons} />}
      {may(desk.role, 'confirm') ? (
        <>
          <div class="buttons">
            <button
              type="button"
              class="primary"
              onClick={() => void desk.act({ kind: 'confirm', task: name })}
            >
              {say('case_confirm')}
            </button>
          </div>
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void desk.act({ kind: 'return', task: name, why });
            }}
          >
            <LongField
              label={say('case_return_why')}
              required
              rows={2}
              maxLength={EXPLANATION_LIMIT}
              value={why}
              write={setWhy}
            />
            <div class="buttons">
              <button type="submit">{say('case_return')}</button>
            </div>
          </form>
        </>
      ) : null}
    </section>
  );
}
