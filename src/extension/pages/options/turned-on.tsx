import { useState } from 'preact/hooks';
import { hostOfPattern } from '../../match-pattern.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { requestAccess } from '../ui/access.ts';
import { Host } from '../ui/address.tsx';
import { Caution, Empty } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';
import type { SitesProps } from './chat-sites.tsx';

/** Hosts that the person turned on, each to be taken back. */
export function TurnedOn({ view: { turnedOn }, changed }: SitesProps) {
  const [failed, setFailed] = useState(false);

  async function attempt(work: () => Promise<unknown>) {
    setFailed(false);
    try {
      await work();
    } catch {
      // What is in force stays on the screen; that it did not change is said.
      setFailed(true);
    }
    await changed();
  }

  return (
    <section class="part" aria-labelledby="turned-on">
      <h3 id="turned-on">{say('sites_turned_on')}</h3>
      {failed ? <Caution>{say('sites_failed')}</Caution> : null}
      {turnedOn.length === 0 ? (
        <Empty title={say('sites_turned_on_none')} note={say('sites_turned_on_note')} />
      ) : (
        <ul class="rows">
          {turnedOn.map(({ pattern, isGranted }) => (
            <li key={pattern} class="row-flat row-with-button">
              <div>
                <p>
                  <span class="quiet">{pattern.startsWith('http:') ? 'http://' : ''}</span>
                  <Host host={hostOfPattern(pattern)} />
                </p>
                {isGranted ? null : <p class="note caution">{say('access_taken')}</p>}
              </div>
              <div class="row-controls">
                {isGranted ? null : (
                  <button
                    type="button"
                    onClick={() => void attempt(() => requestAccess([pattern]))}
                  >
                    {say('access_give_back')}
                  </button>
                )}
                <button
                  type="button"
                  onClick={() => void attempt(() => sendToBackground('site.turnOff', { pattern }))}
                >
                  {say('access_stop')}
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
