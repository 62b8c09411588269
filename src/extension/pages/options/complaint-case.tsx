import { useCallback, useEffect } from 'preact/hooks';
import type { ComplaintRuling, ComplaintStory } from '../../messaging/options.ts';
import type { ComplaintView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Asked } from '../ui/asked.tsx';
import { Badge } from '../ui/badge.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Report } from '../ui/report.tsx';
import { Foreign } from '../ui/sentence.tsx';
import { Statement } from '../ui/statement.tsx';
import { lasting, onDay } from '../ui/time.ts';
import { language, say, sayAny, snake } from '../ui/words.ts';
import { AppealForm } from './appeal-form.tsx';

const HOUR = 3_600_000;

interface Props {
  /** As the list says it. */
  readonly complaint: ComplaintView;
  readonly changed: () => Promise<void>;
}

/** One complaint in full: its receipt, its state, the rulings with their reasons, an appeal. */
export function ComplaintCase({ complaint, changed }: Props) {
  const { id, state } = complaint;
  const ask = useCallback(() => sendToBackground('complaint.view', { id }), [id]);
  return (
    <Asked ask={ask}>
      {({ receipt, story, complaining, rulesetVersion }, again) => (
        <div class="case">
          {state === 'refused' ? (
            <Report
              words={say('complaint_again')}
              look=""
              complaining={complaining}
              link={complaint}
              rulesetVersion={rulesetVersion}
              kind={complaint.kind}
              comment={complaint.comment}
              filed={changed}
            />
          ) : receipt === undefined ? (
            <p class="note">{say('complaint_receipt_none')}</p>
          ) : (
            <div class="receipt">
              <p>
                <span class="note">{say('complaint_receipt')}</span>{' '}
                <code class="wrap">{receipt}</code>
              </p>
              <CopyButton words={say('complaint_receipt_copy')} text={() => receipt} />
            </div>
          )}
          {receipt !== undefined && story === undefined ? (
            <p class="note">{say('complaint_no_story')}</p>
          ) : null}
          {story === undefined ? null : (
            <>
              <Story id={id} story={story} changed={again} />
              {story.state === state ? null : <News changed={changed} />}
            </>
          )}
        </div>
      )}
    </Asked>
  );
}

/** Has the list asked for again, which says what was true before. */
function News({ changed }: Pick<Props, 'changed'>) {
  useEffect(() => void changed(), [changed]);
  return null;
}

function Story({
  id,
  story,
  changed,
}: {
  id: string;
  story: ComplaintStory;
  changed: () => Promise<void>;
}) {
  const { stage, place, usualHours, rulings, appeals, mayAppeal } = story;
  const number = new Intl.NumberFormat(language());
  return (
    <>
      <dl class="pairs">
        <div>
          <dt>{say('complaint_stage')}</dt>
          <dd>{say(`complaint_stage_${snake(stage)}`)}</dd>
        </div>
        {place === undefined ? null : (
          <div>
            <dt>{say('complaint_place')}</dt>
            <dd>{number.format(place)}</dd>
          </div>
        )}
        {usualHours === undefined ? null : (
          <div>
            <dt>{say('complaint_usual')}</dt>
            <dd>{say('complaint_usual_hours', span(usualHours.median), span(usualHours.p95))}</dd>
          </div>
        )}
      </dl>
      {rulings.map((ruling) => (
        <Ruling key={ruling.id} ruling={ruling} />
      ))}
      {appeals.map(({ id: appeal, lodgedAt, outcome, explanation }) => (
        <div key={appeal}>
          <p>
            {say(
              'appeal_lodged',
              onDay(lodgedAt, language()),
              outcome === undefined ? say('appeal_waiting') : sayAny(`appeal_${outcome}`),
            )}
          </p>
          {explanation === undefined ? null : (
            <p class="note">
              <Foreign text={explanation} />
            </p>
          )}
        </div>
      ))}
      {mayAppeal === undefined ? null : (
        <AppealForm
          id={id}
          rulingId={mayAppeal}
          until={rulings.find((one) => one.id === mayAppeal)?.appealUntil}
          lodged={changed}
        />
      )}
    </>
  );
}

function Ruling({ ruling: { reasons, ruledAt, isOver } }: { ruling: ComplaintRuling }) {
  return (
    <section class="ruling box quiet-box">
      <h3>
        {say('ruling_of', onDay(ruledAt, language()))}{' '}
        {isOver ? <Badge>{say('ruling_not_in_force')}</Badge> : null}
      </h3>
      <Statement reasons={reasons} />
    </section>
  );
}

function span(hours: number): string {
  return lasting(hours * HOUR, language());
}
