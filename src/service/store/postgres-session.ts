/**
 * What needs a connection to PostgreSQL of its own, for as long as it lasts: a lock that only one
 * node has, and word of what another node did. The system lets go of the lock when a node ends,
 * however it ends.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { CodedError } from '../../policy/index.ts';
import { storeErrorOf } from './store-error.ts';

/** Any numbers that nothing else of ours locks with. */
export const PUBLISH_LOCK = 4_770_002;

export const PUBLISHED = 'link_guard_published';

const CONNECT_MILLISECONDS = 2_000;

const LOCK_PATIENCE = 60_000;
const LOCK_PAUSE = 50;

const RECONNECT_FIRST = 250;
const RECONNECT_LAST = 15_000;

/** Throws `busy` where another node does not end for a minute, `store-unavailable`. */
export async function withSessionLock<Value>(
  url: string,
  lock: number,
  work: () => Promise<Value>,
): Promise<Value> {
  const client = await connect(url);
  try {
    for (let waited = 0; !(await takes(client, lock)); waited += LOCK_PAUSE) {
      if (waited >= LOCK_PATIENCE) {
        throw new CodedError('busy', 'store: another node is publishing');
      }
      await wait(LOCK_PAUSE);
    }
    return await work();
  } finally {
    await client.end();
  }
}

export async function notify(url: string, channel: string): Promise<void> {
  const client = await connect(url);
  try {
    await client.query('select pg_notify($1, $2)', [channel, '']);
  } catch (error) {
    throw storeErrorOf(error);
  } finally {
    await client.end();
  }
}

/**
 * Calls `hear` for each word on the channel, and after each time that the line was cut: then
 * nobody knows what was said. Gives what ends it.
 */
export function listen(url: string, channel: string, hear: () => void): () => Promise<void> {
  const ending = new AbortController();
  const listening = (async () => {
    for (let pause = RECONNECT_FIRST; !ending.signal.aborted; ) {
      const wasThere = await listenOnce(url, channel, hear, ending.signal);
      pause = wasThere ? RECONNECT_FIRST : Math.min(pause * 2, RECONNECT_LAST);
      await wait(pause * (0.5 + Math.random()), undefined, { signal: ending.signal }).catch(
        // Ended.
        () => undefined,
      );
    }
  })();
  return async () => {
    ending.abort();
    await listening;
  };
}

/** Whether there was a line at all; returns when it is cut, or ended. */
async function listenOnce(
  url: string,
  channel: string,
  hear: () => void,
  ending: AbortSignal,
): Promise<boolean> {
  const client = await connect(url).catch(() => undefined);
  if (client === undefined) return false;
  try {
    const cut = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('error', () => resolve());
      ending.addEventListener('abort', () => resolve(), { once: true });
      if (ending.aborted) resolve();
    });
    client.on('notification', hear);
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    hear();
    await cut;
    return true;
  } catch {
    return false;
  } finally {
    // Of a line that was cut there is nothing to end.
    await client.end().catch(() => undefined);
  }
}

async function takes(client: pg.Client, lock: number): Promise<boolean> {
  try {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1) as taken',
      [lock],
    );
    return rows[0]?.taken === true;
  } catch (cause) {
    throw new CodedError('store-unavailable', 'store: the database does not answer', { cause });
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    application_name: 'link-guard',
    keepAlive: true,
  });
  // A cut line fails whatever is asked next.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw new CodedError('store-unavailable', 'store: the database does not answer', { cause });
  }
}
