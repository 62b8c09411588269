/**
 * Sentinel addresses: what stands in the page in place of a stopped link's destination. Each holds
 * a random token that leads back to the link, in memory only and for this session. A batch of
 * links shares one random part, so that it is kept and dropped as one.
 */
import browser from 'webextension-polyfill';
import { logError } from '../../log.ts';
import { type KeptLink, parseKeptLinks, parseStoppedBatch } from '../../storage/links.ts';
import { nextTask } from '../lookup/slices.ts';
import { randomToken } from '../random-token.ts';

/** A reserved name that never resolves, the same for every installation. */
export const SENTINEL_HOST = 'stopped.link-guard.invalid';

const SENTINEL = /^https:\/\/stopped\.link-guard\.invalid\/([A-Za-z0-9_-]{22})\.(\d{1,5})$/;

/** UTF-16 units, of three bytes at the most, below the 10 MB that the browser gives to a session. */
const BATCH_LIMIT = 1_000_000;
const TOTAL_LIMIT = 2_500_000;

const KEY = 'stopped-';

const keyOf = (batch: string) => `${KEY}${batch}`;

export function sentinelOf(batch: string, index: number): string {
  return `https://${SENTINEL_HOST}/${batch}.${index}`;
}

export function parseSentinel(address: string): { batch: string; index: number } | undefined {
  const [, batch, index] = SENTINEL.exec(address) ?? [];
  return batch === undefined ? undefined : { batch, index: Number(index) };
}

/** UTF-16 units of each batch that is kept, oldest first, and of all. */
interface Room {
  total: number;
  readonly sizes: Map<string, number>;
}

/** Read once in a worker's life. */
let room: Promise<Room> | undefined;

let keeping: Promise<unknown> = Promise.resolve();

/**
 * A sentinel address for each link, in order. A link that there is no room for gets one as well;
 * it leads to a gate that no longer knows its link. The answer goes first, for it is all that the
 * page waits for; the links are kept right after it.
 */
export function keepStopped(links: readonly KeptLink[]): readonly string[] {
  if (links.length === 0) return [];
  const batch = randomToken(16);
  keeping = Promise.allSettled([keeping, keep(batch, links)]).then(() => undefined);
  return links.map((_, index) => sentinelOf(batch, index));
}

/** Undefined when the link is no longer known. */
export async function stoppedLink(address: string): Promise<KeptLink | undefined> {
  const sentinel = parseSentinel(address);
  if (sentinel === undefined) return undefined;
  await keeping;
  const key = keyOf(sentinel.batch);
  const kept = (await browser.storage.session.get(key))[key];
  return parseKeptLinks(parseStoppedBatch(kept)?.links)?.[sentinel.index];
}

/** As text: of an object the browser counts every name and value, many times what is in it. */
function textOf(links: readonly KeptLink[]): string {
  const parts: string[] = [];
  let size = 0;
  for (const link of links) {
    const part = JSON.stringify(link);
    size += part.length + 1;
    if (size > BATCH_LIMIT) break;
    parts.push(part);
  }
  return `[${parts.join(',')}]`;
}

async function keep(id: string, links: readonly KeptLink[]): Promise<void> {
  await nextTask();
  try {
    const text = textOf(links);
    room ??= readRoom();
    const storing = browser.storage.session.set({ [keyOf(id)]: { at: Date.now(), links: text } });
    const [known] = await Promise.all([room, storing]);
    const gone = makeRoom(known, id, text.length);
    if (gone.length > 0) await browser.storage.session.remove(gone.map(keyOf));
  } catch (error) {
    room = undefined;
    // The link stays stopped; only the way from its sentinel back to it is lost.
    logError('stopped links not kept', error);
    await makeWay();
  }
}

/** Whoever filled the session: nobody else could keep anything in it either. Never rejects. */
async function makeWay(): Promise<void> {
  const known = await readRoom().catch(() => undefined);
  const kept = [...(known?.sizes.keys() ?? [])];
  const gone = kept.slice(0, Math.ceil(kept.length / 2)).map(keyOf);
  await browser.storage.session.remove(gone).catch(() => undefined);
}

async function readRoom(): Promise<Room> {
  const stored = Object.entries(await browser.storage.session.get(null));
  const batches = stored.flatMap(([key, value]) => {
    const batch = key.startsWith(KEY) ? parseStoppedBatch(value) : undefined;
    return batch ? [{ ...batch, id: key.slice(KEY.length) }] : [];
  });
  const room: Room = { total: 0, sizes: new Map() };
  for (const { id, links } of batches.sort((one, other) => one.at - other.at)) {
    makeRoom(room, id, links.length);
  }
  return room;
}

/** Adds a batch and gives those that have to go for it: the oldest, and never itself. */
export function makeRoom(room: Room, id: string, size: number): readonly string[] {
  room.total += size;
  const gone: string[] = [];
  for (const [oldest, units] of room.sizes) {
    if (room.total <= TOTAL_LIMIT) break;
    room.sizes.delete(oldest);
    room.total -= units;
    gone.push(oldest);
  }
  room.sizes.set(id, size);
  return gone;
}
