import { useState } from 'preact/hooks';
import {
  CONTEXTS,
  type Context,
  STARTING_POINT_IDS,
  type StartingPoint,
  startingPointOf,
} from '../../../policy/index.ts';
import type { PreferencesView } from '../../messaging/options.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Locked } from '../ui/locked.tsx';
import { contextName } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { language, say } from '../ui/words.ts';

interface Props {
  readonly preferences: PreferencesView;
  readonly changed: () => Promise<void>;
}

/** Three to choose from, one sentence each. */
export function StartingPoints({ preferences, changed }: Props) {
  const [pending, setPending] = useState<StartingPoint>();
  const [failed, setFailed] = useState(false);
  const locked = CONTEXTS.filter((context) => preferences.contexts[context].locked !== undefined);
  const chosen = pending ?? startingPointOf(ownChoices(preferences));

  async function choose(id: StartingPoint) {
    setPending(id);
    setFailed(false);
    try {
      await sendToBackground('startingPoint.set', { id });
    } catch {
      // What was chosen does not hold, and it is said.
      setFailed(true);
    }
    await changed();
    setPending(undefined);
  }

  return (
    <fieldset class="starting-points">
      <legend class="hidden-words">{say('welcome_start')}</legend>
      {STARTING_POINT_IDS.map((id) => (
        <label key={id} class="starting-point">
          <input
            type="radio"
            name="starting-point"
            checked={chosen === id}
            disabled={locked.length === CONTEXTS.length}
            onChange={() => void choose(id)}
          />
          <span>
            <b>{say(`start_${id}`)}</b>
            <span class="note block">{say(`start_${id}_note`)}</span>
          </span>
        </label>
      ))}
      {locked.length === 0 ? null : (
        <div>
          <Locked by={preferences.organisation} />
          <p class="note">{say('start_locked', namesOf(locked))}</p>
        </div>
      )}
      {chosen === undefined ? <p class="note">{say('start_own')}</p> : null}
      {failed ? <Caution>{say('choice_failed')}</Caution> : null}
    </fieldset>
  );
}

function namesOf(contexts: readonly Context[]): string {
  const list = new Intl.ListFormat(language(), { type: 'conjunction' });
  return list.format(contexts.map(contextName));
}

function ownChoices({ contexts }: PreferencesView) {
  const own = CONTEXTS.flatMap((context: Context) => {
    const choice = contexts[context].own;
    return choice === undefined ? [] : [[context, choice] as const];
  });
  return Object.fromEntries(own);
}
