/// <reference lib="dom" />
/** Gives the extension access to hosts that its manifest only names as possible. */
import type { GuardedBrowser } from './browsers.ts';
import { until } from './until.ts';

/** Has the extension's API; no code of the extension runs in it. */
const DESK = 'icons/16.png';

/** Milliseconds for one answer. */
const EACH = 2_000;

/**
 * As a person who presses a button and says yes to the browser, once for all of them; patterns like
 * `https://chat.example/*`. What the browser's question says cannot be seen without a screen.
 */
export async function grantHosts(
  guarded: GuardedBrowser,
  patterns: readonly string[],
): Promise<void> {
  await guarded.answerYes(...patterns);
  const desk = await guarded.extensionPage(DESK);
  await desk.bringToFront();
  await desk.evaluate((origins) => {
    const { permissions } = typeof chrome === 'undefined' ? browser : chrome;
    const request = () => void permissions.request({ origins });
    addEventListener('click', request, { capture: true, once: true });
  }, patterns);
  await desk.mouse.click(2, 2);
  await until(() => desk.evaluate(holds, patterns), {
    ...{ what: `access to ${patterns.join(', ')}`, each: EACH },
  });
  await desk.close();
}

/** In Chromium the browser forgets its yes as well, as it does when the person takes it back. */
export async function revokeHost(guarded: GuardedBrowser, pattern: string): Promise<void> {
  const desk = await guarded.extensionPage(DESK);
  await desk.evaluate((origin) => {
    const { permissions } = typeof chrome === 'undefined' ? browser : chrome;
    return permissions.remove({ origins: [origin] });
  }, pattern);
  await until(async () => !(await desk.evaluate(holds, [pattern])), {
    ...{ what: `${pattern} withdrawn`, each: EACH },
  });
  await desk.close();
}

function holds(origins: readonly string[]): Promise<boolean> {
  const { permissions } = typeof chrome === 'undefined' ? browser : chrome;
  return permissions.contains({ origins });
}

interface ExtensionApi {
  readonly permissions: Record<
    'request' | 'contains' | 'remove',
    (access: { origins: readonly string[] }) => Promise<boolean>
  >;
}

declare const browser: ExtensionApi;
declare const chrome: ExtensionApi | undefined;
