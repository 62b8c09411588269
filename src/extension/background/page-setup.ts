/**
 * What a page is told when it begins: sites of the person's own that may be it, those that are off,
 * and whether it gives hints.
 */
import { parseSite } from '../../policy/index.ts';
import { isHostLike } from '../content/sites/host-like.ts';
import type { Asker } from '../messaging/handle.ts';
import type { PageSetup } from '../messaging/protocol.ts';
import * as settings from '../storage/settings.ts';
import { broadcastSites } from './broadcast.ts';
import { sitesNow } from './custom-sites.ts';

/** A page that takes over its content script must not learn where else the person chats. */
export async function setUpPage({ url }: Pick<Asker, 'url'>): Promise<PageSetup> {
  const [{ custom, off, offByRuleset }, hints] = await Promise.all([
    sitesNow(),
    settings.hints.get(),
  ]);
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  const here = custom.filter(
    ({ hosts = [] }) => hosts.length === 0 || hosts.some((one) => isHostLike(host, one)),
  );
  return { sites: here.map(parseSite), off: [...off, ...offByRuleset], hints };
}

export async function setHints(isOn: boolean): Promise<void> {
  await settings.hints.set(isOn);
  void broadcastSites();
}
