/**
 * Puts the gate into a tab that is on its way to a stopped page. Who goes back from the gate would
 * in one of the browsers come to the failed page between it and the chat, and so to the gate again:
 * then it is gone back once more. A gate that is still on its way is no place to go back from: the
 * browser may tell of one navigation twice, and the second time the gate is sent once more.
 */
import browser from 'webextension-polyfill';
import { type Gate, gates, gatesInView, type KeptLink } from '../../storage/links.ts';
import { gateAddress, newGate } from '../gate/gates.ts';
import { claimant } from './on-its-way.ts';

const REMEMBERED = 200;

export async function showGate(link: KeptLink, tabId: number): Promise<void> {
  const isShown = (await gatesInView.get()).some(
    (one) => one.tabId === tabId && one.href === link.href && one.isShown,
  );
  if (isShown) return goBack(tabId);
  const address = await newGate(link, tabId, claimant(tabId, link.href));
  const inView = { tabId, href: link.href, isShown: false };
  await gatesInView.update((before) =>
    [...before.filter((one) => one.tabId !== tabId), inView].slice(-REMEMBERED),
  );
  await browser.tabs.update(tabId, { url: address });
}

/** The gate has come into its tab. */
export async function noteGateShown(tabId: number): Promise<void> {
  const isNew = (one: { tabId: number; isShown: boolean }) => one.tabId === tabId && !one.isShown;
  if (!(await gatesInView.get()).some(isNew)) return;
  await gatesInView.update((before) =>
    before.map((one) => (isNew(one) ? { ...one, isShown: true } : one)),
  );
}

/**
 * The net stopped a page after all, of which its gate says that it was seen on its way. The page
 * that says so may have taken the place of a gate that had not come yet: it is sent once more.
 */
export async function correctGate(tabId: number, href: string): Promise<void> {
  const isOfPage = (gate: Gate) => gate.tabId === tabId && gate.link.href === href;
  const all = await gates.update((before) =>
    before.map((gate) =>
      isOfPage(gate) && gate.met === 'opened' ? { ...gate, met: 'blocked' } : gate,
    ),
  );
  const gate = all.findLast(isOfPage);
  const isOnItsWay = (await gatesInView.get()).some(
    (one) => one.tabId === tabId && one.href === href && !one.isShown,
  );
  if (gate !== undefined && isOnItsWay) {
    await browser.tabs.update(tabId, { url: gateAddress(gate.id) });
  }
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
