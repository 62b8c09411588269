/**
 * The record of open gates: which link each stands for, and in which tab. A gate's address holds
 * the random id of its record and nothing of the link, so there is nothing in it to forge; and the
 * record is bound to the first tab that shows it. What a gate shows and what it goes on to are one
 * record, even when its tab is sent to another gate in between.
 */
import browser from 'webextension-polyfill';
import type { Action } from '../../../policy/index.ts';
import { type Gate, gates, type KeptLink } from '../../storage/links.ts';
import { randomToken } from '../random-token.ts';

const PAGE = 'src/extension/pages/gate/index.html';
const REMEMBERED = 100;

/**
 * Gives the address of the new gate. `tabId` is null where the tab is still to be opened; `met` is
 * for an address that was met on the way, without a link that was pressed.
 */
export async function newGate(
  link: KeptLink,
  tabId: number | null,
  met?: Gate['met'],
): Promise<string> {
  const id = randomToken(16);
  const { site, href, text, context, conversation } = link;
  const kept = { site, href, text, context, conversation };
  const gate: Gate = { id, tabId, link: kept, ...(met && { met }) };
  await gates.update((before) => [...before, gate].slice(-REMEMBERED));
  return gateAddress(id);
}

/** A gate whose link is not known any more: it says so, and offers the way back. */
export function gateAddress(id: string): string {
  return browser.runtime.getURL(`${PAGE}?${id}`);
}

/** The gate of the asking page; undefined when that is none, or its link is no longer known. */
export async function gateOf(asker: {
  url: string;
  tabId: number | undefined;
}): Promise<Gate | undefined> {
  const { url, tabId } = asker;
  const [page, id] = url.split('?');
  if (page !== browser.runtime.getURL(PAGE) || tabId === undefined) return undefined;
  const isAsked = (gate: Gate) => gate.id === id && (gate.tabId ?? tabId) === tabId;
  const found = (await gates.get()).find(isAsked);
  if (found?.tabId !== null) return found;
  const bound = await gates.update((all) =>
    all.map((gate) => (isAsked(gate) ? { ...gate, tabId } : gate)),
  );
  return bound.find(isAsked);
}

/** It was put into this tab, and its page has not asked yet what it stands for. */
export async function isSilentGate(address: string, tabId: number): Promise<boolean> {
  return (await gates.get()).some(
    ({ id, tabId: place, shown }) =>
      gateAddress(id) === address && place === tabId && shown === undefined,
  );
}

/** The gate moves to a tab that is still to be opened; false where it does not stand in this one. */
export async function unbindGate(address: string, tabId: number): Promise<boolean> {
  const isIt = (gate: Gate) => gateAddress(gate.id) === address && gate.tabId === tabId;
  if (!(await gates.get()).some(isIt)) return false;
  await gates.update((all) => all.map((gate) => (isIt(gate) ? { ...gate, tabId: null } : gate)));
  return true;
}

/** Keeps which warning the gate shows: a consent is worth as much as what was said before it. */
export async function noteShown({ id, shown }: Gate, action: Action): Promise<void> {
  if (shown === action) return;
  await gates.update((all) =>
    all.map((gate) => (gate.id === id ? { ...gate, shown: action } : gate)),
  );
}

export async function forgetGatesOf(tabId: number): Promise<void> {
  const known = await gates.get();
  if (!known.some((gate) => gate.tabId === tabId)) return;
  await gates.update((all) => all.filter((gate) => gate.tabId !== tabId));
}
