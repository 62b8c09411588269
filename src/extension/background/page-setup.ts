/**
 * What a page is told when it begins: the sites that it may be, with the person's own before those
 * that come with the extension and without those that are off, and whether it gives hints.
 */
import { parseSite } from '../../policy/index.ts';
import { mayBeOn } from '../content/sites/host-like.ts';
import { SITES, sitesOn } from '../content/sites/index.ts';
import type { Asker } from '../messaging/handle.ts';
import type { PageSetup } from '../messaging/protocol.ts';
import * as settings from '../storage/settings.ts';
import { broadcastSites } from './broadcast.ts';
import { sitesNow } from './custom-sites.ts';
import { pageSiteOf } from './page-site.ts';

/** A person's own site cannot take the place of a built-in one. */
const RESERVED: ReadonlySet<string> = new Set(SITES.map(({ id }) => id));

/** A page that takes over its content script must not learn where else the person chats. */
export async function setUpPage({ host }: Pick<Asker, 'host'>): Promise<PageSetup> {
  const [{ custom, off, offByRuleset }, hints] = await Promise.all([
    sitesNow(),
    settings.hints.get(),
  ]);
  const own = custom.map(parseSite).filter((site) => !RESERVED.has(site.id) && mayBeOn(host, site));
  const isOff = new Set([...off, ...offByRuleset]);
  const sites = [...own, ...sitesOn(host)].filter(({ id }) => !isOff.has(id));
  return { sites: sites.map(pageSiteOf), hints };
}

export async function setHints(isOn: boolean): Promise<void> {
  await settings.hints.set(isOn);
  void broadcastSites();
}
