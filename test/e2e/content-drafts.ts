/// <reference lib="dom" />
/** What a person writes stays as it was written. */
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { hrefOf, untilHref, untilMarks, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

export function drafts(world: () => World): void {
  test('a draft is left alone until it is sent', async () => {
    const { page, show, add } = world();
    await show(
      chat(message(listedLink('one')), {
        after: `<div id="box" contenteditable="true" style="min-height: 2em"></div>`,
      }),
    );
    await untilStopped(page, '#one');
    const draft = `see https://${LISTED}/draft now`;
    await page.focus('#box');
    await page.keyboard.type(draft);
    await page.evaluate(
      (html) => {
        document.querySelector('#log')?.insertAdjacentHTML('beforeend', html);
      },
      `<article data-message="2" id="edited" contenteditable="true">${listedLink('typed')}</article>`,
    );
    await add(listedLink('two'));
    await untilStopped(page, '#two');
    expect(await hrefOf(page, '#typed')).toBe(`https://${LISTED}/typed`);
    await untilMarks(page, 2);
    const box = await page.evaluate(() => {
      const { textContent, childElementCount } = document.querySelector('#box') as Element;
      return { textContent, childElementCount };
    });
    expect(box).toEqual({ textContent: draft, childElementCount: 0 });
    await page.evaluate(() =>
      document.querySelector('#edited')?.removeAttribute('contenteditable'),
    );
    await untilStopped(page, '#typed');
    await untilMarks(page, 3);
    await page.evaluate(() =>
      document.querySelector('#edited')?.setAttribute('contenteditable', 'true'),
    );
    await untilHref(page, '#typed', `https://${LISTED}/typed`);
    await untilMarks(page, 2);
  });

  test('what is typed into the demo chat is sent letter by letter', async () => {
    const { page, demo } = world();
    await page.bringToFront();
    await page.goto(`${demo.address}/?in=lin`);
    const text = `look: https://${LISTED}/typed?utm_source=me`;
    await page.waitForSelector('#composer');
    await page.type('#composer', text);
    await page.keyboard.press('Enter');
    await until(
      () =>
        page.evaluate(
          (sent) =>
            [...document.querySelectorAll('[data-message] .text')].at(-1)?.textContent === sent,
          text,
        ),
      { what: 'the message that was sent' },
    );
  });
}
