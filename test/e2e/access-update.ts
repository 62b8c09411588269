/// <reference lib="dom" />
/** A new version of the extension takes over the pages that the old one guarded. */
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import type { AccessWorld } from './access-world.ts';
import { hrefOf, untilMarks, untilStopped } from './content-guarded-page.ts';
import { listedLink } from './content-pages.ts';

const SENTINEL = '.link-guard.invalid/';

export function updatedExtension(world: () => AccessWorld): void {
  test('an update takes over the open pages, once, without a reload', async () => {
    const { browser, chat } = world();
    await untilStopped(chat, '#one');
    const before = await hrefOf(chat, '#one');
    await browser.reloadExtension();
    await chat.bringToFront();
    await chat.evaluate((html) => {
      const line = document.createElement('p');
      line.className = 'line';
      line.innerHTML = html;
      document.querySelector('.talk')?.append(line);
    }, listedLink('two'));
    await untilStopped(chat, '#two');
    await untilMarks(chat, 2);
    // Firefox ends the old script before it can put anything back: what it stopped stays stopped.
    if (browser.name === 'firefox') {
      expect(await hrefOf(chat, '#one')).toBe(before);
      return;
    }
    await until(
      async () => {
        const now = await hrefOf(chat, '#one');
        return now !== before && now?.includes(SENTINEL);
      },
      { what: 'the guard of the new version on the old link', within: 20_000 },
    );
    await untilMarks(chat, 2);
  });
}
