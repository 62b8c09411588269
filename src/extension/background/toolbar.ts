/**
 * The toolbar says what does not guard, why, and what can be done about it: a silent green would be
 * a lie.
 */
import browser from 'webextension-polyfill';
import { logError } from '../log.ts';
import type { Protection } from '../messaging/protocol.ts';
import { degradedTabs } from '../storage/settings.ts';
import { protectionNow } from './protection.ts';

const RED = '#b3261e';
const AMBER = '#8a5a00';

/** Never rejects. */
export async function refreshToolbar(): Promise<void> {
  try {
    const protection = await protectionNow();
    await show(protection, {});
    for (const tabId of await degradedTabs.get()) await showDegraded(tabId, protection);
  } catch (error) {
    logError('toolbar not refreshed', error);
  }
}

/** One tab, of which its page's state is known. Never rejects. */
export async function refreshTab(tabId: number): Promise<void> {
  try {
    const protection = await protectionNow();
    const isDegraded = (await degradedTabs.get()).includes(tabId);
    await (isDegraded ? showDegraded(tabId, protection) : show(protection, { tabId }));
  } catch (error) {
    logError('toolbar not refreshed', error);
  }
}

/** The page's own trouble goes before that of others, except where nothing is guarded at all. */
async function showDegraded(tabId: number, protection: Protection): Promise<void> {
  if (protection.state === 'not-protecting') return show(protection, { tabId });
  await show({ ...protection, state: 'degraded', problems: ['page-degraded'] }, { tabId });
}

async function show(
  { state, problems }: Pick<Protection, 'state' | 'problems'>,
  where: { tabId?: number },
): Promise<void> {
  await browser.action.setTitle({ ...where, title: titleOf({ state, problems }) });
  await browser.action.setBadgeBackgroundColor({
    ...where,
    color: state === 'not-protecting' ? RED : AMBER,
  });
  await browser.action.setBadgeText({ ...where, text: state === 'protecting' ? '' : '!' });
}

/** The state; below it each problem, with what can be done about it. */
export function titleOf({ state, problems }: Pick<Protection, 'state' | 'problems'>): string {
  const lines = problems.map((code) =>
    [wordsOf('problem', code), wordsOf('todo', code)].filter((words) => words !== '').join(' '),
  );
  return [wordsOf('state', state), ...lines].join('\n');
}

/** Empty where there are none. */
function wordsOf(what: string, code: string): string {
  return browser.i18n.getMessage(`${what}_${code.replaceAll('-', '_')}`);
}
