import type { LookUpEntry, PrivacyView } from '../../messaging/options.ts';
import { Badge } from '../ui/badge.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Part } from '../ui/part.tsx';
import { since } from '../ui/since.ts';
import { language, say } from '../ui/words.ts';

interface Props {
  readonly view: PrivacyView;
  readonly keep: (isLogged: boolean) => Promise<void>;
}

/** The last look-ups as they went out. */
export function LookUpLog({ view: { isLogged, log }, keep }: Props) {
  return (
    <Part id="log" title={say('privacy_log')} note={say('privacy_log_note')}>
      <label class="check">
        <input
          type="checkbox"
          checked={isLogged}
          onChange={({ currentTarget }) => void keep(currentTarget.checked)}
        />
        {say('privacy_log_keep')}
      </label>
      {log.length === 0 ? (
        <p class="quiet">{say(isLogged ? 'privacy_log_none' : 'privacy_log_off')}</p>
      ) : (
        <ul class="rows log">
          {log.map((entry, index) => (
            <li key={`${entry.at} ${index}`}>
              <Entry entry={entry} />
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Entry({ entry: { at, prefixes, bytes, isAnswered } }: { entry: LookUpEntry }) {
  const number = new Intl.NumberFormat(language());
  return (
    <Disclosure
      title={
        <span>
          {since(at)} ·{' '}
          {say('privacy_log_entry', number.format(prefixes.length), number.format(bytes))}{' '}
          {isAnswered ? null : <Badge look="caution">{say('privacy_unanswered')}</Badge>}
        </span>
      }
    >
      <p class="prefixes">
        {prefixes.map((prefix) => (
          <code key={prefix}>{prefix}</code>
        ))}
      </p>
    </Disclosure>
  );
}
