/**
 * Puts the gate into a tab that is on its way to a stopped page. Who goes back from the gate would
 * in one of the browsers come to the failed page between it and the chat, and so to the gate again:
 * then it is gone back once more.
 */
import browser from 'webextension-polyfill';
import { gates, gatesInView, type KeptLink } from '../../storage/settings.ts';
import { newGate } from '../gates.ts';
import { claimant } from './on-its-way.ts';

const REMEMBERED = 200;

export async function showGate(link: KeptLink, tabId: number): Promise<void> {
  const isInView = (await gatesInView.get()).some(
    (one) => one.tabId === tabId && one.href === link.href,
  );
  if (isInView) return goBack(tabId);
  const address = await newGate(link, tabId, claimant(tabId, link.href));
  await gatesInView.update((before) =>
    [...before.filter((one) => one.tabId !== tabId), { tabId, href: link.href }].slice(-REMEMBERED),
  );
  await browser.tabs.update(tabId, { url: address });
}

/** The net stopped a page after all, of which its gate says that it was seen on its way. */
export async function correctGate(tabId: number, href: string): Promise<void> {
  await gates.update((all) =>
    all.map((gate) =>
      gate.tabId === tabId && gate.link.href === href && gate.met === 'opened'
        ? { ...gate, met: 'blocked' }
        : gate,
    ),
  );
}

/** The tab shows another page than that for which its gate stands, or none any more. */
export async function forgetGateInView(tabId: number, page?: string): Promise<void> {
  const isGone = (one: { tabId: number; href: string }) => one.tabId === tabId && one.href !== page;
  if (!(await gatesInView.get()).some(isGone)) return;
  await gatesInView.update((before) => before.filter((one) => !isGone(one)));
}

/** A tab that was opened for the stopped page has nothing to go back to. */
async function goBack(tabId: number): Promise<void> {
  try {
    await browser.tabs.goBack(tabId);
  } catch {
    await browser.tabs.remove(tabId);
  }
}
