import type { ComplaintView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Asked } from '../ui/asked.tsx';
import { useAttempt } from '../ui/attempt.ts';
import { ComplaintFacts } from '../ui/complaint-facts.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Icon } from '../ui/icon.tsx';
import { Caution, Empty } from '../ui/notice.tsx';
import { Notify } from '../ui/notify.tsx';
import { saveFile } from '../ui/save-file.ts';
import { SureButton } from '../ui/sure-button.tsx';
import { say } from '../ui/words.ts';
import { ComplaintCase } from './complaint-case.tsx';

/** Both at once: what came later would push the other down. */
async function ask() {
  const [complaints, notifies] = await Promise.all([
    sendToBackground('complaints.list'),
    sendToBackground('notifications.view'),
  ]);
  return { complaints, notifies };
}

/** The person's complaints with their receipts, and what became of each. */
export function Complaints() {
  return (
    <>
      <p class="lead">{say('complaints_lead')}</p>
      <Asked ask={ask}>
        {({ complaints, notifies }, again) => (
          <>
            <List complaints={complaints} changed={again} />
            <div class="part">
              <Notify isOn={notifies} changed={again} />
            </div>
          </>
        )}
      </Asked>
    </>
  );
}

function List({
  complaints,
  changed,
}: {
  complaints: readonly ComplaintView[];
  changed: () => Promise<void>;
}) {
  const { hasFailed, attempt } = useAttempt(changed);

  async function save() {
    const all = await sendToBackground('complaints.export');
    saveFile('link-guard-complaints.json', `${JSON.stringify(all, null, 2)}\n`);
  }

  if (complaints.length === 0) {
    return (
      <div class="part">
        <Empty title={say('complaints_none')} note={say('complaints_none_note')} />
      </div>
    );
  }
  return (
    <div class="part">
      {hasFailed ? <Caution>{say('complaint_forget_failed')}</Caution> : null}
      <ul class="rows">
        {complaints.map((complaint) => (
          <li key={complaint.id} class="row row-flat complaint-row">
            <ComplaintFacts complaint={complaint} />
            <Disclosure title={say('complaint_more')}>
              <ComplaintCase key={complaint.state} complaint={complaint} changed={changed} />
              <div class="buttons">
                <SureButton
                  words={say('complaint_forget')}
                  sureWords={say('complaint_forget_sure')}
                  of={complaint.address}
                  act={() =>
                    void attempt(() => sendToBackground('complaint.forget', { id: complaint.id }))
                  }
                />
              </div>
            </Disclosure>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button type="button" onClick={() => void attempt(save)}>
          <Icon name="save" />
          {say('complaints_export')}
        </button>
      </div>
    </div>
  );
}
