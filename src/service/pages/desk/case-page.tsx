/** One case: the evidence, what was decided, and what the person who looks at it may do. */
import { useEffect, useState } from 'preact/hooks';
import { may, RULING_TASK, type StaffRole } from '../../../redress/index.ts';
import { type CaseView, CaseViewSchema, type DeskAct } from '../../../wire/index.ts';
import type { Asked } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { atMinute } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import { Appeals } from './appeals.tsx';
import { get, post, type Session } from './desk-api.ts';
import { Evidence } from './evidence.tsx';
import { Proposal } from './proposal.tsx';
import { RuleForm } from './rule-form.tsx';
import { Rulings } from './rulings.tsx';
import { TaskActs } from './task-acts.tsx';

/** An act without the version: the page knows which one is on the screen. */
export type Act = DeskAct extends infer One
  ? One extends DeskAct
    ? Omit<One, 'version'>
    : never
  : never;

export interface Desk {
  readonly session: Session;
  readonly role: StaffRole;
  /** True when it was done. */
  readonly act: (act: Act) => Promise<boolean>;
}

export function CasePage({ id, session }: { id: string; session: Session }) {
  const [shown, setShown] = useState<Asked<CaseView>>();
  const [failure, setFailure] = useState<string>();
  const path = `cases/${encodeURIComponent(id)}`;
  useEffect(() => void get(path, CaseViewSchema).then(setShown), [path]);

  if (shown === undefined) return <p role="status">{say('loading')}</p>;
  if (!shown.ok) return <Failure code={shown.code} />;
  const view = shown.value;

  async function act(wanted: Act): Promise<boolean> {
    const done = await post(path, CaseViewSchema, { ...wanted, version: view.version }, session);
    setFailure(done.ok ? undefined : done.code);
    if (done.ok) setShown(done);
    // What is on the screen is old; what was typed stays.
    else if (done.code === 'refused-changed-meanwhile') setShown(await get(path, CaseViewSchema));
    return done.ok;
  }

  const desk: Desk = { session, role: session.role as StaffRole, act };
  return (
    <>
      {failure === undefined ? null : <Failure code={failure} />}
      <CaseHead view={view} desk={desk} />
      <div class="columns">
        <Evidence complaints={view.complaints} rulings={view.rulings} answers={view.answers} />
        <div class="stack">
          <Work view={view} desk={desk} />
          <Rulings rulings={view.rulings} desk={desk} />
          <Appeals view={view} desk={desk} />
        </div>
      </div>
    </>
  );
}

function CaseHead({ view, desk }: { view: CaseView; desk: Desk }) {
  return (
    <div class="card">
      <dl class="facts">
        <dt>{say('case_destination')}</dt>
        <dd dir="ltr">
          <b>
            <Foreign text={view.destination.key} />
          </b>
        </dd>
        <dt>{say('case_opened_at')}</dt>
        <dd>{atMinute(view.openedAt)}</dd>
      </dl>
      <TaskActs task={view.task} name={say('case_task')} desk={desk} />
    </div>
  );
}

/** What is to be done with the case's own task: rule, or look at what somebody else proposes. */
function Work({ view, desk }: { view: CaseView; desk: Desk }) {
  const { task } = view;
  if (task.phase === 'proposed' && task.proposal !== undefined) {
    return <Proposal task={task} desk={desk} />;
  }
  const isOurs = task.phase === 'claimed' && task.claimedBy === desk.session.name;
  if (!isOurs || !may(desk.role, 'rule')) return null;
  const addresses = view.complaints.map(({ address }) => address);
  return (
    <RuleForm
      key={RULING_TASK}
      addresses={[...new Set(addresses)]}
      send={(draft) => desk.act({ kind: 'rule', draft })}
      words={say('rule_send')}
    />
  );
}
