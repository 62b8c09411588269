import type { ComplaintSubject } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { useAnswer } from '../ui/answer.ts';
import { ComplaintForm } from '../ui/complaint-form.tsx';
import { Empty, Silent } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { say } from '../ui/words.ts';

const askSubject = () => sendToBackground('complaint.taken');

/** The form for one link; the background gives it once, so that no address of a page can. */
export function Complain() {
  const { answer, again } = useAnswer(askSubject);
  useTitle(say('complaint_title'));
  return (
    <main class="complain">
      <h1>{say('name')}</h1>
      <h2>{say('tab_complaints')}</h2>
      {answer.state === 'waiting' ? <p class="note">{say('loading')}</p> : null}
      {answer.state === 'silent' ? <Silent note={say('silent_note')} again={again} /> : null}
      {answer.state === 'answered' && answer.value === undefined ? (
        <Empty title={say('complain_none')} note={say('complain_none_note')} />
      ) : null}
      {answer.state === 'answered' && answer.value !== undefined ? (
        <Form subject={answer.value} />
      ) : null}
    </main>
  );
}

function Form({ subject }: { subject: ComplaintSubject }) {
  const { complaining } = subject;
  if (complaining !== 'possible') {
    const why = complaining === 'off' ? 'complaint_off' : 'complaint_private_window';
    return <Empty title={say('complain_none')} note={say(why)} />;
  }
  return (
    <ComplaintForm
      link={subject}
      rulesetVersion={subject.rulesetVersion}
      kind=""
      close={() => window.close()}
    />
  );
}
