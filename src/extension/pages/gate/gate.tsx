import { sendToBackground } from '../../messaging/send.ts';
import { useAnswer } from '../ui/answer.ts';
import { knowSites } from '../ui/names.ts';
import { Silent } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';
import { GoBack } from './go-back.tsx';
import { Stopped } from './stopped.tsx';

async function askView() {
  const view = await sendToBackground('gate.view');
  if (view !== undefined) knowSites(view.siteNames);
  return view;
}

/** What stands in the tab of a stopped link. */
export function Gate() {
  const { answer, again } = useAnswer(askView);
  if (answer.state === 'waiting') return <Plain title={say('loading')} />;
  if (answer.state === 'silent') {
    return (
      <main class="gate gate-plain">
        <Silent note={say('gate_silent_lead')} again={again} />
        <GoBack />
      </main>
    );
  }
  if (answer.value === undefined) {
    return (
      <Plain title={say('gate_unknown_title')} lead={say('gate_unknown_lead')} canLeave={true} />
    );
  }
  return <Stopped view={answer.value} again={again} />;
}

export function Framed() {
  return <Plain title={say('gate_framed')} />;
}

function Plain({ title, lead, canLeave }: { title: string; lead?: string; canLeave?: true }) {
  return (
    <main class="gate gate-plain">
      <h1>{title}</h1>
      {lead === undefined ? null : <p>{lead}</p>}
      {canLeave ? <GoBack /> : null}
    </main>
  );
}
