/** A new version of the extension takes over the pages that the old one guarded. */
import { expect, test } from 'vitest';
import type { BrowserName } from '../../scripts/browsers.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { type AccessWorld, PATTERN } from './access-world.ts';
import { countMarks, hrefOf, untilStopped } from './content-guarded-page.ts';

const SENTINEL = '.link-guard.invalid/';

export function updatedExtension(world: () => AccessWorld, name: BrowserName): void {
  test('an update takes over the open pages, once, without a reload', async () => {
    const { browser, chat } = world();
    await untilStopped(chat, '#one');
    const before = await hrefOf(chat, '#one');
    if (name === 'chromium') await browser.evaluateInBackground(() => chrome.runtime.reload());
    else await chat.browser().installExtension(builtExtension(name));
    await chat.bringToFront();
    const after = await until(
      async () => {
        const now = await hrefOf(chat, '#one');
        return now !== before && now?.includes(SENTINEL) === true && now;
      },
      { what: `the guard of the new version on ${PATTERN}`, within: 20_000 },
    );
    expect(after).not.toBe(before);
    await until(async () => (await countMarks(chat)) === 1, { what: 'one mark' });
  });
}

declare const chrome: { readonly runtime: { reload(): void } };
