import { faultText } from '../../../policy/index.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Asked } from '../ui/asked.tsx';
import { Caution } from '../ui/notice.tsx';
import { Part } from '../ui/part.tsx';
import { say } from '../ui/words.ts';
import { SettingValue } from './setting-value.tsx';

const ask = () => sendToBackground('managed.view');

/** What an administrator set, as it is in force, and what of it cannot be read. */
export function ManagedPart() {
  return (
    <Part id="managed" title={say('diag_managed')}>
      <Asked ask={ask}>
        {({ settings, keys, faults, isComplete, isConfirmed, digest }) => (
          <>
            {keys.length === 0 ? <p class="quiet">{say('diag_managed_none')}</p> : null}
            {keys.length > 0 && !isConfirmed ? <p class="note">{say('diag_managed_old')}</p> : null}
            {keys.length > 0 && !isComplete ? <Caution>{say('diag_managed_part')}</Caution> : null}
            {digest === undefined ? null : (
              <p>
                <span class="note">{say('diag_managed_digest')}</span>{' '}
                <code class="wrap" dir="ltr">
                  {digest}
                </code>
              </p>
            )}
            <dl class="statement">
              {keys.map((key) => [
                <dt key={`${key} name`}>
                  {say(`managed_key_${key}`)} <code>{key}</code>
                </dt>,
                <dd key={key} class="wrap">
                  <SettingValue value={settings[key]} />
                </dd>,
              ])}
            </dl>
            {faults.length === 0 ? null : (
              <div class="caution box">
                <p>{say('diag_managed_ignored')}</p>
                <ul>
                  {faults.map((fault) => (
                    <li key={`${fault.place} ${fault.rule}`}>
                      <code class="wrap">{faultText(fault)}</code>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </>
        )}
      </Asked>
    </Part>
  );
}
