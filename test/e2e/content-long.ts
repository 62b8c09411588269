/// <reference lib="dom" />
/** Lists too long to be searched as a whole: what is near the view is, and what a person reaches. */
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { countMarks, hrefOf, untilMarks, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

const MANY = 10_000;
const LAST = MANY - 1;
const MIDDLE = MANY / 2;

/** More than any window, and the part around it, has room for. */
const MOST_NEAR = 600;

const longChat = (head = '') =>
  chat(Array.from({ length: MANY }, (_, n) => message(listedLink(`l${n}`))).join(''), { head });

export function longLists(world: () => World): void {
  test('of 10,000 stopped links those near the view are stopped and marked, for one message', async () => {
    const { extension, page, show } = world();
    await extension.takeBatches();
    await show(longChat());
    await untilStopped(page, '#l0', '#l5');
    await until(() => countMarks(page), { what: 'marks' });
    expect(await countStopped(page)).toBeLessThan(MOST_NEAR);
    expect(await isStopped(page, `#l${MIDDLE}`)).toBe(false);
    const batches = await extension.takeBatches();
    expect(batches.length).toBeLessThanOrEqual(3);
    await scrollTo(page, `#l${MIDDLE}`);
    await untilStopped(page, `#l${MIDDLE}`);
    await scrollTo(page, `#l${LAST}`);
    await untilStopped(page, `#l${LAST}`);
    await until(() => isMarked(page, `#l${LAST}`), { what: 'the last mark' });
    expect(await countMarks(page)).toBeLessThan(MOST_NEAR);
    expect(await countStopped(page)).toBeLessThan(3 * MOST_NEAR);
  });

  test('a far link that nobody has asked about opens nothing when a script presses it', async () => {
    const { browser, page, show } = world();
    await show(longChat());
    await untilStopped(page, '#l0');
    const before = await browser.tabs();
    await page.evaluate((id) => document.getElementById(id)?.click(), `l${MIDDLE}`);
    await scrollTo(page, `#l${LAST}`);
    await untilStopped(page, `#l${LAST}`);
    expect(await browser.tabs()).toHaveLength(before.length);
  });

  test('a far link is stopped when the keyboard reaches it without a scroll', async () => {
    const { page, show } = world();
    await show(longChat());
    await untilStopped(page, '#l0');
    expect(await isStopped(page, `#l${MIDDLE}`)).toBe(false);
    await page.evaluate(
      (id) => document.getElementById(id)?.focus({ preventScroll: true }),
      `l${MIDDLE}`,
    );
    await untilStopped(page, `#l${MIDDLE}`);
    expect(await isStopped(page, `#l${MIDDLE + 200}`)).toBe(false);
  });

  test('what comes into a long list is stopped, at the latest when it is near', async () => {
    const { add, page, show } = world();
    await show(longChat());
    await untilStopped(page, '#l0');
    await add(listedLink('far'));
    await page.evaluate(
      (text) =>
        document.querySelector('#l3')?.closest('article')?.insertAdjacentHTML('afterend', text),
      message(listedLink('close')),
    );
    await untilStopped(page, '#close');
    await scrollTo(page, '#far');
    await untilStopped(page, '#far');
    await add(listedLink('newest'));
    await untilStopped(page, '#newest');
  });

  test('a list that begins at its lower end is read from there', async () => {
    const { page, show } = world();
    const style = '#log{display:flex;flex-direction:column-reverse;height:600px;overflow:auto}';
    await show(longChat(`<style>${style}</style>`));
    await untilStopped(page, '#l0', '#l5');
    expect(await isStopped(page, `#l${LAST}`)).toBe(false);
    await scrollTo(page, `#l${MIDDLE}`);
    await untilStopped(page, `#l${MIDDLE}`);
  });

  test.each([
    ['in no order', '#log{display:flex;flex-direction:column}article:nth-child(odd){order:1}'],
    ['without boxes of their own', 'article{display:contents}'],
  ])('rows that stand %s are all looked at', async (_, style) => {
    const { page, show } = world();
    const messages = Array.from({ length: 1_000 }, (__, n) => message(listedLink(`l${n}`)));
    await show(chat(messages.join(''), { head: `<style>${style}</style>` }));
    await until(async () => (await countStopped(page)) === 1_000, {
      what: 'all to be stopped',
      within: 20_000,
    });
  });

  test('an address in plain text is marked once it is near', async () => {
    const { page, show } = world();
    const messages = Array.from({ length: 1_000 }, (_, n) =>
      message(
        n === 700 ? `<p id="said">pay at https://${LISTED}/plain</p>` : `<p>message ${n}</p>`,
      ),
    );
    await show(chat(messages.join('')));
    await scrollTo(page, '#said');
    await untilMarks(page, 1);
  });
}

function countStopped(page: Page): Promise<number> {
  return page.evaluate(
    () => document.querySelectorAll('#log a[href*=".link-guard.invalid/"]').length,
  );
}

async function isStopped(page: Page, selector: string): Promise<boolean> {
  return (await hrefOf(page, selector))?.includes('.link-guard.invalid/') === true;
}

function isMarked(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((one) => document.querySelector(one)?.nextElementSibling !== null, selector);
}

async function scrollTo(page: Page, selector: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate((one) => document.querySelector(one)?.scrollIntoView(), selector);
}
