import { useState } from 'preact/hooks';
import type { LinkChoices, LinkReport, PickedLink, Remember } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { RememberField } from '../ui/remember.tsx';
import { say } from '../ui/words.ts';

interface Props {
  readonly link: PickedLink;
  readonly report: LinkReport & LinkChoices;
  readonly changed: () => Promise<void>;
}

/**
 * The way on from the popup. A question is answered here; a warning is explained by the gate, so
 * that leads there.
 */
export function ActHere({ link, report, changed }: Props) {
  const [remember, setRemember] = useState<Remember | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  const { action, mayProceed, willSettle, rememberScopes } = report;
  if (action === 'open' || !mayProceed) return null;

  async function open() {
    setFailed(false);
    try {
      await sendToBackground('link.open', { link, told: action, remember });
    } catch {
      // It stays closed, and the person is told.
      setFailed(true);
    }
    await changed();
  }

  const isQuestion = action === 'ask';
  return (
    <div class="act-here">
      {isQuestion ? (
        <RememberField scopes={rememberScopes} value={remember} change={setRemember} />
      ) : null}
      <button type="button" onClick={() => void open()}>
        {say(
          isQuestion
            ? remember === undefined
              ? 'act_open_once'
              : 'act_open_remember'
            : 'act_to_warning',
        )}
      </button>
      {willSettle && remember === undefined ? <p class="note">{say('gate_settles')}</p> : null}
      {failed ? (
        <p class="caution box" role="alert">
          {say('act_failed')}
        </p>
      ) : null}
    </div>
  );
}
