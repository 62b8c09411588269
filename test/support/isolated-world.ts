/** The world of the content script, and what may not be asked for from there. */
import type { CDPSession, Page } from 'puppeteer-core';

/** Every name of the protocol for pages of the extension, with an input that it would take. */
export const FOR_PAGES: readonly [string, unknown][] = [
  ['popup.view', {}],
  ['choice.set', { context: 'direct', choice: 'open' }],
  ['exception.remove', { id: 'x' }],
  [
    'complaint.file',
    { address: 'https://forged.example/', kind: 'fraud', context: 'direct', comment: '' },
  ],
  ['complaints.list', undefined],
  ['link.explain', { href: 'https://forged.example/', text: '', context: 'direct', site: 'demo' }],
  ['gate.view', undefined],
  ['gate.proceed', {}],
  ['gate.leave', undefined],
];

export interface IsolatedWorld {
  send(message: unknown): Promise<unknown>;
  /** The value of an expression, or of what it promises. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Runs in the isolated world of the content script: what a page gets that has broken out. Chromium
 * alone: WebDriver BiDi does not show the worlds of Firefox's content scripts. `origin` tells one
 * extension from another.
 */
export async function isolatedWorld(
  page: Page,
  origin = 'chrome-extension:',
): Promise<IsolatedWorld> {
  const devtools: CDPSession = await page.createCDPSession();
  const found = new Promise<number>((resolve) => {
    devtools.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin.startsWith(origin)) resolve(context.id);
    });
  });
  await devtools.send('Runtime.enable');
  const contextId = await found;
  async function evaluate(expression: string): Promise<unknown> {
    const { result } = await devtools.send('Runtime.evaluate', {
      expression,
      ...{ contextId, awaitPromise: true, returnByValue: true },
    });
    return result.value;
  }
  return {
    send: (message) => evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`),
    evaluate,
    close: () => devtools.detach(),
  };
}
