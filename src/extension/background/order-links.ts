/**
 * Answers a content script: for each link an action, and what is to stand in the page. Links that
 * open as they stand are not named in the answer.
 */
import type { GuardedAsker } from '../messaging/handle.ts';
import type { LinkAnswer, LinkOrder, LinkQuestion, Said, Words } from '../messaging/protocol.ts';
import { phrase } from '../words.ts';
import { countJudged } from './fleet/fleet-counts.ts';
import { keepStopped } from './gate/stopped-links.ts';
import { seeStopped } from './net/keep-net.ts';
import { noteGuardedTab } from './net/watched-tabs.ts';
import { readyWords } from './ready-words.ts';
import { conversationKey } from './verdict/conversation-key.ts';
import { type Judged, judgeLinks, webDestination } from './verdict/judge.ts';
import { reasonOf } from './verdict/reason.ts';

export async function orderLinks(
  { site, conversation: told, context, hrefs, texts }: LinkQuestion,
  { tabId, isPrivate, sendAhead }: GuardedAsker,
): Promise<LinkAnswer> {
  void noteGuardedTab(tabId, site, context);
  await readyWords();
  const conversation = await conversationKey(site, told);
  const links = hrefs.map((href, index) => ({
    ...{ site, conversation, context, href },
    text: texts[index] ?? href,
  }));
  const sent = new Map<number, LinkOrder>();
  const judged = await judgeLinks(links, tabId, async (known) => {
    for (const [index, order] of ordersOf(known).entries()) {
      if (order !== undefined) sent.set(index, order);
    }
    sendAhead?.([...sent]);
  });
  // What is done in a private window leaves nothing behind.
  if (!isPrivate) void countJudged(judged);
  // What was sent is in the page, and stays as it is.
  const rest = ordersOf(judged.map((one, index) => (sent.has(index) ? undefined : one)));
  return answerOf(judged.flatMap((_, index) => sent.get(index) ?? rest[index] ?? []));
}

function ordersOf(judged: readonly (Judged | undefined)[]): readonly (LinkOrder | undefined)[] {
  const stopped = [
    ...new Set(judged.filter((one) => one !== undefined && one.decision.action !== 'open')),
  ].filter((one) => one !== undefined);
  const sentinels = keepStopped(stopped.map(({ sighted }) => sighted));
  void seeStopped(stopped);
  const sentinelOf = new Map(stopped.map((one, index) => [one, sentinels[index]]));
  return judged.map((one) => one && orderOf(one, sentinelOf.get(one)));
}

/** A link that opens but has no destination in the web, such as mailto:, is left as it is. */
export function orderOf(judged: Judged, sentinel: string | undefined): LinkOrder {
  const { decision } = judged;
  const { action } = decision;
  const reason = reasonOf(decision);
  return {
    action,
    href: sentinel ?? changedDestination(judged),
    reason,
    says: action === 'open' ? undefined : saidOf(action, reason),
  };
}

function saidOf(action: LinkOrder['action'], { key, substitutions }: Words): Said {
  return [phrase(`mark_${action}`), phrase(key, substitutions)];
}

function changedDestination(judged: Judged): string | undefined {
  const { href } = judged.sighted;
  const destination = webDestination(judged);
  const isSame = destination === href || (URL.canParse(href) && new URL(href).href === destination);
  return isSame ? undefined : destination;
}

/** Leaves out what opens as it stands, for the reason that the first such link has. */
export function answerOf(orders: readonly LinkOrder[]): LinkAnswer {
  const { reason } = orders.find(isAsItStands) ?? { reason: { key: '', substitutions: [] } };
  const usual = JSON.stringify(reason);
  return {
    reason,
    orders: [...orders.entries()].filter(
      ([, order]) => !isAsItStands(order) || JSON.stringify(order.reason) !== usual,
    ),
  };
}

function isAsItStands({ action, href }: LinkOrder): boolean {
  return action === 'open' && href === undefined;
}
