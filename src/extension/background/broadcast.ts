/** Tells every guarded page that what was decided may be decided otherwise now. */
import browser from 'webextension-polyfill';
import { sendToTab } from '../messaging/send.ts';

const LIMIT = 1000;

/** Never rejects: a tab without a content script is what most tabs are. */
export async function broadcastChange(): Promise<void> {
  const tabs = await browser.tabs.query({}).catch(() => []);
  await Promise.allSettled(
    tabs.flatMap(({ id }) =>
      id === undefined ? [] : [sendToTab(id, 'decisions.changed', { limit: LIMIT })],
    ),
  );
}
