/** What the options page shows, asked for when it opens and after every change. */
import browser from 'webextension-polyfill';
import { isCovered, patternOf } from '../../match-pattern.ts';
import type { OptionsView } from '../../messaging/protocol.ts';
import { sitesNow } from '../sites/custom-sites.ts';
import { guardedPatterns, isGranted, listTurnedOn } from '../sites/guarded-patterns.ts';
import { packagedScript } from '../sites/packaged-script.ts';

const LONGEST_TITLE = 100;

export async function viewOptions(): Promise<OptionsView> {
  const patterns = packagedScript().matches;
  const [sites, hasAlways, turnedOn, guarded] = await Promise.all([
    sitesNow(),
    isGranted(patterns),
    listTurnedOn(),
    guardedPatterns(),
  ]);
  return {
    ...sites,
    always: { patterns, isGranted: hasAlways },
    turnedOn,
    tabs: await guardedTabs(guarded),
  };
}

async function guardedTabs(patterns: readonly string[]): Promise<OptionsView['tabs']> {
  const tabs = await browser.tabs.query({}).catch(() => []);
  return tabs.flatMap(({ id, url = '', title = '' }) => {
    const pattern = patternOf(url);
    const isOne = id !== undefined && pattern !== undefined && isCovered(pattern, patterns);
    return isOne ? [{ id, host: new URL(url).host, title: title.slice(0, LONGEST_TITLE) }] : [];
  });
}
