import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { sendToBackground } from '../../messaging/send.ts';
import { say } from './words.ts';

interface Props {
  readonly isOn: boolean;
  readonly changed: () => Promise<void>;
}

/** The browser is asked for its notifications only now, at the person's own press. */
export function Notify({ isOn, changed }: Props) {
  const [pending, setPending] = useState<boolean>();
  const [failed, setFailed] = useState(false);

  async function set(wanted: boolean) {
    // At once, for the browser asks only in answer to a press; and its question can end this page.
    if (wanted) void sendToBackground('notifications.wish').catch(() => undefined);
    const granting = wanted
      ? browser.permissions.request({ permissions: ['notifications'] })
      : Promise.resolve(true);
    setPending(wanted);
    setFailed(false);
    try {
      const isGranted = await granting;
      await sendToBackground('notifications.set', { isOn: wanted && isGranted });
      setFailed(!isGranted);
    } catch {
      // The box goes back to what holds, and it is said.
      setFailed(true);
    }
    await changed();
    setPending(undefined);
  }

  return (
    <div class="notify">
      <label class="check">
        <input
          type="checkbox"
          checked={pending ?? isOn}
          onChange={({ currentTarget }) => void set(currentTarget.checked)}
        />
        {say('notify_label')}
      </label>
      <p class="note">{say('notify_note')}</p>
      {failed ? (
        <p class="caution box" role="alert">
          {say('notify_failed')}
        </p>
      ) : null}
    </div>
  );
}
