/**
 * The toolbar says what does not guard, why, and what can be done about it: a silent green would be
 * a lie. On pages that are not guarded, or in which nothing is read, it says that, in a shape of
 * its own.
 */
import browser from 'webextension-polyfill';
import { logError } from '../log.ts';
import type { Protection } from '../messaging/protocol.ts';
import { chatTabs, degradedTabs } from '../storage/net.ts';
import { phrase } from '../words.ts';
import { protectionNow } from './protection.ts';
import { readyWords } from './ready-words.ts';
import { guardedPatterns } from './sites/guarded-patterns.ts';

const RED = '#b3261e';
const AMBER = '#8a5a00';

type Shown = Pick<Protection, 'problems'> & {
  readonly state: Protection['state'] | 'off' | 'no-chat';
};

interface PageStates {
  readonly degraded: readonly number[];
  readonly read: readonly number[];
}

/** Never rejects. */
export async function refreshToolbar(): Promise<void> {
  try {
    const protection = await protectionNow();
    await show(elsewhere(protection), {});
    const states = await pageStates();
    for (const tabId of await guardedTabs()) {
      await show(onGuarded(protection, tabId, states), { tabId });
    }
  } catch (error) {
    logError('toolbar not refreshed', error);
  }
}

/** One tab with a guarded page. Never rejects. */
export async function refreshTab(tabId: number): Promise<void> {
  try {
    const [protection, states] = await Promise.all([protectionNow(), pageStates()]);
    await show(onGuarded(protection, tabId, states), { tabId });
  } catch (error) {
    logError('toolbar not refreshed', error);
  }
}

/** Where no page is guarded there is nothing to protect; trouble is told all the same. */
function elsewhere(protection: Protection): Shown {
  return protection.state === 'protecting' ? { state: 'off', problems: [] } : protection;
}

async function pageStates(): Promise<PageStates> {
  const [degraded, read] = await Promise.all([degradedTabs.get(), chatTabs.get()]);
  return { degraded, read };
}

/** The page's own trouble goes before that of others, except where nothing is guarded at all. */
function onGuarded(protection: Protection, tabId: number, { degraded, read }: PageStates): Shown {
  if (protection.state === 'not-protecting') return protection;
  if (degraded.includes(tabId)) return { state: 'degraded', problems: ['page-degraded'] };
  const hasNoChat = protection.state === 'protecting' && !read.includes(tabId);
  return hasNoChat ? { state: 'no-chat', problems: [] } : protection;
}

async function guardedTabs(): Promise<readonly number[]> {
  const patterns = [...(await guardedPatterns())];
  if (patterns.length === 0) return [];
  const tabs = await browser.tabs.query({ url: patterns }).catch(() => []);
  return tabs.flatMap(({ id }) => id ?? []);
}

async function show({ state, problems }: Shown, where: { tabId?: number }): Promise<void> {
  await readyWords();
  await browser.action.setTitle({ ...where, title: titleOf({ state, problems }) });
  await browser.action.setBadgeBackgroundColor({
    ...where,
    color: state === 'not-protecting' ? RED : AMBER,
  });
  const isFine = state === 'protecting' || state === 'off' || state === 'no-chat';
  await browser.action.setBadgeText({ ...where, text: isFine ? '' : '!' });
  // Last: a picture that cannot be read must not keep the words away.
  await browser.action.setIcon({ ...where, path: iconOf(state) });
}

/** Addresses in the package, by size in pixels; each state has a shape of its own. */
export function iconOf(state: Shown['state']): Record<string, string> {
  const name = (size: number) =>
    state === 'protecting'
      ? `/icons/${size}.png`
      : `/icons/${state === 'no-chat' ? 'off' : state}-${size}.png`;
  return { 16: name(16), 32: name(32) };
}

/** The name and the state; below it each problem, with what can be done about it. */
export function titleOf({ state, problems }: Shown): string {
  const lines = problems.map((code) =>
    [wordsOf('problem', code), wordsOf('todo', code)].filter((words) => words !== '').join(' '),
  );
  return [wordsOf('state', state), ...lines].join('\n');
}

/** Empty where there are none. */
function wordsOf(what: string, code: string): string {
  return phrase(`${what}_${code.replaceAll('-', '_')}`);
}
