/** Tells every guarded page, and whoever listens, that something is otherwise now. */
import browser from 'webextension-polyfill';
import { originsLike } from '../match-pattern.ts';
import type { InputOf } from '../messaging/envelope.ts';
import type { BackgroundToContent } from '../messaging/protocol.ts';
import { sendToTab } from '../messaging/send.ts';

const LIMIT = 1000;

const listeners = new Set<() => void>();

/** For what the background keeps of decisions. Must be called when the worker starts. */
export function whenDecisionsChange(listener: () => void): void {
  listeners.add(listener);
}

/** What was decided may be decided otherwise. Never rejects. */
export function broadcastChange(): Promise<void> {
  for (const listener of listeners) listener();
  return broadcast('decisions.changed', undefined);
}

/** What pages were told when they began is otherwise now. Never rejects. */
export function broadcastSites(): Promise<void> {
  return broadcast('sites.changed', undefined);
}

/** Pages on these hosts are to be put back and left. Never rejects. */
export async function releasePages(patterns: readonly string[]): Promise<void> {
  if (patterns.length > 0) await broadcast('page.release', { origins: originsLike(patterns) });
}

/** A tab without a content script is what most tabs are. */
async function broadcast<N extends keyof BackgroundToContent>(
  name: N,
  input: InputOf<BackgroundToContent[N]>,
): Promise<void> {
  const tabs = await browser.tabs.query({}).catch(() => []);
  await Promise.allSettled(
    tabs.flatMap(({ id }) =>
      id === undefined ? [] : [sendToTab(id, name, { input, limit: LIMIT })],
    ),
  );
}
