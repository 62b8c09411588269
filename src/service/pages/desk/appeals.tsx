/** Appeals against the rulings of a case, and deciding them. */
import { useState } from 'preact/hooks';
import {
  APPEAL_OUTCOMES,
  type AppealOutcome,
  EXPLANATION_LIMIT,
  may,
  type RulingDraft,
} from '../../../redress/index.ts';
import type { CaseView } from '../../../wire/index.ts';
import { ChoiceField, LongField } from '../ui/fields.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { atMinute } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import type { Desk } from './case-page.tsx';
import { Proposal } from './proposal.tsx';
import { RuleForm } from './rule-form.tsx';
import { TaskActs } from './task-acts.tsx';

type AppealView = CaseView['appeals'][number];

export function Appeals({ view, desk }: { view: CaseView; desk: Desk }) {
  if (view.appeals.length === 0) return null;
  const addresses = [...new Set(view.complaints.map(({ address }) => address))];
  return (
    <section class="card" aria-labelledby="appeals">
      <h2 id="appeals">{say('case_appeals')}</h2>
      {view.appeals
        .filter(({ appeal }) => appeal.joins === undefined)
        .map((one) => (
          <OneAppeal
            key={one.appeal.id}
            view={one}
            joined={view.appeals.filter(({ appeal }) => appeal.joins === one.appeal.id)}
            addresses={addresses}
            desk={desk}
          />
        ))}
    </section>
  );
}

interface OneAppealProps {
  readonly view: AppealView;
  /** Those that are decided with it. */
  readonly joined: readonly AppealView[];
  readonly addresses: readonly string[];
  readonly desk: Desk;
}

function OneAppeal({ view, joined, addresses, desk }: OneAppealProps) {
  const { appeal, task, decision } = view;
  const isOurs = task.phase === 'claimed' && task.claimedBy === desk.session.name;
  return (
    <article class="entry">
      <h3>
        {say(`case_appeal_by_${appeal.by}`)}, {atMinute(appeal.at)}
      </h3>
      <p>
        <Foreign text={appeal.words} />
      </p>
      {joined.length === 0 ? null : (
        <>
          <p class="note">{say('case_appeal_joined', { count: joined.length })}</p>
          {joined.map((one) => (
            <blockquote key={one.appeal.id}>
              <Foreign text={one.appeal.words} />
            </blockquote>
          ))}
        </>
      )}
      {decision === undefined ? (
        <TaskActs task={task} name={say('case_task')} desk={desk} />
      ) : (
        <p>
          <b>{say('case_appeal_decided', { outcome: say(`outcome_${decision.outcome}`) })}</b>
          <br />
          <Foreign text={decision.explanation} />
        </p>
      )}
      {task.phase === 'proposed' ? <Proposal task={task} desk={desk} /> : null}
      {isOurs && may(desk.role, 'decide') ? (
        <Decide appealId={appeal.id} addresses={addresses} desk={desk} />
      ) : null}
    </article>
  );
}

interface DecideProps {
  readonly appealId: string;
  readonly addresses: readonly string[];
  readonly desk: Desk;
}

function Decide({ appealId, addresses, desk }: DecideProps) {
  const [outcome, setOutcome] = useState<AppealOutcome | ''>('');
  const [explanation, setExplanation] = useState('');
  const isComplete = outcome !== '' && explanation.trim() !== '';

  async function send(draft?: RulingDraft): Promise<boolean> {
    if (outcome === '' || !isComplete) return false;
    const decision = { kind: 'decide', appealId, outcome, explanation } as const;
    return desk.act(draft === undefined ? decision : { ...decision, draft });
  }

  return (
    <div class="stack">
      <ChoiceField
        label={say('decide_outcome')}
        empty={say('complain_choose')}
        choices={APPEAL_OUTCOMES.map((value) => ({ value, words: say(`outcome_${value}`) }))}
        value={outcome}
        write={(value) => setOutcome(value as AppealOutcome)}
      />
      <LongField
        label={say('decide_explanation')}
        required
        maxLength={EXPLANATION_LIMIT}
        value={explanation}
        write={setExplanation}
      />
      {outcome === 'changed' ? (
        <RuleForm addresses={addresses} send={send} words={say('decide_send')} />
      ) : (
        <div class="buttons">
          <button type="button" class="primary" disabled={!isComplete} onClick={() => void send()}>
            {say('decide_send')}
          </button>
        </div>
      )}
    </div>
  );
}
