/// <reference lib="dom" />
/** Pages that hide links, swap them, undo what was written, or forbid what we do. */
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { hrefOf, pressIntoGate, untilMarks, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message, SWAPPED } from './content-pages.ts';
import type { World } from './content-world.ts';

export function hostilePages(world: () => World): void {
  test.each(['mousedown', 'click'])('a link that is swapped on %s opens the gate', async (type) => {
    const { browser, page, show } = world();
    await show(
      chat(message('<a id="a" target="_blank" href="https://shop.example/swap">shop</a>'), {
        after: `<script>document.querySelector('#a').addEventListener('${type}', ({ currentTarget }) => {
          currentTarget.href = 'https://${SWAPPED}/';
        });</script>`,
      }),
    );
    await until(() => page.$('#a[rel~=noreferrer]').then((link) => link !== null), {
      what: 'the link to be judged',
    });
    await pressIntoGate(browser, page, '#a');
  });

  test('a click by script opens nothing', async () => {
    const { browser, pages, internet } = world();
    // A tab of its own: in the others a person has been at work, which counts for a while.
    const page = await browser.newPage(
      pages.add(
        chat(message(`<a id="one" href="https://${LISTED}/one">one</a>`), {
          after: `<script>${CLICKS}</script>`,
        }),
      ),
    );
    const open = (await browser.pages()).length;
    // Nothing is evaluated in the page until then: that would count as the person's own doing.
    await until(() => internet.requests(DONE).length > 0, { what: 'the last click' });
    expect(await browser.pages()).toHaveLength(open);
    expect(await browser.address(page)).toMatch(/^http:\/\/localhost:/);
    await page.close();
  });

  test('shadow roots hide no link, open or closed, early or late', async () => {
    const { browser, page, show } = world();
    await show(chat('', { after: `<script>${SHADOWS}</script>` }));
    const untilRootsAreStopped = () =>
      until(
        () =>
          page.evaluate(() => {
            const { roots } = globalThis as unknown as { roots: ShadowRoot[] };
            return roots.every((root) => root.querySelector('a')?.href.includes('.invalid/'));
          }),
        { what: 'the links in the roots to be stopped' },
      );
    await untilRootsAreStopped();
    // No record and no name tells of this one: it is met when the pointer reaches it.
    await page.evaluate((listed) => {
      const host = document.querySelector('#late') as Element;
      const root = host.attachShadow({ mode: 'closed' });
      root.innerHTML = `<a target="_blank" href="https://${listed}/late">late link</a>`;
      (globalThis as unknown as { roots: ShadowRoot[] }).roots.push(root);
    }, LISTED);
    await page.hover('#late');
    await untilRootsAreStopped();
    await pressIntoGate(browser, page, '#late');
  });

  test('relative links are judged under the base that is in force', async () => {
    const { page, show } = world();
    await show(chat(message('<a id="a" href="go/now">go</a>') + message(listedLink('one'))));
    await untilStopped(page, '#one');
    expect(await hrefOf(page, '#a')).toBe('go/now');
    await page.evaluate((listed) => {
      const base = document.createElement('base');
      base.href = `https://${listed}/`;
      document.head.append(base);
    }, LISTED);
    await untilStopped(page, '#a');
  });

  test('document.open() shakes nothing off', async () => {
    const { browser, page, show } = world();
    await show(chat(message(listedLink('before'))));
    await untilStopped(page, '#before');
    await page.evaluate(
      (html) => {
        document.open();
        document.write(html);
        document.close();
      },
      chat(message(listedLink('after'))),
    );
    await untilStopped(page, '#after');
    await untilMarks(page, 1);
    await pressIntoGate(browser, page, '#after');
  });

  test('against a page that undoes every rewrite it gives up writing, not guarding', async () => {
    const { browser, extension, page, show } = world();
    await show(chat(message(listedLink('one')), { after: `<script>${FIGHT}</script>` }));
    const description = await until(
      async () => {
        const seen = await extension.describe(page);
        return seen.isDegraded && seen;
      },
      { what: 'the surrender' },
    );
    expect(description.links).toMatchObject([{ href: `https://${LISTED}/one`, action: 'block' }]);
    const fight = () =>
      page.evaluate(() => (globalThis as unknown as { written: number[] }).written);
    const written = await fight();
    expect(written.length).toBeGreaterThan(5);
    expect(mostWithin(written, 5_000)).toBeLessThanOrEqual(20);
    expect(await hrefOf(page, '#one')).toBe(`https://${LISTED}/one`);
    // Pressed without a pointer: on this page a pointer alone makes the browser connect ahead.
    await page.focus('#one');
    await page.keyboard.press('Enter');
    const gate = await browser.findExtensionPage('src/extension/pages/gate/index.html');
    await gate.close();
    expect(mostWithin(await fight(), 5_000)).toBeLessThanOrEqual(20);
  });

  test('names that shadow what elements and documents offer change nothing', async () => {
    const { page, show } = world();
    const onElements = [
      'nodeType',
      'closest',
      'isConnected',
      'parentNode',
      'matches',
      'href',
      'rel',
    ];
    const onDocuments = ['querySelectorAll', 'createElement', 'createElementNS', 'baseURI', 'body'];
    await show(
      chat(
        message(
          `<form>${onElements.map((one) => `<input name="${one}" id="${one}">`).join('')}${listedLink('one')}</form>`,
        ),
        {
          after: [
            ...onDocuments,
            'createTreeWalker',
            'documentElement',
            'readyState',
            'defaultView',
          ]
            .map((one) => `<img name="${one}" id="${one}" alt=""><form name="${one}"></form>`)
            .join(''),
        },
      ),
    );
    await until(
      () =>
        page.evaluate(() =>
          document.getElementById('one')?.getAttribute('href')?.includes('.invalid/'),
        ),
      { what: 'the link to be stopped' },
    );
  });

  test('a strict security policy with Trusted Types keeps neither links nor marks away', async () => {
    const { page, show } = world();
    await show(chat(message(listedLink('one'))), {
      'Content-Security-Policy':
        "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    });
    await untilStopped(page, '#one');
    await untilMarks(page, 1);
    const size = await page.evaluate(() => {
      const box = document.querySelector('#one + *')?.getBoundingClientRect();
      return { width: box?.width ?? 0, height: box?.height ?? 0 };
    });
    expect(size.width).toBeGreaterThan(10);
    expect(size.height).toBeGreaterThan(10);
  });

  test('frames of the same origin and srcdoc frames are guarded like the page', async () => {
    const { page, pages, show } = world();
    const inner = pages.add(chat(message(listedLink('framed'))));
    const srcdoc = chat(message(listedLink('written'))).replaceAll('"', '&quot;');
    await show(
      chat(message(listedLink('one')), {
        after: `<iframe src="${inner}"></iframe><iframe srcdoc="${srcdoc}"></iframe>`,
      }),
    );
    await untilStopped(page, '#one');
    await until(
      () =>
        page.evaluate(() =>
          [...document.querySelectorAll('iframe')].every((frame) =>
            frame.contentDocument
              ?.querySelector('#log a')
              ?.getAttribute('href')
              ?.includes('.invalid/'),
          ),
        ),
      { what: 'the links in both frames to be stopped' },
    );
  });
}

/** The largest number of times that lie in one window of this length. */
function mostWithin(times: readonly number[], window: number): number {
  return Math.max(
    0,
    ...times.map((start) => times.filter((at) => at >= start && at < start + window).length),
  );
}

/** Three hosts; the last has no root yet. */
const SHADOWS = `
globalThis.roots = ['open', 'closed'].map((mode) => {
  const host = document.createElement('x-' + mode);
  const article = document.createElement('article');
  article.setAttribute('data-message', mode);
  article.append(host);
  const root = host.attachShadow({ mode });
  root.innerHTML = '<a href="https://${LISTED}/' + mode + '">' + mode + '</a>';
  document.querySelector('#log').append(article);
  return root;
});
const late = document.createElement('article');
late.setAttribute('data-message', 'late');
late.innerHTML = '<div id="late" style="display: inline-block"></div>';
document.querySelector('#log').append(late);`;

const DONE = 'done.example';

/** Clicks from before the page is recognised until long after, then says so. */
const CLICKS = `
let clicks = 0;
const click = () => {
  document.querySelector('#one').click();
  clicks += 1;
  if (clicks === 50) {
    clearInterval(timer);
    new Image().src = 'https://${DONE}/';
  }
};
const timer = setInterval(click, 10);
click();`;

/** Puts its own address back in every frame, and notes when it found another. */
const FIGHT = `
globalThis.written = [];
const link = document.querySelector('#one');
const own = link.getAttribute('href');
const look = () => {
  if (link.getAttribute('href') !== own) {
    written.push(performance.now());
    link.setAttribute('href', own);
  }
  requestAnimationFrame(look);
};
look();`;
