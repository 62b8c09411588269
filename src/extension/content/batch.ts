/** Packs links for the background: few messages of bounded size, few strings in each. Pure. */
import type { Context } from '../../policy/index.ts';
import type { LinkAnswer, LinkOrder, LinkQuestion, LinkSighting } from '../messaging/protocol.ts';

export const LARGEST_BATCH = 2_000;
const LARGEST_BATCH_CHARACTERS = 2_000_000;

/** Two links with one key get one order. */
export function keyOf({ href, text, context }: LinkSighting): string {
  return `${context}\n${href}\n${text}`;
}

/** How many from the front of the queue fit one message; none only where there are none. */
export function batchLength(queue: readonly LinkSighting[]): number {
  let characters = 0;
  const most = Math.min(queue.length, LARGEST_BATCH);
  for (let index = 0; index < most; index += 1) {
    const { href, text } = queue[index] as LinkSighting;
    characters += href.length + text.length;
    if (index > 0 && characters > LARGEST_BATCH_CHARACTERS) {
      return index;
    }
  }
  return most;
}

export type Here = Pick<LinkQuestion, 'site' | 'conversation'>;

/** Links that are all of one context. */
export function questionOf(
  { site, conversation }: Here,
  context: Context,
  links: readonly LinkSighting[],
): LinkQuestion {
  const hrefs: string[] = [];
  const texts: (string | null)[] = [];
  for (const { href, text } of links) {
    hrefs.push(href);
    texts.push(text === href ? null : text);
  }
  return { site, conversation, context, hrefs, texts };
}

/** One for each link of the question. */
export function ordersOf(question: LinkQuestion, { reason, orders }: LinkAnswer): LinkOrder[] {
  const named = new Map(orders);
  return question.hrefs.map(
    (_, index) => named.get(index) ?? { action: 'open', href: undefined, reason },
  );
}
