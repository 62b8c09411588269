/// <reference lib="dom" />
/** Marks and hints on paper, for screen readers, in copies, and in pages that come back. */
import type { SerializedAXNode } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { countMarks, hrefOf, untilMarks, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

/** Every element whose name is random, with its style in force, while the page is printed. */
const ON_PAPER = `<script>
addEventListener('beforeprint', () => {
  globalThis.printed = [...document.querySelectorAll('*')]
    .filter(({ localName }) => /^[a-z]{2}-[a-z]{6}$/.test(localName))
    .map((one) => getComputedStyle(one).display);
});
</script>`;

export function marksAndPages(world: () => World): void {
  test('a mark is not printed, under the strictest security policy', async () => {
    const { page, show } = world();
    await show(chat(message(listedLink('one')), { after: ON_PAPER }), {
      'Content-Security-Policy': "default-src 'none'; script-src 'unsafe-inline'",
    });
    await untilMarks(page, 1);
    await page.pdf();
    const printed = await page.evaluate(
      () => (globalThis as unknown as { printed?: string[] }).printed,
    );
    expect(printed).toEqual(['none']);
    const shown = await page.evaluate(
      () => getComputedStyle(document.querySelector('#one + *') as Element).display,
    );
    expect(shown).toBe('inline');
  });

  test('what the page takes for a quotation holds no word of a mark', async () => {
    const { page, show } = world();
    await show(chat(message(listedLink('one'))));
    await untilMarks(page, 1);
    const copied = await page.evaluate(() => {
      const article = document.querySelector('article') as Element;
      return [article.outerHTML, (article.cloneNode(true) as Element).outerHTML];
    });
    for (const html of copied) {
      expect(html).not.toMatch(/phishing|suspected|blocked|guard(?!\.invalid)/i);
    }
    // The page puts its quotation in: what was a mark is taken out, and the link gets its own.
    await page.evaluate(
      (html) => {
        document.querySelector('#log')?.insertAdjacentHTML('beforeend', html ?? '');
      },
      copied[0]?.replace('id="one"', 'id="two"'),
    );
    await until(
      () =>
        page.evaluate(() => document.querySelector('#two')?.parentElement?.childElementCount === 2),
      { what: 'one mark for the quotation' },
    );
    await untilMarks(page, 2);
  });

  test('a page that comes back from the browser’s memory is judged again', async () => {
    const { browser, pages, extension } = world();
    // A tab of its own: Firefox's driver loses one whose page came back.
    const page = await browser.newPage();
    const one = '<a id="a" href="https://shop.example/back">shop</a>';
    const address = pages.add(chat(message(one), { after: COMES_BACK }), {
      'Cache-Control': 'max-age=60',
    });
    await page.bringToFront();
    await page.goto(address);
    await until(() => page.$('#a[rel~=noreferrer]').then((link) => link !== null), {
      what: 'the link to be judged',
    });
    await page.goto(pages.add('<title>elsewhere</title>', { 'Cache-Control': 'max-age=60' }));
    await extension.choose('group', 'ask');
    // Firefox's driver waits without end for a page that is not loaded again.
    await page.evaluate(() => history.back());
    await untilStopped(page, '#a');
    expect(await page.evaluate(() => document.body.dataset.came)).toBe('back');
    await extension.choose('group', null);
    await page.close();
  });

  test('a draft and what is edited hold no mark', async () => {
    const { page, show } = world();
    await show(
      chat(`${message(listedLink('one'))}<article data-message="2" contenteditable="plaintext-only">
        ${listedLink('two')}</article>`),
    );
    await untilStopped(page, '#one');
    await untilMarks(page, 1);
    expect(await hrefOf(page, '#two')).toBe(`https://${LISTED}/two`);
    expect(await countMarks(page)).toBe(1);
  });
}

/** Chromium alone tells what a screen reader is told. */
export function marksAloud(world: () => World): void {
  test('a screen reader is told the action and the reason, right after the link', async () => {
    const { page, show } = world();
    await show(chat(message(`before ${listedLink('one')} after`)));
    await untilMarks(page, 1);
    const tree = await page.accessibility.snapshot({ interestingOnly: false });
    const spoken = tree === null ? [] : spokenIn(tree);
    expect(spoken).toEqual([
      'StaticText: before',
      'link: one',
      'StaticText: one',
      'image: Blocked – Listed as suspected phishing',
      'StaticText: after',
    ]);
  });
}

const SPOKEN: ReadonlySet<string> = new Set(['link', 'image', 'StaticText']);

function spokenIn({
  role,
  name = '',
  description = '',
  children = [],
}: SerializedAXNode): string[] {
  const said = [name, description].filter((one) => one !== '').join(' / ');
  const own = SPOKEN.has(role) ? [`${role}: ${said.trim()}`] : [];
  return [...own, ...children.flatMap(spokenIn)];
}

const COMES_BACK = `<script>
addEventListener('pageshow', (event) => {
  if (event.persisted) document.body.dataset.came = 'back';
});
</script>`;
