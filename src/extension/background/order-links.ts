/** Answers a content script: for each link an action, and what is to stand in the page. */
import type { GuardedAsker } from '../messaging/handle.ts';
import type { LinkOrder, LinkSighting } from '../messaging/protocol.ts';
import { type Judged, judgeLinks, webDestination } from './judge.ts';
import { seeStopped } from './net/keep-net.ts';
import { noteGuardedTab } from './net/watched-tabs.ts';
import { reasonOf } from './reason.ts';
import { keepStopped } from './stopped-links.ts';

export async function orderLinks(
  { site, links }: { site: string; links: readonly LinkSighting[] },
  { tabId }: GuardedAsker,
): Promise<readonly LinkOrder[]> {
  void noteGuardedTab(tabId, site, links);
  const judged = await judgeLinks(
    links.map((link) => ({ site, ...link })),
    tabId,
  );
  const stopped = [...new Set(judged.filter(({ decision }) => decision.action !== 'open'))];
  const sentinels = await keepStopped(stopped.map(({ sighted }) => sighted));
  void seeStopped(stopped);
  const sentinelOf = new Map(stopped.map((one, index) => [one, sentinels[index] ?? '']));
  return judged.map((one) => orderOf(one, sentinelOf.get(one)));
}

/** A link that opens but has no destination in the web, such as mailto:, is left as it is. */
export function orderOf(judged: Judged, sentinel: string | undefined): LinkOrder {
  const { decision, sighted } = judged;
  return {
    action: decision.action,
    href: sentinel ?? webDestination(judged) ?? sighted.href,
    reason: reasonOf(decision),
  };
}
