/** A statement of reasons for reading: by reviewers, reporters and owners alike. */
import type { Measure, StatementOfReasons } from '../../../redress/index.ts';
import { Foreign } from './foreign.tsx';
import { atMinute } from './time.ts';
import { say } from './words.ts';

export function Reasons({ reasons }: { reasons: StatementOfReasons }) {
  const { facts, ground, measure, scope, expression, until, automation } = reasons;
  return (
    <dl class="facts">
      <dt>{say('reasons_measure')}</dt>
      <dd>{measureWords(measure)}</dd>
      <dt>{say('reasons_scope')}</dt>
      <dd>
        {say(`scope_${scope}`)}
        {say('colon')}
        <span dir="ltr">
          <Foreign text={expression} />
        </span>
      </dd>
      <dt>{say('reasons_facts')}</dt>
      <dd>
        <Foreign text={facts} />
      </dd>
      <dt>{say('reasons_ground')}</dt>
      <dd>
        {say(`ground_${ground.kind}`)}
        {ground.kind === 'unlawful' ? (
          <>
            {' – '}
            <Foreign text={ground.law} />
          </>
        ) : null}
        <br />
        <Foreign text={ground.explanation} />
      </dd>
      <dt>{say('reasons_until')}</dt>
      <dd>{until === undefined ? say('reasons_no_end') : atMinute(until)}</dd>
      <dt>{say('reasons_automation')}</dt>
      <dd>{say(`automation_${automation}`)}</dd>
    </dl>
  );
}

export function measureWords(measure: Measure): string {
  if (measure.kind !== 'list') return say(`measure_${measure.kind}`);
  return say('reasons_listed', {
    violation: say(`violation_${measure.violation}`),
    severity: say(`severity_${measure.severity}`),
  });
}
