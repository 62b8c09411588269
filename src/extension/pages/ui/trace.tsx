import type { TraceStep } from '../../../policy/index.ts';
import { Shape } from './mark.tsx';
import { Sentence } from './sentence.tsx';
import { Summary } from './summary.tsx';
import { sourceWords, traceWords } from './trace-words.ts';
import { say } from './words.ts';

/** Why a link is treated as it is: what decided, and on request everything that was weighed. */
export function Trace({ trace }: { trace: readonly TraceStep[] }) {
  const decided = trace.filter((step) => step.effect === 'decided');
  const others = trace.filter((step) => step.effect !== 'decided');
  return (
    <div class="trace">
      <Steps steps={decided} />
      {others.length === 0 ? null : (
        <details>
          <Summary>{say('why_more', others.length)}</Summary>
          <Steps steps={others} />
        </details>
      )}
    </div>
  );
}

function Steps({ steps }: { steps: readonly TraceStep[] }) {
  return (
    <ol class="steps">
      {steps.map((step) => (
        <li class={`step step-${step.effect}`}>
          <Shape action={step.says} />
          <div>
            <p>
              <Sentence words={traceWords(step)} />
            </p>
            <p class="note">
              {say(`mark_${step.says}`)} · {sourceWords(step)} · {say(`effect_${step.effect}`)}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
