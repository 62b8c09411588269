import { useState } from 'preact/hooks';
import type { SiteDefinition } from '../../../policy/index.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { requestAccess } from '../ui/access.ts';
import { siteName } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { say, snake } from '../ui/words.ts';
import type { SitesProps } from './chat-sites.tsx';
import { SiteEditor } from './site-editor.tsx';
import { neededBy, stateOf } from './site-state.ts';
import { BEGINNING, textOf } from './site-text.ts';

/** Sites that the person wrote, to be edited, tried, exported and deleted. */
export function CustomSites({ view, changed }: SitesProps) {
  const [edited, setEdited] = useState<SiteDefinition>();
  const [failed, setFailed] = useState(false);

  async function remove(id: string) {
    setFailed(false);
    try {
      await sendToBackground('site.remove', { id });
    } catch {
      // It is still kept and still listed; the person is told.
      setFailed(true);
    }
    await changed();
  }

  async function turnOn(patterns: readonly string[]) {
    setFailed(false);
    try {
      await requestAccess(patterns);
    } catch {
      // What is in force stays on the screen; that it did not change is said.
      setFailed(true);
    }
    await changed();
  }

  async function saved() {
    setEdited(undefined);
    await changed();
  }

  return (
    <section class="part" aria-labelledby="custom">
      <h3 id="custom">{say('sites_custom')}</h3>
      <p class="note">{say('sites_custom_note')}</p>
      {failed ? <Caution>{say('sites_failed')}</Caution> : null}
      <ul class="rows">
        {view.custom.map((site) => (
          <CustomSite
            key={site.id}
            {...{ site, view, remove, turnOn }}
            edit={() => setEdited(site)}
          />
        ))}
      </ul>
      {edited === undefined ? (
        <div class="buttons">
          <button type="button" onClick={() => setEdited(BEGINNING)}>
            {say('sites_add')}
          </button>
        </div>
      ) : (
        <SiteEditor
          key={edited.id}
          text={textOf(edited)}
          tabs={view.tabs}
          saved={saved}
          cancel={() => setEdited(undefined)}
        />
      )}
    </section>
  );
}

interface CustomSiteProps {
  readonly site: SiteDefinition;
  readonly view: SitesProps['view'];
  readonly edit: () => void;
  readonly remove: (id: string) => Promise<void>;
  readonly turnOn: (patterns: readonly string[]) => Promise<void>;
}

function CustomSite({ site, view, edit, remove, turnOn }: CustomSiteProps) {
  const [isSure, setSure] = useState(false);
  const name = siteName(site.id, site.name);
  const place = { id: site.id, hosts: site.hosts ?? [] };
  const needs = neededBy(place, view);
  return (
    <li class="row-flat row-with-button">
      <div>
        <p>
          <b>{name}</b> <code class="note">{site.id}</code>{' '}
          <span class="note">{say(`site_state_${snake(stateOf(place, view))}`)}</span>
        </p>
        <p class="note hosts">{site.hosts?.join(', ') ?? ''}</p>
      </div>
      <div class="row-controls">
        {needs.length === 0 ? null : (
          <button
            type="button"
            class="primary"
            aria-label={`${say('sites_turn_on')}: ${name}`}
            onClick={() => void turnOn(needs)}
          >
            {say('sites_turn_on')}
          </button>
        )}
        <button type="button" aria-label={`${say('sites_edit')}: ${name}`} onClick={edit}>
          {say('sites_edit')}
        </button>
        <button
          type="button"
          aria-label={`${say('sites_export')}: ${name}`}
          onClick={() => saveFile(`${site.id}.json`, textOf(site))}
        >
          {say('sites_export')}
        </button>
        <button
          type="button"
          aria-label={`${say(isSure ? 'sites_delete_sure' : 'sites_delete')}: ${name}`}
          onClick={() => (isSure ? void remove(site.id) : setSure(true))}
          onBlur={() => setSure(false)}
        >
          {say(isSure ? 'sites_delete_sure' : 'sites_delete')}
        </button>
      </div>
    </li>
  );
}
