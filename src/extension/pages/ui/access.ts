/** Asks the browser for access to hosts, and has them guarded. */
import browser from 'webextension-polyfill';
import { isOneHost } from '../../match-pattern.ts';
import { sendToBackground } from '../../messaging/send.ts';

/**
 * To be called in the handler of a press itself: the browser asks only then. False where the person
 * said no. The browser's question can close the page that asked; the background hears of the grant
 * by itself.
 */
export async function requestAccess(patterns: readonly string[]): Promise<boolean> {
  const request = browser.permissions.request({ origins: [...patterns] });
  if (!(await request.catch(() => false))) return false;
  for (const pattern of patterns.filter(isOneHost)) {
    await sendToBackground('site.turnOn', { pattern });
  }
  return true;
}
