import { LOOKUP_MODES, type LookupMode } from '../../../policy/index.ts';
import type { PrivacyView, SentAmount, SentTo } from '../../messaging/options.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Asked } from '../ui/asked.tsx';
import { useAttempt } from '../ui/attempt.ts';
import { Locked } from '../ui/locked.tsx';
import { Caution } from '../ui/notice.tsx';
import { Part } from '../ui/part.tsx';
import { language, say, snake } from '../ui/words.ts';
import { FleetPart } from './fleet-part.tsx';
import { LookUpLog } from './look-up-log.tsx';
import { OnThisDevice } from './on-this-device.tsx';
import { ServiceAddress } from './service-address.tsx';

const ask = () => sendToBackground('privacy.view');

/** How much may be asked about links, how much was, and what. */
export function Privacy() {
  return (
    <>
      <p class="lead">{say('privacy_lead')}</p>
      <Asked ask={ask}>{(view, again) => <Answered view={view} changed={again} />}</Asked>
    </>
  );
}

function Answered({ view, changed }: { view: PrivacyView; changed: () => Promise<void> }) {
  const { hasFailed, attempt } = useAttempt(changed);
  return (
    <>
      <Part id="dial" title={say('privacy_dial')}>
        {view.isLocked ? (
          <p>
            <Locked by={view.organisation} />
          </p>
        ) : null}
        {hasFailed ? <Caution>{say('prefs_failed')}</Caution> : null}
        <Dial
          view={view}
          choose={(mode) => attempt(() => sendToBackground('lookups.set', { mode }))}
        />
        <p class="note">{say('privacy_always')}</p>
      </Part>
      <Part id="sent" title={say('privacy_sent')}>
        {view.sent.map((sent) => (
          <Meter key={sent.to} sent={sent} />
        ))}
      </Part>
      {view.fleet === undefined ? null : <FleetPart view={view.fleet} service={view.service} />}
      <LookUpLog
        view={view}
        keep={(isLogged) => attempt(() => sendToBackground('lookups.log', { isLogged }))}
      />
      <OnThisDevice changed={changed} />
    </>
  );
}

/** Not side by side: what each sends is as important as its name. */
function Dial({
  view: { mode, isLocked },
  choose,
}: {
  view: PrivacyView;
  choose: (mode: LookupMode) => Promise<void>;
}) {
  return (
    <div class="dial" role="radiogroup" aria-labelledby="dial">
      {LOOKUP_MODES.map((each) => (
        <label key={each} class="dial-step">
          <input
            type="radio"
            name="lookups"
            value={each}
            checked={each === mode}
            disabled={isLocked}
            aria-describedby={`dial-${each}`}
            onChange={() => void choose(each)}
          />
          <span>
            <b>{say(`privacy_${snake(each)}`)}</b>
            <span id={`dial-${each}`} class="note block">
              {say(`privacy_${snake(each)}_note`)}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}

const AMOUNTS = ['requests', 'prefixes', 'bytes'] as const satisfies readonly (keyof SentAmount)[];

function Meter({ sent: { to, today, week } }: { sent: SentTo }) {
  const number = new Intl.NumberFormat(language());
  const spans = [
    { id: 'today', amount: today, words: say('privacy_today') },
    { id: 'week', amount: week, words: say('privacy_week') },
  ];
  return (
    <>
      <p>
        <span class="note">{say('privacy_to')}</span> <ServiceAddress address={to} />
      </p>
      <table class="table meter">
        <thead>
          <tr>
            <td />
            {spans.map(({ id, words }) => (
              <th key={id} scope="col" class="number">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {AMOUNTS.map((what) => (
            <tr key={what}>
              <th scope="row">{say(`privacy_${what}`)}</th>
              {spans.map(({ id, amount }) => (
                <td key={id} class={`number meter-${id}-${what}`}>
                  {number.format(amount[what])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
