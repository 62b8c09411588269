import { useState } from 'preact/hooks';
import type { ExceptionView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { ExceptionRow } from '../ui/exception-row.tsx';
import { Empty } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';

interface Props {
  readonly exceptions: readonly ExceptionView[];
  readonly changed: () => Promise<void>;
}

/** Everything that the person let pass for longer than once, newest first; each can be undone. */
export function Exceptions({ exceptions, changed }: Props) {
  const [failed, setFailed] = useState(false);

  async function undo(id: string) {
    setFailed(false);
    try {
      await sendToBackground('exception.remove', { id });
    } catch {
      // It is still in force and still listed; the person is told.
      setFailed(true);
    }
    await changed();
  }

  if (exceptions.length === 0) {
    return <Empty title={say('exceptions_none')} note={say('exceptions_none_note')} />;
  }
  return (
    <>
      {failed ? (
        <p class="caution box" role="alert">
          {say('exception_undo_failed')}
        </p>
      ) : null}
      <ul class="rows">
        {exceptions
          .toSorted((a, b) => b.madeAt - a.madeAt)
          .map((exception) => (
            <ExceptionRow key={exception.id} exception={exception} undo={undo} />
          ))}
      </ul>
    </>
  );
}
