import type { ComplaintView } from '../../messaging/protocol.ts';
import { ComplaintFacts } from '../ui/complaint-facts.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Empty } from '../ui/notice.tsx';
import { Notify } from '../ui/notify.tsx';
import { openOptions } from '../ui/open-options.ts';
import { say } from '../ui/words.ts';
import { Reasons } from './reasons.tsx';

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
      {/* The receipt, the whole story and the appeal have more room there. */}
      <button type="button" class="plain" onClick={() => void openOptions('complaints')}>
        {say('complaint_more')}
      </button>
      <Notify isOn={notifies} changed={changed} />
    </>
  );
}
