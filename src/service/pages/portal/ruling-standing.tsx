/** One ruling on an address that somebody looked up: what follows, why, and since when. */
import type { StandingResponse } from '../../../wire/index.ts';
import { Foreign } from '../ui/foreign.tsx';
import { atMinute } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import { SignedStatement } from './signed-statement.tsx';

type StandingRuling = StandingResponse['rulings'][number];

export function RulingStanding({ ruling }: { ruling: StandingRuling }) {
  const { measure, scope, facts, explanation, publishedAt, until, liftedAt } = ruling;
  return (
    <section class="card" aria-label={say('follow_rulings')}>
      <h2>{say('follow_rulings')}</h2>
      <p>
        {say('case_published_at', { at: atMinute(publishedAt) })}{' '}
        {measure === 'none' ? null : (
          <span class="tag">
            {say(ruling.isInForce ? 'follow_in_force' : 'follow_not_in_force')}
          </span>
        )}{' '}
        {liftedAt === undefined ? null : say('case_lifted_at', { at: atMinute(liftedAt) })}
      </p>
      <dl class="facts">
        <dt>{say('reasons_measure')}</dt>
        <dd>{measureWords(ruling)}</dd>
        <dt>{say('reasons_scope')}</dt>
        <dd>{say(`scope_${scope}`)}</dd>
        <dt>{say('reasons_facts')}</dt>
        <dd>
          <Foreign text={facts} />
        </dd>
        <dt>{say('reasons_ground')}</dt>
        <dd>
          <Foreign text={explanation} />
        </dd>
        <dt>{say('reasons_until')}</dt>
        <dd>{until === undefined ? say('reasons_no_end') : atMinute(until)}</dd>
      </dl>
      <SignedStatement rulingId={ruling.rulingId} />
      {ruling.isSettled ? <p class="note">{say('look_up_settled')}</p> : null}
    </section>
  );
}

function measureWords({ measure, violation, severity }: StandingRuling): string {
  if (measure !== 'list') return say(`measure_${measure}`);
  if (violation === undefined || severity === undefined) return say('measure_list');
  return say('reasons_listed', {
    violation: say(`violation_${violation}`),
    severity: say(`severity_${severity}`),
  });
}
