import { sendToBackground } from '../../messaging/send.ts';
import { useAttempt } from '../ui/attempt.ts';
import { Caution } from '../ui/notice.tsx';
import { Part } from '../ui/part.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { say, type WordKey } from '../ui/words.ts';

const FORGETTING = [
  { message: 'complaints.forget', words: 'forget_complaints', sure: 'forget_complaints_sure' },
  { message: 'gateCounts.forget', words: 'forget_counts', sure: 'forget_sure' },
  { message: 'lookups.forget', words: 'forget_lookups', sure: 'forget_sure' },
  { message: 'device.forget', words: 'forget_everything', sure: 'forget_everything_sure' },
] as const satisfies readonly { message: string; words: WordKey; sure: WordKey }[];

/** What is kept here can be taken away, piece by piece or all of it. */
export function OnThisDevice({ changed }: { changed: () => Promise<void> }) {
  const { hasFailed, attempt } = useAttempt(changed);
  return (
    <Part id="device" title={say('forget_title')} note={say('forget_note')}>
      {hasFailed ? <Caution>{say('complaint_forget_failed')}</Caution> : null}
      <div class="buttons">
        {FORGETTING.map(({ message, words, sure }) => (
          <SureButton
            key={message}
            words={say(words)}
            sureWords={say(sure)}
            act={() => void attempt(() => sendToBackground(message))}
          />
        ))}
      </div>
    </Part>
  );
}
