/** What a page is told when it begins: sites of the person's own that may be it, and those off. */
import { parseSite } from '../../policy/index.ts';
import { isHostLike } from '../content/sites/host-like.ts';
import type { Asker } from '../messaging/handle.ts';
import type { PageSetup } from '../messaging/protocol.ts';
import { sitesNow } from './custom-sites.ts';

/** A page that takes over its content script must not learn where else the person chats. */
export async function setUpPage({ url }: Pick<Asker, 'url'>): Promise<PageSetup> {
  const { custom, off, offByRuleset } = await sitesNow();
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  const here = custom.filter(
    ({ hosts = [] }) => hosts.length === 0 || hosts.some((one) => isHostLike(host, one)),
  );
  return { sites: here.map(parseSite), off: [...off, ...offByRuleset] };
}
