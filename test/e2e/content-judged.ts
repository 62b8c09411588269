/// <reference lib="dom" />
/** Links are found, judged, rewritten and marked, and followed through every change. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import {
  countMarks,
  hrefOf,
  pressIntoGate,
  untilHref,
  untilMarks,
  untilStopped,
} from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

export function judgedLinks(world: () => World): void {
  test.each(['demo', 'generic'])(
    'every link of the fixture %s has the context of its conversation',
    async (site) => {
      const { extension, page, show } = world();
      const html = readFileSync(new URL(`../fixtures/sites/${site}.html`, import.meta.url), 'utf8');
      const expected = [...html.matchAll(/href="([^"]+)" data-expect="([^"]+)"/g)]
        .map(([, href, context]) => ({ href, context }))
        .filter(({ context }) => context !== 'none');
      await show(html);
      const seen = await until(
        async () => {
          const description = await extension.describe(page);
          const isJudged = description.links.every(({ action }) => action !== 'pending');
          return description.links.length === expected.length && isJudged && description;
        },
        { what: `${expected.length} judged links` },
      );
      expect(seen.site).toBe(site);
      expect(seen.isRecognised).toBe(site !== 'generic');
      expect(sorted(seen.links.map(({ href, context }) => ({ href, context })))).toEqual(
        sorted(expected),
      );
    },
  );

  test('the page tells of each link in which conversation, whose and which message it is', async () => {
    const { extension, page, show } = world();
    await show(
      chat(
        `<article data-message="m1" class="mine">${listedLink('one')}</article>
        <article data-message="m2">${listedLink('two')}</article>`,
      ),
    );
    await untilStopped(page, '#one', '#two');
    const { links, ...told } = await extension.describe(page);
    const kind = { context: 'group', certainty: 'sure', mayBeBot: false };
    expect(told).toMatchObject({ site: 'demo', isRecognised: true, ...kind });
    expect(told.expected).toBeUndefined();
    expect(links).toMatchObject([
      { text: 'one', ...kind, direction: 'own', message: 'm1', isText: false, action: 'block' },
      { text: 'two', ...kind, direction: 'other', message: 'm2', isText: false, action: 'block' },
    ]);
  });

  test('an open link is cleaned and closed off, a stopped one holds no destination', async () => {
    const { page, show } = world();
    await show(
      chat(
        message(
          `<a id="open" rel="me" ping="https://ping.example/" href="https://shop.example/?utm_source=x&id=2">shop</a>
          ${listedLink('listed')} <a id="own" href="/inside">inside</a> <a id="mail" href="mailto:lin@chat.example">mail</a>
          <svg width="60" height="20"><a id="drawn" href="https://${LISTED}/drawn"><text y="15">drawn</text></a></svg>
          <map name="m"><area id="area" href="https://${LISTED}/area" alt="area" shape="rect" coords="0,0,9,9"></map>
          <img usemap="#m" width="20" height="20" alt="" src="data:,">`,
        ),
      ),
    );
    await untilStopped(page, '#listed', '#drawn', '#area');
    await untilHref(page, '#open', 'https://shop.example/?id=2');
    const attributes = await page.evaluate(() => ({
      rel: document.querySelector('#open')?.getAttribute('rel'),
      pings: document.querySelectorAll('[ping]').length,
    }));
    expect(attributes).toEqual({ rel: 'me noopener noreferrer', pings: 0 });
    expect(await hrefOf(page, '#own')).toBe('/inside');
    expect(await hrefOf(page, '#mail')).toBe('mailto:lin@chat.example');
    await untilMarks(page, 3);
    expect(await page.content()).not.toContain(LISTED);
  });

  test('marks come and go with the choice for the conversation', async () => {
    const { extension, page, show } = world();
    await show(chat(message('<a id="a" href="https://shop.example/a">shop</a>')));
    await until(() => page.$('#a[rel~=noreferrer]').then((link) => link !== null), {
      what: 'the link to be judged',
    });
    expect(await countMarks(page)).toBe(0);
    await extension.choose('group', 'ask');
    await untilStopped(page, '#a');
    await untilMarks(page, 1);
    await extension.choose('group', null);
    await untilHref(page, '#a', 'https://shop.example/a');
    await untilMarks(page, 0);
  });

  test('a recycled link is judged by what it says now, and a mark follows its link', async () => {
    const { page, show } = world();
    await show(chat(message(listedLink('one'))));
    await untilStopped(page, '#one');
    await untilMarks(page, 1);
    const recycle = (href: string) =>
      page.evaluate((to) => document.querySelector('#one')?.setAttribute('href', to), href);
    await recycle('https://shop.example/?utm_medium=m&id=3');
    await untilHref(page, '#one', 'https://shop.example/?id=3');
    await untilMarks(page, 0);
    await recycle(`https://${LISTED}/again`);
    await untilStopped(page, '#one');
    await untilMarks(page, 1);
    await page.evaluate(() => document.querySelector('#one + *')?.remove());
    await untilMarks(page, 1);
    await page.evaluate(() => document.querySelector('#one')?.remove());
    await untilMarks(page, 0);
  });

  test('a copy of a stopped link leads to the gate of its original', async () => {
    const { browser, extension, page, show } = world();
    await show(chat(message(listedLink('one'))));
    await untilMarks(page, 1);
    await page.evaluate(() => {
      const original = document.querySelector('article');
      const copy = original?.cloneNode(true) as Element;
      copy.querySelector('a')?.setAttribute('id', 'copy');
      original?.after(copy);
    });
    await untilMarks(page, 2);
    const { links } = await extension.describe(page);
    expect(links.map(({ href }) => href)).toEqual(Array(2).fill(`https://${LISTED}/one`));
    await pressIntoGate(browser, page, '#copy');
  });
}

function sorted<T>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}
