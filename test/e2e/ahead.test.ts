/// <reference lib="dom" />
/**
 * A guarded chat that Chromium renders before anybody goes there, and that is then shown as it is.
 * Firefox renders nothing ahead, and Chromium does not behind a proxy.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { GATE } from '../support/fault-ground.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { untilMarks, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';

const HOST = 'conversejs.org';

const FIRST = chat(message('<a id="next" href="/second">next</a>'), {
  head: '<script type="speculationrules">{"prerender":[{"urls":["/second"],"eagerness":"immediate"}]}</script>',
});
const SECOND = chat(message(listedLink('one')));

describe('a guarded chat that is rendered ahead, in chromium', () => {
  let internet: Internet;
  let service: PolicyService;
  let browser: GuardedBrowser;
  let first: Page;
  beforeAll(async () => {
    internet = await startInternet();
    internet.answer(HOST, ({ url }) => ({ body: url.endsWith('/second') ? SECOND : FIRST }));
    service = await startPolicyService();
    browser = await launch('chromium', {
      ...{ extensionDir: builtExtension('chromium'), proxy: internet, isDirect: true },
    });
    first = await browser.newPage(`https://${HOST}/first`);
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
    await internet.close();
  });

  /** The driver gives a page of its own to what was rendered ahead. */
  async function shown(): Promise<Page | undefined> {
    for (const page of await browser.pages()) {
      if (await page.evaluate(activation).catch(() => 0)) return page;
    }
    return undefined;
  }

  test('is guarded once it is shown: links, marks, toolbar and gate', async () => {
    await until(
      () =>
        internet
          .requests(HOST)
          .some(
            ({ url, headers }) =>
              url.endsWith('/second') && String(headers['sec-purpose']).includes('prerender'),
          ),
      { what: 'the second chat to be rendered ahead' },
    );
    await first.bringToFront();
    await first.click('#next');
    const page = await until(shown, { what: 'what was rendered ahead to be shown' });
    await untilStopped(page, '#one');
    await untilMarks(page, 1);
    await page.evaluate(
      (html) => document.querySelector('#log')?.insertAdjacentHTML('beforeend', html),
      message(listedLink('two')),
    );
    await untilStopped(page, '#two');
    const desk = await browser.extensionPage('icons/16.png');
    const tabId = await browser.tabId(page);
    await until(async () => (await desk.evaluate(titleOf, tabId)).startsWith('Protecting'), {
      what: 'the toolbar to say that the page is guarded',
    });
    await page.bringToFront();
    await page.click('#two');
    const { words } = await browser.readAndClose(GATE, readGate);
    expect(words).toContain(`${LISTED}/two`);
    expect(internet.contacts(LISTED)).toEqual([]);
  });
});

/** Milliseconds after which a page that was rendered ahead was shown; 0 of any other. */
function activation(): number {
  if (!location.pathname.endsWith('/second')) return 0;
  const [entry] = performance.getEntriesByType('navigation');
  return (entry as unknown as { activationStart: number }).activationStart;
}

function titleOf(tabId: number): Promise<string> {
  return chrome.action.getTitle({ tabId });
}

function readGate(): { words: string } | undefined {
  const isThere = document.querySelector('main.gate #go-back') !== null;
  return isThere ? { words: document.body.innerText } : undefined;
}

declare const chrome: {
  readonly action: { getTitle(where: { tabId?: number }): Promise<string> };
};
