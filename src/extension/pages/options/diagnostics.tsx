import type { Diagnostics as Told } from '../../messaging/options.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Asked } from '../ui/asked.tsx';
import { Badge, type BadgeLook } from '../ui/badge.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Part } from '../ui/part.tsx';
import { say, sayAny } from '../ui/words.ts';
import { EffectivePart } from './effective-part.tsx';
import { ManagedPart } from './managed-part.tsx';
import { reportText } from './report-text.ts';
import { ReportedPart } from './reported-part.tsx';
import { detailWords } from './trouble-words.ts';

const ask = () => sendToBackground('diagnostics.run');

const LOOKS = { good: 'good', caution: 'caution', bad: 'bad' } as const satisfies Record<
  Told['steps'][number]['outcome'],
  BadgeLook
>;

/** Whether everything works, what is in force, and a report of both. */
export function Diagnostics() {
  return (
    <>
      <p class="lead">{say('diag_lead')}</p>
      <Asked ask={ask}>
        {(told, again) => (
          <>
            <SelfTest told={told} again={again} />
            {told.reported === undefined ? null : <ReportedPart counts={told.reported} />}
            <EffectivePart told={told} />
            <ManagedPart />
            {told.mayCopy ? <Report told={told} /> : null}
          </>
        )}
      </Asked>
    </>
  );
}

function Report({ told }: { told: Told }) {
  return (
    <Part id="report" title={say('diag_report')} note={say('diag_report_note')}>
      <pre class="whole report" dir="ltr">
        {reportText(told)}
      </pre>
      <CopyButton words={say('diag_copy')} text={() => reportText(told)} />
    </Part>
  );
}

function SelfTest({ told, again }: { told: Told; again: () => Promise<void> }) {
  return (
    <Part id="self-test" title={say('diag_test')}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{say('diag_step')}</th>
            <th scope="col">{say('diag_outcome')}</th>
            <th scope="col">{say('diag_detail')}</th>
          </tr>
        </thead>
        <tbody>
          {told.steps.map(({ id, outcome, detail }) => (
            <tr key={id} data-step={id}>
              <th scope="row">{sayAny(`diag_${id}`)}</th>
              <td>
                <Badge look={LOOKS[outcome]}>{say(`diag_${outcome}`)}</Badge>
              </td>
              <td class="note">{detailWords({ detail })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="buttons">
        <button type="button" onClick={() => void again()}>
          <Icon name="refresh" />
          {say('diag_again')}
        </button>
      </div>
    </Part>
  );
}
