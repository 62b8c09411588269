/** STATE: all by which a person, or somebody in their name, has let something through. */
import type { Page } from 'puppeteer-core';

declare const chrome: {
  readonly storage: { readonly local: { get(keys: string[]): Promise<Record<string, unknown>> } };
  readonly declarativeNetRequest?: Record<
    'getDynamicRules' | 'getSessionRules',
    () => Promise<{ readonly action: { readonly type: string } }[]>
  >;
};

/** Reads what is kept, and starts nothing. */
export function approvalsOf(desk: Page): Promise<unknown> {
  return desk.evaluate(async () => {
    const net = chrome.declarativeNetRequest;
    const rules =
      net === undefined ? [] : [await net.getDynamicRules(), await net.getSessionRules()];
    return {
      kept: await chrome.storage.local.get(['exceptions', 'personal']),
      allowed: rules.flat().filter(({ action }) => action.type.startsWith('allow')),
    };
  });
}
