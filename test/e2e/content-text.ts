/// <reference lib="dom" />
/** Addresses that the site did not turn into links, and conversations that change their kind. */
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { untilHref, untilMarks, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

export function plainText(world: () => World): void {
  test('an address in plain text is marked where it would not open, and stays text', async () => {
    const { extension, page, show } = world();
    const said = `pay at https://${LISTED}/plain, or read www.news.example`;
    await show(chat(message(`<p id="said">${said}</p>`)));
    await untilMarks(page, 1);
    const told = await until(
      async () => {
        const { links } = await extension.describe(page);
        return links.length === 2 && links.every(({ action }) => action !== 'pending') && links;
      },
      { what: 'both addresses to be told' },
    );
    expect(told).toMatchObject([
      { href: `https://${LISTED}/plain`, isText: true, action: 'block', context: 'group' },
      { href: 'https://www.news.example/', text: 'www.news.example', isText: true, action: 'open' },
    ]);
    const text = () =>
      page.evaluate(() => {
        const { childNodes, textContent } = document.querySelector('#said') as Element;
        const isMarkLast = childNodes[1] instanceof HTMLElement;
        return { textContent, links: document.links.length, nodes: childNodes.length, isMarkLast };
      });
    expect(await text()).toEqual({ textContent: said, links: 0, nodes: 2, isMarkLast: true });
    // Taken out by the page, the mark comes back; without the address it goes.
    await page.evaluate(() => document.querySelector('#said > *')?.remove());
    await untilMarks(page, 1);
    await page.evaluate(() => {
      (document.querySelector('#said')?.firstChild as Text).data = 'never mind';
    });
    await untilMarks(page, 0);
    await page.evaluate((address) => {
      (document.querySelector('#said')?.firstChild as Text).data = address;
    }, `${LISTED}/again`);
    await untilMarks(page, 1);
    await page.evaluate(() => document.querySelector('#said')?.firstChild?.remove());
    await untilMarks(page, 0);
  });

  test('an address in plain text is marked however words follow it and however it is written', async () => {
    const { extension, page, show } = world();
    const said = [
      `看https://${LISTED}请看`,
      `${LISTED}/plain请看`,
      `Www.${LISTED}`,
      `${LISTED}:8080/x`,
      `${LISTED}?x=1`,
    ];
    await show(chat(said.map((words) => message(`<p>${words}</p>`)).join('')));
    await untilMarks(page, said.length);
    const { links } = await extension.describe(page);
    const stopped = links.filter(({ action }) => action === 'block').map(({ text }) => text);
    expect(stopped).toEqual([
      `https://${LISTED}`,
      `${LISTED}/plain请看`,
      `${LISTED}/plain`,
      `Www.${LISTED}`,
      `${LISTED}:8080/x`,
      `${LISTED}?x=1`,
    ]);
  });

  test('a draft is not searched for addresses, nor is what is a link already', async () => {
    const { page, show } = world();
    await show(
      chat(
        message(
          `<p contenteditable="true">https://${LISTED}/draft</p>${listedLink('one', `https://${LISTED}/one`)}<p>${LISTED}/last</p>`,
        ),
      ),
    );
    await untilStopped(page, '#one');
    // One for the link, one for the last address.
    await untilMarks(page, 2);
  });

  test('an address beside a link is marked, whatever the link says; links alone say nothing', async () => {
    const { page, show, add } = world();
    const said = `https://${LISTED}/said`;
    await show(chat(message(listedLink('one', said))));
    await untilStopped(page, '#one');
    await untilMarks(page, 1);
    await add(`<p>${said}<a href="https://shop.example/b">/////?z/</a></p>`);
    await untilMarks(page, 2);
    await add(`<p>${said} ${listedLink('two', said)}</p>`);
    // One for the link, one for the words.
    await untilMarks(page, 4);
  });

  test('links are judged again when their conversation changes its kind', async () => {
    const { extension, page, show } = world();
    const address = 'https://shop.example/a?b=1';
    await show(chat(message(`<a id="a" rel="me" href="${address}">shop</a>`)));
    await until(() => page.$('#a[rel~=noreferrer]').then((link) => link !== null), {
      what: 'the link to be judged',
    });
    await extension.choose('direct', 'ask');
    const become = (kind: string) =>
      page.evaluate(
        (to) => document.querySelector('#log')?.setAttribute('data-conversation-kind', to),
        kind,
      );
    await become('direct');
    await untilStopped(page, '#a');
    await untilMarks(page, 1);
    await become('group');
    await untilHref(page, '#a', address);
    await untilMarks(page, 0);
    await extension.choose('direct', null);
  });

  test('a choice that changes nothing for a stopped link leaves its mark where it is', async () => {
    const { extension, page, show } = world();
    await show(chat(message(`${listedLink('one')}<a id="a" href="https://shop.example">shop</a>`)));
    await untilMarks(page, 1);
    await page.evaluate(() => {
      const mark = document.querySelector('#one + *');
      const flicker: string[] = [];
      new MutationObserver((records) => {
        for (const { addedNodes, removedNodes } of records) {
          flicker.push(...[...addedNodes, ...removedNodes].map(({ nodeName }) => nodeName));
        }
      }).observe(document.querySelector('article') as Element, { childList: true });
      Object.assign(globalThis, { mark, flicker });
    });
    await extension.choose('group', 'ask');
    await untilStopped(page, '#a');
    await untilMarks(page, 2);
    await extension.choose('group', null);
    await untilHref(page, '#a', 'https://shop.example');
    await untilMarks(page, 1);
    const { isSame, flicker } = await page.evaluate(() => {
      const { mark, flicker: seen } = globalThis as unknown as { mark: Element; flicker: string[] };
      return { isSame: document.querySelector('#one + *') === mark, flicker: seen };
    });
    expect(isSame).toBe(true);
    // The other link's mark came and went; nothing else moved.
    expect(flicker).toHaveLength(2);
  });
}
