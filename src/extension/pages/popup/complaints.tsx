import type { ComplaintView } from '../../messaging/protocol.ts';
import { ShortAddress } from '../ui/address.tsx';
import { Empty } from '../ui/notice.tsx';
import { Foreign } from '../ui/sentence.tsx';
import { since } from '../ui/since.ts';
import { say, snake } from '../ui/words.ts';

/** The person's complaints, newest first, with what has become of each. */
export function Complaints({ complaints }: { complaints: readonly ComplaintView[] }) {
  if (complaints.length === 0) {
    return <Empty title={say('complaints_none')} note={say('complaints_none_note')} />;
  }
  const newestFirst = complaints.toSorted((a, b) => b.filedAt - a.filedAt);
  return (
    <ul class="rows">
      {newestFirst.map((complaint) => (
        <li key={complaint.id} class="row row-flat">
          <p class="row-head">
            <ShortAddress address={complaint.address} />
            <b class={`complaint-state complaint-state-${complaint.state}`}>
              {say(`complaint_state_${snake(complaint.state)}`)}
            </b>
          </p>
          <p class="note">
            {say(`kind_short_${snake(complaint.kind)}`)} ·{' '}
            {say('complaint_filed', since(complaint.filedAt))}
          </p>
          {complaint.comment === '' ? null : (
            <p class="note comment">
              <Foreign text={complaint.comment} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
