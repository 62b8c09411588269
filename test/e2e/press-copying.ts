/// <reference lib="dom" />
/** What is copied or dragged out of a guarded chat is what the page wrote. */
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { hrefOf, untilHref, untilMarks, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

const TRACKED = 'https://shop.example/?utm_source=x&id=2';
const CLEANED = 'https://shop.example/?id=2';

const TEXT = `<p id="text">before ${listedLink('one', '<b>one</b> word')} and <a id="open" href="${TRACKED.replace('&', '&amp;')}">shop</a> after</p>`;

/** Where things are pasted. The page notes what it is given, and what is taken along in a drag. */
const SINK = `<div id="sink" contenteditable="true" style="min-height: 3em; border: 1px solid"></div>
<script>
const note = (data) => {
  globalThis.taken = Object.fromEntries([...data.types].map((one) => [one, data.getData(one)]));
};
document.querySelector('#sink').addEventListener('paste', (event) => {
  note(event.clipboardData);
  event.preventDefault();
});
addEventListener('dragstart', (event) => note(event.dataTransfer));
</script>`;

interface Taken {
  readonly [type: string]: string;
}

export function copying(world: () => World): void {
  async function showText(more = '') {
    const { page, show } = world();
    await show(chat(message(TEXT), { after: `${SINK}${more}` }));
    await untilStopped(page, '#one');
    await untilHref(page, '#open', CLEANED);
    await untilMarks(page, 1);
    return page;
  }

  async function paste(page: Page): Promise<Taken> {
    await page.focus('#sink');
    await chord(page, 'v');
    return taken(page);
  }

  test('a selection is copied with the page’s own addresses and without marks', async () => {
    const page = await showText();
    const text = await select(page, '#text');
    await chord(page, 'c');
    const { 'text/html': html = '', 'text/plain': plain } = await paste(page);
    expect(addressesIn(html)).toEqual([`https://${LISTED}/one`, TRACKED]);
    expect(html).toContain('<b>one</b> word');
    expect(html).not.toMatch(/\.invalid|<[a-z]{2}-[a-z]{6}/);
    expect(plain?.trim()).toBe(text.trim());
    expect(plain?.trim()).toBe('before one word and shop after');
    // The page itself holds what it held.
    expect(await hrefOf(page, '#one')).toContain('.invalid/');
  });

  test('some words of a link are copied as that link', async () => {
    const page = await showText();
    await select(page, '#one b');
    await chord(page, 'c');
    const { 'text/html': html = '', 'text/plain': plain } = await paste(page);
    expect(addressesIn(html)).toEqual([`https://${LISTED}/one`]);
    expect(plain).toBe('one');
  });

  test('a selection in a shadow root is copied like any other', async () => {
    const page = await showText();
    await page.evaluate((html) => {
      const host = document.createElement('div');
      host.id = 'host';
      const root = host.attachShadow({ mode: 'open' });
      root.innerHTML = html;
      document.querySelector('article')?.append(host);
    }, TEXT);
    await until(
      () =>
        page.evaluate(() =>
          document
            .querySelector('#host')
            ?.shadowRoot?.querySelector('#one')
            ?.getAttribute('href')
            ?.includes('.invalid/'),
        ),
      { what: 'the link in the root to be stopped' },
    );
    await page.evaluate(() => {
      const text = document.querySelector('#host')?.shadowRoot?.querySelector('#text') as Element;
      getSelection()?.setBaseAndExtent(text, 0, text, text.childNodes.length);
    });
    await chord(page, 'c');
    const { 'text/html': html = '' } = await paste(page);
    expect(addressesIn(html)).toEqual([`https://${LISTED}/one`, TRACKED]);
  });

  test('a page that copies by itself has its way', async () => {
    const page = await showText(`<script>
      document.addEventListener('copy', (event) => {
        event.clipboardData.setData('text/plain', 'the page’s own words');
        event.preventDefault();
      });
    </script>`);
    await select(page, '#text');
    await chord(page, 'c');
    expect(await paste(page)).toEqual({ 'text/plain': 'the page’s own words' });
  });

  test('what holds nothing of ours, and what is cut, is left to the browser', async () => {
    const page = await showText(`<p id="plain">plain words</p><script>
      globalThis.heard = [];
      for (const type of ['copy', 'cut']) {
        addEventListener(type, (event) => heard.push(event.type + ' ' + event.defaultPrevented));
      }
    </script>`);
    await select(page, '#plain');
    await chord(page, 'c');
    await page.evaluate(
      (html) => {
        const sink = document.querySelector('#sink') as Element;
        sink.innerHTML = html;
      },
      TEXT.replaceAll('id="', 'id="my-'),
    );
    await page.focus('#sink');
    await select(page, '#my-text');
    await chord(page, 'x');
    await until(
      async () =>
        (await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.length)) ===
        2,
      { what: 'both to be heard' },
    );
    expect(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual(
      ['copy false', 'cut false'],
    );
  });

  test('a selection is dragged with the page’s own addresses', async () => {
    const page = await showText();
    await select(page, '#text');
    await drag(page, '#text');
    const { 'text/html': html = '' } = await taken(page);
    // Firefox lets no page read what is dragged before it is dropped, and its driver drops nothing.
    const isReadable = world().browser.name === 'chromium';
    expect(addressesIn(html)).toEqual(isReadable ? [`https://${LISTED}/one`, TRACKED] : []);
    expect(html).not.toContain('.invalid/');
  });

  test('a stopped link that is dragged takes no second copy of its address along', async () => {
    const page = await showText();
    await drag(page, '#one b');
    const dragged = await taken(page);
    expect(dragged['text/uri-list']).toContain('.invalid/');
    expect(JSON.stringify(dragged)).not.toContain(LISTED);
  });

  test.each([
    ['one', 'original', `https://${LISTED}/one`],
    ['open', 'original', TRACKED],
    ['open', 'cleaned', CLEANED],
    ['one', 'cleaned', `https://${LISTED}/one`],
  ] as const)('the menu copies of the link "%s" its %s address', async (id, form, expected) => {
    const { browser } = world();
    const page = await showText();
    await browser.pickFromMenu(page, `#${id}`, form, MENU[form]);
    await until(
      async () => {
        await page.evaluate(() => Reflect.deleteProperty(globalThis, 'taken'));
        return (await paste(page))['text/plain'] === expected;
      },
      { what: 'the address on the clipboard' },
    );
  });
}

const MENU = { original: 'Copy original address', cleaned: 'Copy cleaned address' };

/** Selects what is in an element, and gives its words. */
function select(page: Page, selector: string): Promise<string> {
  return page.evaluate((one) => {
    const selection = getSelection();
    selection?.selectAllChildren(document.querySelector(one) as Element);
    return String(selection);
  }, selector);
}

function taken(page: Page): Promise<Taken> {
  return until(() => page.evaluate(() => (globalThis as { taken?: Taken }).taken), {
    what: 'what was pasted or is dragged',
  });
}

async function chord(page: Page, key: 'c' | 'v' | 'x'): Promise<void> {
  await page.bringToFront();
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}

/** As far as it takes for the browser to see that it is a drag. */
async function drag(page: Page, from: string): Promise<void> {
  await page.bringToFront();
  const { x, y } = await beginningOf(page, from);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 30, { steps: 6 });
  await taken(page);
  await page.mouse.up();
}

async function beginningOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await (await page.waitForSelector(selector))?.boundingBox();
  if (box === null || box === undefined) throw new Error(`${selector} is not in view`);
  return { x: box.x + 6, y: box.y + box.height / 2 };
}

function addressesIn(html: string): string[] {
  return [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href]) =>
    (href ?? '').replaceAll('&amp;', '&'),
  );
}
