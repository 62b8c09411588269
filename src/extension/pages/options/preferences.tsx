import { useCallback, useState } from 'preact/hooks';
import { CHOSEN_CATEGORIES, partsOfChosen } from '../../../policy/index.ts';
import type { PreferencesView } from '../../messaging/options.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Asked } from '../ui/asked.tsx';
import { Hints } from '../ui/hints.tsx';
import { categoryTitle, chosenCategoryName, contextName } from '../ui/names.ts';
import { say } from '../ui/words.ts';
import { ContextMatrix } from './context-matrix.tsx';
import { nameAmong, useNamedSites } from './named-sites.ts';
import { Preview } from './preview.tsx';
import { Refinements } from './refinements.tsx';
import { SettingsTransfer } from './settings-transfer.tsx';

/** What happens where, and what comes of it on sample links. */
export function Preferences() {
  const [site, setSite] = useState('');
  const sites = useNamedSites();
  const ask = useCallback(() => sendToBackground('preferences.view', { site }), [site]);
  return (
    <Asked ask={ask}>
      {(view, again) => (
        <>
          <p class="lead">{say(view.isReportOnly ? 'problem_report_only' : 'prefs_lead')}</p>
          <ContextMatrix view={view} changed={again} />
          <Preview samples={view.samples} site={site} sites={sites} setSite={setSite} />
          <Refinements
            id="categories"
            title={say('prefs_categories')}
            note={say('prefs_categories_note')}
            what={say('prefs_add_category')}
            offers={offersOfCategories(view.locked.categories)}
            nameOf={chosenCategoryName}
            chosen={view.categories}
            locked={view.locked.categories}
            organisation={view.organisation}
            choose={(category, choice) => sendToBackground('category.choose', { category, choice })}
            changed={again}
          />
          <Refinements
            id="sites"
            title={say('prefs_sites')}
            note={say('prefs_sites_note')}
            what={say('prefs_add_site')}
            offers={sites.map(({ id, name }) => ({ id, name, thing: id }))}
            nameOf={(id) => nameAmong(sites, id)}
            chosen={view.sites}
            locked={view.locked.sites}
            organisation={view.organisation}
            choose={(id, choice) => sendToBackground('site.choose', { id, choice })}
            changed={again}
          />
          <div class="part">
            <Hints state={view.hints} organisation={view.organisation} changed={again} />
          </div>
          <SettingsTransfer changed={again} />
        </>
      )}
    </Asked>
  );
}

/** What is locked for every conversation is locked for each kind of it. */
function offersOfCategories(locked: PreferencesView['categories']) {
  return CHOSEN_CATEGORIES.flatMap((id) => {
    const { category, context } = partsOfChosen(id);
    if (locked[category] !== undefined) return [];
    const place = context === undefined ? say('prefs_everywhere') : contextName(context);
    return [{ id, thing: category, name: categoryTitle(category), place }];
  });
}
