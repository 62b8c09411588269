import { useState } from 'preact/hooks';
import type { ExceptionView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { ShortAddress } from '../ui/address.tsx';
import { contextName } from '../ui/names.ts';
import { Empty } from '../ui/notice.tsx';
import { since } from '../ui/since.ts';
import { lasting } from '../ui/time.ts';
import { language, say } from '../ui/words.ts';

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

function ExceptionRow({
  exception,
  undo,
}: {
  exception: ExceptionView;
  undo: (id: string) => Promise<void>;
}) {
  const made = since(exception.madeAt);
  return (
    <li class="row row-flat row-with-button">
      <div>
        <p>
          <span class="note">{say(`exception_scope_${exception.scope}`)}</span>{' '}
          <ShortAddress address={exception.value} />
        </p>
        <p class="note">
          {validity(exception.expiresAt, Date.now())} ·{' '}
          {say('exception_made', made, contextName(exception.madeIn))}
        </p>
      </div>
      <button type="button" onClick={() => void undo(exception.id)}>
        {say('exception_undo')}
      </button>
    </li>
  );
}

function validity(expiresAt: number | null, now: number): string {
  if (expiresAt === null) return say('exception_always');
  if (expiresAt <= now) return say('exception_expired');
  return say('exception_left', lasting(expiresAt - now, language()));
}
