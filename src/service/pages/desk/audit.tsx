/** What was done at the desk, by whom and when. */
import { useEffect, useState } from 'preact/hooks';
import { type DeskAudit, DeskAuditSchema } from '../../../wire/index.ts';
import type { Asked } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { atMinute } from '../ui/time.ts';
import { say, sayAny } from '../ui/words.ts';
import { get } from './desk-api.ts';

export function Audit() {
  const [audit, setAudit] = useState<Asked<DeskAudit>>();
  useEffect(() => void get('audit', DeskAuditSchema).then(setAudit), []);
  if (audit === undefined) return <p role="status">{say('loading')}</p>;
  if (!audit.ok) return <Failure code={audit.code} />;
  const { entries } = audit.value;
  const caption = say('audit_caption', { count: entries.length });
  return (
    <>
      <p class="lead">{say('audit_lead')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="card table" tabIndex={0} aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col" class="number">
                {say('audit_number')}
              </th>
              <th scope="col">{say('audit_at')}</th>
              <th scope="col">{say('audit_by')}</th>
              <th scope="col">{say('audit_act')}</th>
              <th scope="col">{say('audit_case')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ number, at, by, act, subject }) => (
              <tr key={number}>
                <td class="number">{number}</td>
                <td>{atMinute(at)}</td>
                <td>
                  <Foreign text={by} />
                </td>
                <td>
                  <Foreign text={sayAny(`act_${act}`, act)} />
                </td>
                <td>
                  <Foreign text={subject} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
