/**
 * The toolbar says what does not guard, why, and what can be done about it: a silent green would be
 * a lie. On pages that are not guarded, or in which nothing is read, it says that, in a shape of
 * its own.
 */
import browser from 'webextension-polyfill';
import { logError } from '../log.ts';
import type { Protection } from '../messaging/protocol.ts';
import { chatTabs } from '../storage/pages.ts';
import { phrase } from '../words.ts';
import { protectionNow } from './protection.ts';
import { readyWords } from './ready-words.ts';
import { guardedTabs } from './sites/guarded-tabs.ts';
import { troubleOf } from './sites/page-trouble.ts';

const RED = '#b3261e';
const AMBER = '#8a5a00';

type Shown = Pick<Protection, 'problems' | 'withheld'> & {
  readonly state: Protection['state'] | 'off' | 'no-chat';
};

/** Never rejects. */
export async function refreshToolbar(): Promise<void> {
  try {
    const protection = await protectionNow();
    await show(elsewhere(protection), {});
    for (const { id } of await guardedTabs()) {
      await show(await onGuarded(protection, id), { tabId: id });
    }
  } catch (error) {
    logError('toolbar not refreshed', error);
  }
}

/** One tab with a guarded page. Never rejects. */
export async function refreshTab(tabId: number): Promise<void> {
  try {
    await show(await onGuarded(await protectionNow(), tabId), { tabId });
  } catch (error) {
    logError('toolbar not refreshed', error);
  }
}

/** Where no page is guarded there is nothing to protect; trouble is told all the same. */
function elsewhere(protection: Protection): Shown {
  return protection.state === 'protecting' ? { ...protection, state: 'off' } : protection;
}

/** The page's own trouble goes before that of others, except where nothing is guarded at all. */
async function onGuarded(protection: Protection, tabId: number): Promise<Shown> {
  const here = { ...protection, withheld: [] };
  if (protection.state === 'not-protecting') return here;
  const trouble = await troubleOf(tabId);
  if (trouble !== undefined) {
    const state = trouble === 'page-unread' ? 'not-protecting' : 'degraded';
    return { ...here, state, problems: [trouble] };
  }
  const hasNoChat = protection.state === 'protecting' && !(await chatTabs.get()).includes(tabId);
  return hasNoChat ? { ...here, state: 'no-chat' } : here;
}

async function show(shown: Shown, where: { tabId?: number }): Promise<void> {
  await readyWords();
  const { state } = shown;
  await browser.action.setTitle({ ...where, title: titleOf(shown) });
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
export function titleOf({ state, problems, withheld }: Shown): string {
  const lines = problems.map((code) =>
    [wordsOf('problem', code), wordsOf('todo', code)].filter((words) => words !== '').join(' '),
  );
  const others =
    withheld.length === 0 ? [] : [wordsOf('protection', 'withheld', withheld.join(', '))];
  return [wordsOf('state', state), ...lines, ...others].join('\n');
}

/** Empty where there are none. */
function wordsOf(what: string, code: string, ...substitutions: string[]): string {
  return phrase(`${what}_${code.replaceAll('-', '_')}`, substitutions);
}
