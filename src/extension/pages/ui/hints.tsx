import { useState } from 'preact/hooks';
import type { PopupView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Locked } from './locked.tsx';
import { say } from './words.ts';

interface Props {
  readonly state: PopupView['hints'];
  readonly organisation: string | undefined;
  readonly changed: () => Promise<void>;
}

/** Whether what is being written is looked at for links that would be stopped. */
export function Hints({ state: { isOn, isLocked }, organisation, changed }: Props) {
  const [pending, setPending] = useState<boolean>();
  const [failed, setFailed] = useState(false);

  async function set(wanted: boolean) {
    setPending(wanted);
    setFailed(false);
    try {
      await sendToBackground('hints.set', { isOn: wanted });
    } catch {
      setFailed(true);
    }
    await changed();
    setPending(undefined);
  }

  return (
    <section class="hints">
      <label>
        <input
          type="checkbox"
          checked={isLocked ? isOn : (pending ?? isOn)}
          disabled={isLocked}
          aria-describedby="hints-note"
          onChange={({ currentTarget }) => void set(currentTarget.checked)}
        />
        {say('hints_label')}
      </label>
      {isLocked ? <Locked by={organisation} /> : null}
      <p class="note" id="hints-note">
        {say('hints_note')}
      </p>
      {failed ? (
        <p class="caution box" role="alert">
          {say('hints_failed')}
        </p>
      ) : null}
    </section>
  );
}
