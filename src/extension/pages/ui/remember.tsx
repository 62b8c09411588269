import { useId } from 'preact/hooks';
import type { GateView, Lasting, Remember } from '../../messaging/protocol.ts';
import { say, type WordKey } from './words.ts';

type Scopes = GateView['rememberScopes'];

const DURATIONS = [
  { lasts: 'session', key: 'days_session' },
  { lasts: 1, key: 'days_1' },
  { lasts: 30, key: 'days_30' },
  { lasts: 'always', key: 'days_always' },
] as const satisfies readonly { lasts: Lasting; key: WordKey }[];

interface Props {
  readonly scopes: Scopes;
  readonly value: Remember | undefined;
  readonly change: (value: Remember | undefined) => void;
}

/** Off unless asked for, and then as narrow and as short as it can be. */
export function RememberField({ scopes, value, change }: Props) {
  const id = useId();
  const first = scopes[0];
  if (first === undefined) return null;
  return (
    <div class="remember">
      <label class="check">
        <input
          type="checkbox"
          checked={value !== undefined}
          onChange={(event) =>
            change(
              event.currentTarget.checked ? { scope: first.scope, lasts: 'session' } : undefined,
            )
          }
        />
        {say('gate_remember')}
      </label>
      {value === undefined ? null : (
        <div class="remember-what">
          <ScopeField id={id} scopes={scopes} value={value} change={change} />
          <p class="field">
            <label for={`${id}-days`}>{say('gate_duration')}</label>
            <select
              id={`${id}-days`}
              value={String(value.lasts)}
              onChange={(event) =>
                change({ scope: value.scope, lasts: lastingOf(event.currentTarget.value) })
              }
            >
              {DURATIONS.map((duration) => (
                <option value={String(duration.lasts)}>{say(duration.key)}</option>
              ))}
            </select>
          </p>
          <p class="note">{say('gate_undo_note')}</p>
        </div>
      )}
    </div>
  );
}

function ScopeField({
  id,
  scopes,
  value,
  change,
}: {
  id: string;
  scopes: Scopes;
  value: Remember;
  change: (value: Remember) => void;
}) {
  return (
    <fieldset class="field">
      <legend>{say('gate_scope')}</legend>
      {scopes.map(({ scope, value: covers }) => (
        <label class="check">
          <input
            type="radio"
            name={`${id}-scope`}
            checked={scope === value.scope}
            onChange={() => change({ scope, lasts: value.lasts })}
          />
          <span class="wrap">
            {scope === 'url' ? say('scope_url') : say(`scope_${scope}`, covers)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function lastingOf(chosen: string): Lasting {
  return DURATIONS.find(({ lasts }) => String(lasts) === chosen)?.lasts ?? 'session';
}
