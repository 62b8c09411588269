/// <reference lib="dom" />
/** Gives the extension access to a host that its manifest only names as possible. */
import type { GuardedBrowser } from './browsers.ts';
import { until } from './until.ts';

const DESK = 'src/extension/pages/popup/index.html';

/**
 * As a person who presses a button and says yes to the browser; `pattern` like
 * `https://chat.example/*`. What the browser's question says cannot be seen without a screen.
 */
export async function grantHost(guarded: GuardedBrowser, pattern: string): Promise<void> {
  await guarded.answerYes(pattern);
  const desk = await guarded.extensionPage(DESK);
  await desk.bringToFront();
  await desk.evaluate((origin) => {
    const { permissions } = typeof chrome === 'undefined' ? browser : chrome;
    const request = (event: Event) => {
      event.stopImmediatePropagation();
      void permissions.request({ origins: [origin] });
    };
    addEventListener('click', request, { capture: true, once: true });
  }, pattern);
  await desk.mouse.click(2, 2);
  await until(() => desk.evaluate(holds, pattern), { what: `access to ${pattern}` });
  await desk.close();
}

/** In Chromium the browser forgets its yes as well, as it does when the person takes it back. */
export async function revokeHost(guarded: GuardedBrowser, pattern: string): Promise<void> {
  const desk = await guarded.extensionPage(DESK);
  await desk.evaluate((origin) => {
    const { permissions } = typeof chrome === 'undefined' ? browser : chrome;
    return permissions.remove({ origins: [origin] });
  }, pattern);
  await until(async () => !(await desk.evaluate(holds, pattern)), { what: `${pattern} withdrawn` });
  await desk.close();
}

function holds(origin: string): Promise<boolean> {
  const { permissions } = typeof chrome === 'undefined' ? browser : chrome;
  return permissions.contains({ origins: [origin] });
}

interface ExtensionApi {
  readonly permissions: Record<
    'request' | 'contains' | 'remove',
    (access: { origins: string[] }) => Promise<boolean>
  >;
}

declare const browser: ExtensionApi;
declare const chrome: ExtensionApi | undefined;
