/** The toolbar says when nothing is guarded: a silent green would be a lie. */
import browser from 'webextension-polyfill';
import { logError } from '../log.ts';
import { protectionNow } from './protection.ts';

const RED = '#b3261e';

/** Never rejects. */
export async function refreshToolbar(): Promise<void> {
  try {
    const { state } = await protectionNow();
    const title = browser.i18n.getMessage(`state_${state.replaceAll('-', '_')}`);
    await browser.action.setTitle({ title });
    await browser.action.setBadgeBackgroundColor({ color: RED });
    await browser.action.setBadgeText({ text: state === 'not-protecting' ? '!' : '' });
  } catch (error) {
    logError('toolbar not refreshed', error);
  }
}
