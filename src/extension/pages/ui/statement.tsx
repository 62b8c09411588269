import type { StatementOfReasons } from '../../../redress/index.ts';
import { Foreign } from './sentence.tsx';
import { say, snake } from './words.ts';

/** Why a ruling is as it is, as it was published. */
export function Statement({ reasons }: { reasons: StatementOfReasons }) {
  const { facts, ground, expression, automation } = reasons;
  return (
    <dl class="statement">
      <dt>{say('ruling_facts')}</dt>
      <dd>
        <Foreign text={facts} />
      </dd>
      <dt>{say('ruling_ground')}</dt>
      <dd>
        {ground.kind === 'unlawful' ? (
          <p>
            <Foreign text={ground.law} />
          </p>
        ) : null}
        <Foreign text={ground.explanation} />
      </dd>
      <dt>{say('ruling_measure')}</dt>
      <dd>{measureWords(reasons)}</dd>
      <dt>{say('ruling_scope')}</dt>
      <dd>
        <bdi dir="ltr">{expression}</bdi>
      </dd>
      <dd class="note">{say(`ruling_automation_${automation}`)}</dd>
    </dl>
  );
}

function measureWords({ measure }: StatementOfReasons): string {
  return measure.kind === 'list'
    ? say('ruling_measure_list', say(`violation_${snake(measure.violation)}`))
    : say(`ruling_measure_${measure.kind}`);
}
