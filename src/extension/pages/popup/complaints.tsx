import browser from 'webextension-polyfill';
import type { ComplaintView } from '../../messaging/protocol.ts';
import { ComplaintFacts } from '../ui/complaint-facts.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Empty } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';
import { Notify } from './notify.tsx';
import { Reasons } from './reasons.tsx';

/** The receipt, the whole story and the appeal have more room there. */
const COMPLAINTS_PAGE = 'src/extension/pages/options/index.html#complaints';

interface Props {
  readonly complaints: readonly ComplaintView[];
  readonly notifies: boolean;
  readonly changed: () => Promise<void>;
}

/** The person's complaints, newest first, with what has become of each. */
export function Complaints({ complaints, notifies, changed }: Props) {
  if (complaints.length === 0) {
    return <Empty title={say('complaints_none')} note={say('complaints_none_note')} />;
  }
  const newestFirst = complaints.toSorted((a, b) => b.filedAt - a.filedAt);
  return (
    <>
      <ul class="rows">
        {newestFirst.map((complaint) => (
          <li key={complaint.id} class="row row-flat">
            <ComplaintFacts complaint={complaint} />
            {complaint.state === 'upheld' || complaint.state === 'dismissed' ? (
              <Disclosure title={say('why_title')}>
                <Reasons key={complaint.state} id={complaint.id} />
              </Disclosure>
            ) : null}
          </li>
        ))}
      </ul>
      <button type="button" class="plain" onClick={() => void openComplaints()}>
        {say('complaint_more')}
      </button>
      <Notify isOn={notifies} changed={changed} />
    </>
  );
}

function openComplaints() {
  return browser.tabs.create({ url: browser.runtime.getURL(COMPLAINTS_PAGE) });
}
