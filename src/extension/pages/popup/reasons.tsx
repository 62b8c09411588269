import { useCallback } from 'preact/hooks';
import { sendToBackground } from '../../messaging/send.ts';
import { Asked } from '../ui/asked.tsx';
import { Statement } from '../ui/statement.tsx';
import { say } from '../ui/words.ts';

/** The reasons of the ruling that speaks to a complaint now. */
export function Reasons({ id }: { id: string }) {
  const ask = useCallback(() => sendToBackground('complaint.view', { id }), [id]);
  return (
    <Asked ask={ask}>
      {({ story }) => {
        const ruling = story?.rulings.find(({ isOver }) => !isOver) ?? story?.rulings[0];
        return ruling === undefined ? (
          <p class="note">{say('complaint_no_story')}</p>
        ) : (
          <Statement reasons={ruling.reasons} />
        );
      }}
    </Asked>
  );
}
