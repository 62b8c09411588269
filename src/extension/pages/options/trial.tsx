import type { SiteTrial } from '../../messaging/protocol.ts';
import { kindWords } from '../ui/kind.ts';
import { language, say } from '../ui/words.ts';

const COUNTS = ['lists', 'messages', 'links', 'excluded'] as const;

interface Props {
  readonly trial: SiteTrial;
  /** Fields whose selectors the browser cannot read. */
  readonly unreadable: readonly string[];
}

/** What a definition finds on an open page. */
export function Trial({ trial, unreadable }: Props) {
  const number = new Intl.NumberFormat(language());
  return (
    <div class="trial box quiet-box">
      <p>
        <b>{say(trial.hasFingerprint ? 'trial_is_it' : 'trial_is_not_it')}</b>
      </p>
      <dl class="pairs">
        {COUNTS.map((what) => (
          <div key={what}>
            <dt>{say(`trial_${what}`)}</dt>
            <dd class={`trial-${what}`}>{number.format(trial[what])}</dd>
          </div>
        ))}
      </dl>
      {trial.contexts.length === 0 ? null : (
        <ul class="kinds">
          {trial.contexts.map((kind) => (
            <li key={JSON.stringify(kind)}>
              {say('trial_kind', number.format(kind.links), kindWords(kind))}
            </li>
          ))}
        </ul>
      )}
      {unreadable.length === 0 ? null : (
        <p class="caution">{say('trial_unreadable', unreadable.join(', '))}</p>
      )}
    </div>
  );
}
