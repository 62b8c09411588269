import type { ComplaintView } from '../../messaging/protocol.ts';
import { ComplaintFacts } from '../ui/complaint-facts.tsx';
import { Empty } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';
import { Notify } from './notify.tsx';

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
          </li>
        ))}
      </ul>
      <Notify isOn={notifies} changed={changed} />
    </>
  );
}
