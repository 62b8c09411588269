import { sendToBackground } from '../../messaging/send.ts';
import { useAttempt } from '../ui/attempt.ts';
import { Icon } from '../ui/icon.tsx';
import { Caution } from '../ui/notice.tsx';
import { Part } from '../ui/part.tsx';
import { saveFile } from '../ui/save-file.ts';
import { SureButton } from '../ui/sure-button.tsx';
import { say, type WordKey } from '../ui/words.ts';

const FORGETTING = [
  { message: 'complaints.forget', words: 'forget_complaints', sure: 'forget_complaints_sure' },
  { message: 'gateCounts.forget', words: 'forget_counts', sure: 'forget_sure' },
  { message: 'lookups.forget', words: 'forget_lookups', sure: 'forget_sure' },
  { message: 'device.forget', words: 'forget_everything', sure: 'forget_everything_sure' },
] as const satisfies readonly { message: string; words: WordKey; sure: WordKey }[];

async function save(): Promise<void> {
  const all = await sendToBackground('device.export');
  saveFile('link-guard-on-this-device.json', `${JSON.stringify(all, null, 2)}\n`);
}

/** What is kept here can be read, and taken away, piece by piece or all of it. */
export function OnThisDevice({ changed }: { changed: () => Promise<void> }) {
  const { hasFailed, attempt } = useAttempt(changed);
  return (
    <Part id="device" title={say('forget_title')} note={say('forget_note')}>
      {hasFailed ? <Caution>{say('forget_failed')}</Caution> : null}
      <div class="buttons">
        <button type="button" onClick={() => void attempt(save)}>
          <Icon name="save" />
          {say('forget_export')}
        </button>
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
