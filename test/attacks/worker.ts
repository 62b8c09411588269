/// <reference lib="dom" />
/** A16–A17: the worker, or the whole extension, goes away under a page. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { launch } from '../support/browsers.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';

export const WORKER: readonly Attack[] = [
  {
    id: 'A16',
    title: 'The worker is ended between the question and its answer',
    required: 'the page asks once more, and has its answers; a listed link is stopped',
    layer: 'rewrite',
    modes: { only: ['killed'], why: 'this is the attack.' },
    async run(ground) {
      const { front } = ground.world.service;
      const asked = () => front.requests('/v1/lookup').length;
      const before = asked();
      const questions = await ground.questions();
      await front.setMode('slow');
      const page = await ground.show([
        ground.link('a'),
        `<a id="b" target="_blank" href="https://${ground.fresh('between')}/">b</a>`,
      ]);
      await until(() => asked() > before, { what: 'the question to the service' });
      await ground.attack(() => front.setMode('up'));
      await ground.untilStopped(page, '#a');
      await ground.untilOpen(page, '#b');
      expect(await ground.questions()).toBeLessThanOrEqual(questions + 2);
      await ground.press(page, '#a');
      expect((await ground.gate()).words).toContain(ground.listed);
      await ground.noContact(ground.listed);
    },
  },
  {
    id: 'A17',
    title: 'The extension is reloaded while its page is open',
    required: 'the page stands as if there had never been one, and nothing complains',
    layer: 'page',
    browsers: {
      only: ['chromium'],
      why: 'Firefox takes the old script out of the page by itself, before it could do anything.',
    },
    modes: { only: ['warm'], why: 'the worker goes away with the rest.' },
    async run(ground) {
      const { internet } = ground.world;
      const extensionDir = builtExtension(ground.name);
      const browser = await launch(ground.name, { extensionDir, proxy: internet });
      try {
        const page = await browser.newPage();
        const complaints: string[] = [];
        page.on('pageerror', (error) => complaints.push(String(error)));
        page.on('console', (message) => complaints.push(message.text()));
        await page.goto(
          ground.chat(
            `${ground.link('a')}<a id="b" ping="https://ping.example/" href="https://${ground.open}/?utm_source=x">b</a>`,
          ),
        );
        await ground.untilStopped(page, '#a');
        await ground.untilOpen(page, '#b');
        await until(async () => (await linksOf(page)).length === 3, { what: 'the mark' });
        await browser.evaluateInBackground(() => chrome.runtime.reload());
        // The page goes on, and with it the guard finds out.
        const change = () =>
          page.evaluate(() => document.querySelector('#log')?.classList.toggle('x'));
        await until(
          async () => (await change()) !== undefined && (await linksOf(page)).length === 2,
          {
            what: 'the mark to be gone',
          },
        );
        expect(await linksOf(page)).toEqual([
          { id: 'a', target: '_blank', href: `https://${ground.listed}/a` },
          { id: 'b', ping: 'https://ping.example/', href: `https://${ground.open}/?utm_source=x` },
        ]);
        for (let count = 0; count < 20; count += 1) await change();
        expect(complaints).toEqual([]);
      } finally {
        await browser.close();
      }
    },
  },
];

declare const chrome: { readonly runtime: { reload(): void } };

/** What stands in the message, with all its attributes. */
function linksOf(page: Page): Promise<readonly Record<string, string>[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#log article > *')].map((one) =>
      Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value])),
    ),
  );
}
