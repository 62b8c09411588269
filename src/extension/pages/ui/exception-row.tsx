import type { ExceptionView } from '../../messaging/protocol.ts';
import { ShortAddress } from './address.tsx';
import { contextName, siteName } from './names.ts';
import { since } from './since.ts';
import { lasting } from './time.ts';
import { language, say } from './words.ts';

interface Props {
  readonly exception: ExceptionView;
  readonly undo: (id: string) => Promise<void>;
}

/** What the person let pass, where, until when; with the way back. */
export function ExceptionRow({ exception, undo }: Props) {
  const made = since(exception.madeAt);
  return (
    <li class="row row-flat row-with-button">
      <div>
        <p>
          <span class="note">{say(`exception_scope_${exception.scope}`)}</span>{' '}
          <ShortAddress address={exception.value} />
        </p>
        <p class="note">
          {validity(exception, Date.now())} · {say('exception_made', made, placeOf(exception))}
        </p>
      </div>
      <button
        type="button"
        aria-label={`${say('exception_undo')}: ${exception.value}`}
        onClick={() => void undo(exception.id)}
      >
        {say('exception_undo')}
      </button>
    </li>
  );
}

function placeOf({ madeIn, madeOn }: ExceptionView): string {
  const kind = contextName(madeIn);
  return madeOn === undefined ? kind : `${kind} · ${siteName(madeOn)}`;
}

function validity({ expiresAt, isForSession, lifts }: ExceptionView, now: number): string {
  if (isForSession) return say(lifts === 'ask' ? 'exception_answered' : 'exception_session');
  if (expiresAt === null) return say('exception_always');
  if (expiresAt <= now) return say('exception_expired');
  return say('exception_left', lasting(expiresAt - now, language()));
}
