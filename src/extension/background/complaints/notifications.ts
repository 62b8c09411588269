/**
 * Tells of a ruling on a complaint, by the browser's own notifications: only where the person chose
 * it and the browser granted it then. No address and no text stands in one.
 */
import browser from 'webextension-polyfill';
import { CodedError } from '../../../policy/index.ts';
import { notifyRulings } from '../../storage/settings.ts';
import { phrase } from '../../words.ts';
import { readyWords } from '../ready-words.ts';

const NEEDED = { permissions: ['notifications' as const] };
const PAGE = 'src/extension/pages/options/index.html#complaints';

/** Throws 'no-permission' where the browser has not granted it. */
export async function setNotifications({ isOn }: { isOn: boolean }): Promise<void> {
  if (isOn && !(await isGranted())) {
    throw new CodedError('no-permission', 'the browser grants no notifications');
  }
  await notifyRulings.set(isOn);
}

/** Chosen, and still granted. Never rejects. */
export async function notifiesNow(): Promise<boolean> {
  return (await notifyRulings.get()) && (await isGranted());
}

/** Never rejects: that nobody was told must not undo what was kept. */
export async function notifyOfRulings(rulings: number): Promise<void> {
  if (rulings === 0 || !(await notifiesNow())) return;
  await readyWords();
  const telling = browser.notifications.create('ruling', {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/128.png'),
    title: phrase('notification_title'),
    message: phrase('notification_words'),
  });
  await telling.then(undefined, () => undefined);
}

/**
 * Where the permission was granted later, the API is there from the worker's next start: then a
 * press has an ear. Must be called when the worker starts.
 */
export function listenToNotifications(): void {
  browser.notifications?.onClicked.addListener(() => void openComplaints());
}

async function openComplaints(): Promise<void> {
  await browser.notifications.clear('ruling').catch(() => false);
  await browser.tabs.create({ url: browser.runtime.getURL(PAGE) });
}

function isGranted(): Promise<boolean> {
  return browser.permissions.contains(NEEDED).catch(() => false);
}
