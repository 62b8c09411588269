/// <reference lib="dom" />
/** The extension goes away under a page that it guards. */
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { untilHref, untilMarks, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

export function reloadedExtension(world: () => World): void {
  test('a page whose extension was reloaded stands as if there had never been one', async () => {
    const { browser, page, show } = world();
    const found = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('#log article > *')].map((one) =>
          Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value])),
        ),
      );
    await show(
      chat(
        message(
          `${listedLink('one')}<a id="open" ping="https://ping.example/" href="https://shop.example/?utm_source=x">shop</a>`,
        ),
      ),
    );
    await untilStopped(page, '#one');
    await untilMarks(page, 1);
    await untilHref(page, '#open', 'https://shop.example/');
    await browser.evaluateInBackground(() => chrome.runtime.reload());
    // The page goes on, and with it the guard finds out.
    const change = () => page.evaluate(() => document.querySelector('#log')?.classList.toggle('x'));
    await until(async () => (await change()) !== undefined && (await found()).length === 2, {
      what: 'the mark to be gone',
    });
    expect(await found()).toEqual([
      { id: 'one', target: '_blank', href: `https://${LISTED}/one` },
      {
        id: 'open',
        ping: 'https://ping.example/',
        href: 'https://shop.example/?utm_source=x',
      },
    ]);
  });
}

declare const chrome: { readonly runtime: { reload(): void } };
