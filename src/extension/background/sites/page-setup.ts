/**
 * What a page is told when it begins: the sites that it may be, with the person's own before those
 * that come with the extension and without those that are off, and whether it gives hints.
 */
import { effectivePreference, parseSite, type Site } from '../../../policy/index.ts';
import { mayBeOn } from '../../content/sites/host-like.ts';
import { SITES, sitesOn } from '../../content/sites/index.ts';
import type { Asker } from '../../messaging/handle.ts';
import type { HintWords, PageSetup, PopupView, Said } from '../../messaging/protocol.ts';
import { managedNow } from '../../storage/managed.ts';
import * as settings from '../../storage/settings.ts';
import { phrase } from '../../words.ts';
import { broadcastSites } from '../broadcast.ts';
import { readyWords } from '../ready-words.ts';
import { sitesNow } from './custom-sites.ts';
import { pageSiteOf } from './page-site.ts';

/** A person's own site cannot take the place of a built-in one. */
const RESERVED: ReadonlySet<string> = new Set(SITES.map(({ id }) => id));

/** A page that takes over its content script must not learn where else the person chats. */
export async function setUpPage({ host }: Pick<Asker, 'host'>): Promise<PageSetup> {
  const [{ custom, off, offByRuleset, byAdministrator, offByAdministrator }, hints] =
    await Promise.all([sitesNow(), hintsNow()]);
  const own = custom.map(parseSite).filter(({ id }) => !RESERVED.has(id));
  const written = firstOfEach([...byAdministrator, ...own]).filter((site) => mayBeOn(host, site));
  const isOff = new Set([...off, ...offByRuleset, ...offByAdministrator]);
  const sites = firstOfEach([...written, ...sitesOn(host)]).filter(({ id }) => !isOff.has(id));
  return { sites: sites.map(pageSiteOf), ...(await wordsOfPage(hints)) };
}

async function wordsOfPage(hasHints: boolean): Promise<Omit<PageSetup, 'sites'>> {
  await readyWords();
  const isBrowsers = (await settings.languageInForce.get()) === 'browser';
  return {
    ...(hasHints ? { hints: hintWords() } : {}),
    ...(isBrowsers ? {} : { unreachable: unreachable() }),
  };
}

function hintWords(): HintWords {
  return {
    language: phrase('language'),
    ask: phrase('hint_ask'),
    warn: phrase('hint_warn'),
    block: phrase('hint_block'),
  };
}

function unreachable(): Said {
  return [phrase('mark_ask'), phrase('mark_unreachable')];
}

/** An administrator's own site may stand in the place of any other of its id. */
function firstOfEach(sites: readonly Site[]): readonly Site[] {
  return sites.filter(({ id }, index) => sites.findIndex((one) => one.id === id) === index);
}

export async function hintsNow(): Promise<boolean> {
  return (await viewHints()).isOn;
}

/** What the administrator locked, else what the person chose, else what is recommended. */
export async function viewHints(): Promise<PopupView['hints']> {
  const [own, { settings: managed }] = await Promise.all([settings.hints.get(), managedNow()]);
  const { value, source } = effectivePreference('hints', { managed, own });
  return { isOn: value, isLocked: source === 'managed' };
}

export async function setHints(isOn: boolean): Promise<void> {
  await settings.hints.set(isOn);
  void broadcastSites();
}
