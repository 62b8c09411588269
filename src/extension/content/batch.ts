/** Packs sightings for the background: equal ones once, in few messages of bounded size. Pure. */
import type { LinkSighting } from '../messaging/protocol.ts';

export const LARGEST_BATCH = 2_000;
const LARGEST_BATCH_CHARACTERS = 2_000_000;

/** Two links with one key get one order. */
export function keyOf({ href, text, context }: LinkSighting): string {
  return `${context}\n${href}\n${text}`;
}

/** The longest prefix of the queue that fits one message; never empty unless the queue is. */
export function nextBatch(queue: Iterable<LinkSighting>): readonly LinkSighting[] {
  const batch: LinkSighting[] = [];
  let characters = 0;
  for (const sighting of queue) {
    characters += sighting.href.length + sighting.text.length;
    if (batch.length > 0 && characters > LARGEST_BATCH_CHARACTERS) {
      break;
    }
    batch.push(sighting);
    if (batch.length === LARGEST_BATCH) {
      break;
    }
  }
  return batch;
}
