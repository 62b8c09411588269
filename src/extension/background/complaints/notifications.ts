/**
 * Tells of a ruling on a complaint, by the browser's own notifications: only where the person chose
 * it and the browser granted it then. No address and no text stands in one.
 */
import browser from 'webextension-polyfill';
import { CodedError } from '../../../policy/index.ts';
import { notifyRulings, notifyWished } from '../../storage/settings.ts';
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
  await notifyWished.set(0);
}

/** Milliseconds that the browser's question may stand. */
const PATIENCE = 10 * 60_000;

export async function wishForNotifications(): Promise<void> {
  await notifyWished.set(Date.now());
}

/** The browser's question was answered, and the page that asked may be gone by now. */
export async function notificationsGranted(permissions: readonly string[] = []): Promise<void> {
  const wishedAt = await notifyWished.get();
  if (!permissions.includes('notifications') || Date.now() - wishedAt > PATIENCE) return;
  await setNotifications({ isOn: true });
}

/** Chosen, and still granted. Never rejects. */
export async function notifiesNow(): Promise<boolean> {
  return (await notifyRulings.get()) && (await isGranted());
}

/** Never rejects: that nobody was told must not undo what was kept. */
export async function notifyOfRulings(rulings: number): Promise<void> {
  if (rulings === 0 || !(await notifiesNow())) return;
  // In a worker that was there before it was granted, the API may not be.
  if (browser.notifications === undefined) return;
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
