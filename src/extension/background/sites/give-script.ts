/** What few pages need is put into those alone, when they ask for it. */
import browser from 'webextension-polyfill';
import { LATER_SCRIPTS } from '../../later-scripts.ts';
import type { GuardedAsker } from '../../messaging/handle.ts';
import type { LaterScript } from '../../messaging/protocol.ts';

export async function giveScript(
  { name }: { name: LaterScript },
  { tabId, frameId }: Pick<GuardedAsker, 'tabId' | 'frameId'>,
): Promise<void> {
  const files = [LATER_SCRIPTS[name]];
  await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files });
}
