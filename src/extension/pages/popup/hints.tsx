import { useState } from 'preact/hooks';
import { sendToBackground } from '../../messaging/send.ts';
import { say } from '../ui/words.ts';

/** Whether what is being written is looked at for links that would be stopped. */
export function Hints({ isOn, changed }: { isOn: boolean; changed: () => Promise<void> }) {
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
          checked={pending ?? isOn}
          aria-describedby="hints-note"
          onChange={({ currentTarget }) => void set(currentTarget.checked)}
        />
        {say('hints_label')}
      </label>
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
