/// <reference lib="dom" />
/** What a person writes: a hint where readers would be stopped, and never a letter changed. */
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

const DRAFT = `see https://${LISTED}/draft now`;

export function drafts(world: () => World): void {
  async function showComposer(composer = '<textarea id="composer"></textarea>') {
    const { page, show } = world();
    await show(
      chat(message(listedLink('seen')), { after: `<div style="height: 30em"></div>${composer}` }),
    );
    await untilStopped(page, '#seen');
    return page;
  }

  test.each([
    ['a text field', '<textarea id="composer"></textarea>'],
    [
      'a rich editor',
      '<div id="composer" contenteditable="true" style="min-height: 2em"><p>so:&nbsp;</p></div>',
    ],
  ])('in %s, a hint comes for a listed address and goes with it', async (_, composer) => {
    const page = await showComposer(composer);
    await page.focus('#composer');
    await page.keyboard.type(DRAFT);
    await untilHint(page, true);
    const box = await hintBox(page);
    const field = await (await page.$('#composer'))?.boundingBox();
    expect(box?.bottom).toBeLessThanOrEqual(field?.y ?? 0);
    expect(box?.width).toBeGreaterThan(100);
    expect(await page.evaluate(() => document.querySelector('#composer')?.childElementCount)).toBe(
      composer.includes('textarea') ? 0 : 1,
    );
    for (let letter = 0; letter < DRAFT.length; letter += 1) await page.keyboard.press('Backspace');
    await untilHint(page, false);
  });

  test('an ordinary address brings no hint, and a pasted listed one does', async () => {
    const page = await showComposer();
    const { extension } = world();
    await page.focus('#composer');
    await extension.takeBatches();
    await page.keyboard.type('https://shop.example/a ');
    await until(async () => (await extension.takeBatches()).length > 0, { what: 'the question' });
    await untilHint(page, false);
    await page.evaluate((draft) => {
      const area = document.createElement('textarea');
      area.id = 'source';
      area.value = draft;
      document.body.prepend(area);
      area.select();
    }, DRAFT);
    await chord(page, 'c');
    await page.focus('#composer');
    await chord(page, 'v');
    await untilHint(page, true);
  });

  test('of what is written only the address is asked about', async () => {
    const page = await showComposer();
    const { extension } = world();
    await page.focus('#composer');
    await extension.takeBatches();
    await page.evaluate(() => document.execCommand('insertText', false, 'a.pdf of lin@b.example '));
    await page.keyboard.type(DRAFT, { delay: 0 });
    await untilHint(page, true);
    expect((await extension.takeBatches()).every((count) => count === 1)).toBe(true);
  });

  test('the writer’s own choice says nothing of the readers', async () => {
    const { extension } = world();
    await extension.choose('group', 'block');
    const page = await showComposer();
    await extension.takeBatches();
    await page.focus('#composer');
    await page.keyboard.type('https://shop.example/own ');
    await until(async () => (await extension.takeBatches()).length > 0, { what: 'the question' });
    await extension.choose('group', null);
    await page.keyboard.type(DRAFT);
    await untilHint(page, true);
  });

  test('nothing is looked at where hints are off, until they are on again', async () => {
    const { extension } = world();
    const page = await showComposer();
    await extension.setHints(false);
    await extension.untilPagesKnow();
    await page.focus('#composer');
    await page.keyboard.type(DRAFT);
    // The page says something long after the pause in which a draft is looked at.
    await page.evaluate(
      (html) => {
        setTimeout(
          () => document.querySelector('#log')?.insertAdjacentHTML('beforeend', html),
          1_000,
        );
      },
      message(listedLink('later')),
    );
    await untilStopped(page, '#later');
    expect(await hintBox(page)).toBeUndefined();
    await extension.setHints(true);
    await extension.untilPagesKnow();
    await page.keyboard.type('.');
    await untilHint(page, true);
  });

  test('the demo chat sends what was typed, and the hint goes with the message', async () => {
    const { page, demo } = world();
    await page.bringToFront();
    await page.goto(`${demo.address}/?in=lin`);
    await page.waitForSelector('#composer');
    await page.type('#composer', DRAFT);
    await untilHint(page, true);
    await page.keyboard.press('Enter');
    await untilHint(page, false);
    await until(
      () =>
        page.evaluate(
          (sent) =>
            [...document.querySelectorAll('[data-message] .text')].at(-1)?.textContent === sent,
          DRAFT,
        ),
      { what: 'the message that was sent' },
    );
  });
}

/** The hint is the only element of a random name right below the root. */
function hintBox(page: Page): Promise<{ width: number; bottom: number } | undefined> {
  return page.evaluate(() => {
    const hint = [...document.documentElement.children].find(({ localName }) =>
      /^[a-z]{2}-[a-z]{6}$/.test(localName),
    );
    const box = hint?.getBoundingClientRect();
    return box && { width: box.width, bottom: box.bottom };
  });
}

export async function untilHint(page: Page, isThere: boolean): Promise<void> {
  await until(async () => ((await hintBox(page)) !== undefined) === isThere, {
    what: isThere ? 'the hint' : 'the hint to be gone',
  });
}

async function chord(page: Page, key: 'c' | 'v'): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}
