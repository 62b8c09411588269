import type { ExceptionView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Asked } from '../ui/asked.tsx';
import { useAttempt } from '../ui/attempt.ts';
import { ExceptionRow } from '../ui/exception-row.tsx';
import { Locked } from '../ui/locked.tsx';
import { Caution, Empty } from '../ui/notice.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { say } from '../ui/words.ts';

const ask = async () => {
  const [exceptions, { settings }] = await Promise.all([
    sendToBackground('exceptions.list'),
    sendToBackground('managed.view'),
  ]);
  return { exceptions, isHidden: settings.exceptions === false, by: settings.organisation?.name };
};

/** Everything that the person let pass for longer than once. */
export function Exceptions() {
  return (
    <>
      <p class="lead">{say('exceptions_lead')}</p>
      <Asked ask={ask}>
        {({ exceptions, isHidden, by }, again) =>
          isHidden ? (
            <div class="part">
              <p>
                <Locked by={by} />
              </p>
              <Empty title={say('exceptions_hidden')} note={say('exceptions_hidden_note')} />
            </div>
          ) : (
            <List exceptions={exceptions} changed={again} />
          )
        }
      </Asked>
    </>
  );
}

function List({
  exceptions,
  changed,
}: {
  exceptions: readonly ExceptionView[];
  changed: () => Promise<void>;
}) {
  const { hasFailed, attempt } = useAttempt(changed);
  return (
    <div class="part">
      {hasFailed ? <Caution>{say('exception_undo_failed')}</Caution> : null}
      {exceptions.length === 0 ? (
        <Empty title={say('exceptions_none')} note={say('exceptions_none_note')} />
      ) : (
        <>
          <p role="status" class="note">
            {say('exceptions_count', exceptions.length)}
          </p>
          <ul class="rows">
            {exceptions.map((exception) => (
              <ExceptionRow
                key={exception.id}
                exception={exception}
                undo={(id) => attempt(() => sendToBackground('exception.remove', { id }))}
              />
            ))}
          </ul>
          <div class="buttons">
            <SureButton
              words={say('exceptions_clear')}
              sureWords={say('exceptions_clear_sure')}
              act={() => void attempt(() => sendToBackground('exceptions.clear'))}
            />
          </div>
        </>
      )}
    </div>
  );
}
