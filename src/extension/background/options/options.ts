/** What the options page shows, asked for when it opens and after every change. */
import type { OptionsView } from '../../messaging/protocol.ts';
import { sitesNow } from '../sites/custom-sites.ts';
import { listAlways, listTurnedOn } from '../sites/guarded-patterns.ts';
import { guardedTabs } from '../sites/guarded-tabs.ts';

const LONGEST_TITLE = 100;

export async function viewOptions(): Promise<OptionsView> {
  const [sites, always, turnedOn, tabs] = await Promise.all([
    sitesNow(),
    listAlways(),
    listTurnedOn(),
    guardedTabs(),
  ]);
  return {
    ...sites,
    always,
    turnedOn,
    tabs: tabs.map(({ id, url = 'about:blank', title = '' }) => {
      return { id, host: new URL(url).host, title: title.slice(0, LONGEST_TITLE) };
    }),
  };
}
