/** A new version of the extension takes over the pages that the old one guarded. */
import { test } from 'vitest';
import { until } from '../support/until.ts';
import { type AccessWorld, HOST } from './access-world.ts';
import { hrefOf, untilMarks, untilStopped } from './content-guarded-page.ts';

const SENTINEL = '.link-guard.invalid/';

export function updatedExtension(world: () => AccessWorld): void {
  test('an update takes over the open pages, once, without a reload', async () => {
    const { browser, chat } = world();
    await untilStopped(chat, '#one');
    const before = await hrefOf(chat, '#one');
    await browser.reloadExtension();
    await chat.bringToFront();
    await until(
      async () => {
        const now = await hrefOf(chat, '#one');
        return now !== before && now?.includes(SENTINEL);
      },
      { what: `the guard of the new version on ${HOST}`, within: 20_000 },
    );
    await untilMarks(chat, 1);
  });
}
