import type { ComplaintView } from '../../messaging/protocol.ts';
import { ShortAddress } from './address.tsx';
import { Foreign } from './sentence.tsx';
import { since } from './since.ts';
import { say, snake } from './words.ts';

/** What was complained of, when, and how it stands. */
export function ComplaintFacts({ complaint }: { complaint: ComplaintView }) {
  return (
    <>
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
      {complaint.problem === undefined ? null : (
        <p class="note caution">{say(`complaint_problem_${snake(complaint.problem)}`)}</p>
      )}
      {complaint.comment === '' ? null : (
        <p class="note comment">
          <Foreign text={complaint.comment} />
        </p>
      )}
    </>
  );
}
