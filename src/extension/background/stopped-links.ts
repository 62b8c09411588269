/**
 * Sentinel addresses: what stands in the page in place of a stopped link's destination. Each holds
 * a random token that leads back to the link, in memory only and for this session. A batch of
 * links shares one random part, so that it is kept and dropped as one.
 */
import browser from 'webextension-polyfill';
import { logError } from '../log.ts';
import { type KeptLink, parseKeptLinks, stoppedBatches } from '../storage/settings.ts';
import { randomToken } from './random-token.ts';

/** A reserved name that never resolves, the same for every installation. */
export const SENTINEL_HOST = 'stopped.link-guard.invalid';

const SENTINEL = /^https:\/\/stopped\.link-guard\.invalid\/([A-Za-z0-9_-]{22})\.(\d{1,5})$/;

/** UTF-16 units, well below the 10 MB that the browser gives to a session. */
const BATCH_LIMIT = 1_000_000;
const TOTAL_LIMIT = 2_500_000;

const keyOf = (batch: string) => `stopped-${batch}`;

export function sentinelOf(batch: string, index: number): string {
  return `https://${SENTINEL_HOST}/${batch}.${index}`;
}

export function parseSentinel(address: string): { batch: string; index: number } | undefined {
  const [, batch, index] = SENTINEL.exec(address) ?? [];
  return batch === undefined ? undefined : { batch, index: Number(index) };
}

/**
 * A sentinel address for each link, in order. A link that there is no room for gets one as well;
 * it leads to a gate that no longer knows its link.
 */
export async function keepStopped(links: readonly KeptLink[]): Promise<readonly string[]> {
  const batch = randomToken(16);
  if (links.length > 0) await keep(batch, withinLimit(links));
  return links.map((_, index) => sentinelOf(batch, index));
}

/** Undefined when the link is no longer known. */
export async function stoppedLink(address: string): Promise<KeptLink | undefined> {
  const sentinel = parseSentinel(address);
  if (sentinel === undefined) return undefined;
  const key = keyOf(sentinel.batch);
  const kept = (await browser.storage.session.get(key))[key];
  return parseKeptLinks(kept)?.[sentinel.index];
}

export function withinLimit(links: readonly KeptLink[]): readonly KeptLink[] {
  let size = 0;
  const end = links.findIndex((link) => {
    size += sizeOf(link);
    return size > BATCH_LIMIT;
  });
  return end < 0 ? links : links.slice(0, end);
}

async function keep(batch: string, links: readonly KeptLink[]): Promise<void> {
  const size = links.reduce((sum, link) => sum + sizeOf(link), 0);
  let dropped: string[] = [];
  try {
    await stoppedBatches.update((batches) => {
      const { kept, gone } = newestWithin(TOTAL_LIMIT, [...batches, { id: batch, size }]);
      dropped = gone.map(({ id }) => keyOf(id));
      return kept;
    });
    await browser.storage.session.remove(dropped);
    await browser.storage.session.set({ [keyOf(batch)]: links });
  } catch (error) {
    // The link stays stopped; only the way from its sentinel back to it is lost.
    logError('stopped links not kept', error);
  }
}

/** The newest that fit together; the last one always does. */
export function newestWithin<T extends { readonly size: number }>(
  limit: number,
  batches: readonly T[],
): { readonly kept: readonly T[]; readonly gone: readonly T[] } {
  let total = 0;
  const last = batches.findLastIndex((batch, index) => {
    total += batch.size;
    return total > limit && index < batches.length - 1;
  });
  return { kept: batches.slice(last + 1), gone: batches.slice(0, last + 1) };
}

function sizeOf({ href, text }: KeptLink): number {
  return href.length + text.length + 64;
}
