/**
 * Orders for addresses that are no links in messages: where a form leads, what stands in a draft.
 * Few, asked for when they are needed, and not kept.
 */
import type { LinkOrder, LinkSighting } from '../messaging/protocol.ts';
import { ask } from './background-port.ts';
import { type Here, ordersOf, questionOf } from './batch.ts';
import type { ExtensionApi } from './extension-api.ts';

/** All of one kind of conversation; empty where nobody answers. Never rejects. */
export async function ordersFor(
  api: ExtensionApi,
  here: Here | undefined,
  sightings: readonly LinkSighting[],
): Promise<readonly LinkOrder[]> {
  const [first] = sightings;
  if (here === undefined || first === undefined) {
    return [];
  }
  const question = questionOf(here, first.context, sightings);
  const answer = await ask(api, 'links.judge', question).catch(() => undefined);
  return answer === undefined ? [] : ordersOf(question, answer);
}
