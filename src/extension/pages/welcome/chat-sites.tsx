import { useState } from 'preact/hooks';
import type { Site } from '../../../policy/index.ts';
import { demo, generic, SITES } from '../../content/sites/index.ts';
import type { OptionsView } from '../../messaging/protocol.ts';
import { neededBy, stateOf } from '../options/site-state.ts';
import { requestAccess } from '../ui/access.ts';
import { Badge } from '../ui/badge.tsx';
import { Icon } from '../ui/icon.tsx';
import { inOurWords } from '../ui/names.ts';
import { say } from '../ui/words.ts';

interface Props {
  readonly view: OptionsView;
  readonly changed: () => Promise<void>;
}

/** The chats that have hosts of their own: guarded already, or turned on one by one. */
export function ChatSites({ view, changed }: Props) {
  const shown = SITES.filter((site) => site !== generic && site !== demo && isAsked(site));
  return (
    <ul class="welcome-sites">
      {shown.map((site) => (
        <ChatSite key={site.id} site={site} view={view} changed={changed} />
      ))}
    </ul>
  );
}

/** What people run themselves is turned on where it is. */
function isAsked({ hosts }: Site): boolean {
  return hosts.length > 0 && !hosts.some((host) => host.includes('*'));
}

function ChatSite({ site, view, changed }: Props & { readonly site: Site }) {
  const [isRefused, setRefused] = useState(false);
  const needs = neededBy(site, view);
  const name = inOurWords(site.name);
  const isOn = ['always', 'turned-on'].includes(stateOf(site, view));

  async function turnOn() {
    const isGranted = await requestAccess(needs).catch(() => false);
    setRefused(!isGranted);
    await changed();
  }

  return (
    <li>
      <b>{name}</b>
      {isOn ? (
        <Badge look="good">
          <Icon name="check" /> {say('welcome_guarded')}
        </Badge>
      ) : needs.length === 0 ? (
        <Badge>{say('site_state_off')}</Badge>
      ) : (
        <button
          type="button"
          aria-label={`${say('sites_turn_on')}: ${name}`}
          onClick={() => void turnOn()}
        >
          {say('sites_turn_on')}
        </button>
      )}
      {isRefused ? (
        <p class="note" role="status">
          {say('access_refused')}
        </p>
      ) : null}
    </li>
  );
}
