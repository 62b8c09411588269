/** Tells every guarded page, and whoever listens, that what was decided may be decided otherwise now. */
import browser from 'webextension-polyfill';
import { sendToTab } from '../messaging/send.ts';

const LIMIT = 1000;

const listeners = new Set<() => void>();

/** For what the background keeps of decisions. Must be called when the worker starts. */
export function whenDecisionsChange(listener: () => void): void {
  listeners.add(listener);
}

/** Never rejects: a tab without a content script is what most tabs are. */
export async function broadcastChange(): Promise<void> {
  for (const listener of listeners) listener();
  const tabs = await browser.tabs.query({}).catch(() => []);
  await Promise.allSettled(
    tabs.flatMap(({ id }) =>
      id === undefined ? [] : [sendToTab(id, 'decisions.changed', { limit: LIMIT })],
    ),
  );
}
