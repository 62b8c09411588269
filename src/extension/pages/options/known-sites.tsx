import { useState } from 'preact/hooks';
import type { Site } from '../../../policy/index.ts';
import { generic, SITES } from '../../content/sites/index.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { requestAccess } from '../ui/access.ts';
import { inOurWords } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { say, snake } from '../ui/words.ts';
import type { SitesProps } from './chat-sites.tsx';
import { neededBy, stateOf } from './site-state.ts';

/** Every client that the extension can read, and how each stands. */
export function KnownSites(props: SitesProps) {
  return (
    <section class="part" aria-labelledby="known">
      <h3 id="known">{say('sites_known')}</h3>
      <p class="note">{say('sites_known_note')}</p>
      <ul class="rows">
        {SITES.filter((site) => site !== generic).map((site) => (
          <KnownSite key={site.id} site={site} {...props} />
        ))}
      </ul>
    </section>
  );
}

function KnownSite({ site, view, changed }: SitesProps & { site: Site }) {
  const [failed, setFailed] = useState(false);
  const state = stateOf(site, view);
  const needs = neededBy(site, view);
  const name = inOurWords(site.name);

  async function attempt(work: () => Promise<unknown>) {
    setFailed(false);
    try {
      await work();
    } catch {
      // The list shows what is in force; that it is not what was wanted is said.
      setFailed(true);
    }
    await changed();
  }

  /** Not the person's to switch. */
  const isDecided = state === 'off-by-ruleset' || state === 'off-by-administrator';
  return (
    <li class="row-flat row-with-button">
      <div>
        <p>
          <b>{name}</b> <span class="note">{say(`site_state_${snake(state)}`)}</span>
        </p>
        {site.hosts.length === 0 ? null : <p class="note hosts">{site.hosts.join(', ')}</p>}
        {failed ? <Caution>{say('sites_failed')}</Caution> : null}
      </div>
      <div class="row-controls">
        {needs.length === 0 ? null : (
          <button
            type="button"
            aria-label={`${say('sites_turn_on')}: ${name}`}
            onClick={() => void attempt(() => requestAccess(needs))}
          >
            {say('sites_turn_on')}
          </button>
        )}
        <label class="check">
          <input
            type="checkbox"
            aria-label={`${say('sites_read')}: ${name}`}
            checked={state !== 'off' && !isDecided}
            disabled={isDecided}
            onChange={({ currentTarget: { checked } }) =>
              void attempt(() => sendToBackground('site.switch', { id: site.id, isOn: checked }))
            }
          />
          {say('sites_read')}
        </label>
      </div>
    </li>
  );
}
