/** A published ruling with its reasons, and the appeals against it. */
import type { PublicAppeal, PublicRuling } from '../../../wire/index.ts';
import { Foreign } from '../ui/foreign.tsx';
import { Reasons } from '../ui/reasons.tsx';
import { atMinute } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import { SignedStatement } from './signed-statement.tsx';

interface RulingStoryProps {
  readonly ruling: PublicRuling;
  readonly appeals: readonly PublicAppeal[];
}

export function RulingStory({ ruling, appeals }: RulingStoryProps) {
  const { reasons, publishedAt, liftedAt, isInForce } = ruling;
  return (
    <section class="card" aria-label={say('follow_rulings')}>
      <h2>{say('follow_rulings')}</h2>
      <p>
        {publishedAt === undefined ? null : say('case_published_at', { at: atMinute(publishedAt) })}{' '}
        {reasons.measure.kind === 'none' ? null : (
          <span class="tag">{say(isInForce ? 'follow_in_force' : 'follow_not_in_force')}</span>
        )}{' '}
        {liftedAt === undefined ? null : say('case_lifted_at', { at: atMinute(liftedAt) })}
      </p>
      <Reasons reasons={reasons} />
      {publishedAt === undefined ? null : <SignedStatement rulingId={ruling.id} />}
      {appeals.map(({ id, lodgedAt, outcome, explanation }) => (
        <p key={id} class="entry">
          <b>{say('follow_appeal_lodged', { day: atMinute(lodgedAt) })}</b>
          <span>
            {outcome === undefined ? say('follow_appeal_waits') : say(`outcome_${outcome}`)}
          </span>
          {explanation === undefined ? null : <Foreign text={explanation} />}
        </p>
      ))}
    </section>
  );
}
