/// <reference lib="dom" />
/**
 * A guarded chat that Chromium renders before anybody goes there, and that is then shown as it is.
 * Firefox renders nothing ahead, and Chromium does not behind a proxy. The driver loses such a
 * page, so the page itself tells its server what stands in it.
 */
import { createServer } from 'node:http';
import type { Page, Target } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, type RunningServer } from '../../scripts/folder-server.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { GATE } from '../support/fault-ground.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';

const SENTINEL = 'https://stopped.link-guard.invalid/';
/** Listed nowhere, and never asked about before. */
const UNLISTED = 'rendered-ahead.example';

/** What the second page says of itself. */
interface Told {
  readonly isAhead: boolean;
  /** Addresses by the links' ids. */
  readonly links: Readonly<Record<string, string>>;
  readonly marks: number;
  /** The middle of the first link. */
  readonly place: { readonly x: number; readonly y: number };
}

const FIRST = `<!doctype html><link rel="icon" href="data:,">
<script type="speculationrules">{"prerender":[{"urls":["/second"],"eagerness":"immediate"}]}</script>
<a id="next" href="/second">to the chat</a>`;

const SECOND = chat(
  message(`${listedLink('one')} <a id="open" href="https://${UNLISTED}/?utm_source=x">open</a>`),
  {
    after: `<script>(${tell.toString()})();
      document.addEventListener('prerenderingchange', () => {
        document.querySelector('#log').insertAdjacentHTML(
          'beforeend', ${JSON.stringify(message(listedLink('two')))});
      });
    </script>`,
  },
);

function tell(): void {
  const links = [...document.querySelectorAll('#log a')];
  const box = links[0]?.getBoundingClientRect();
  const told = {
    isAhead: (document as { prerendering?: boolean }).prerendering,
    links: Object.fromEntries(links.map((one) => [one.id, one.getAttribute('href')])),
    marks: document.querySelectorAll('#log article > :not(a)').length,
    place: box && { x: box.x + box.width / 2, y: box.y + box.height / 2 },
  };
  const again = () => setTimeout(tell, 50);
  fetch('/told', { method: 'POST', body: JSON.stringify(told) }).then(again, again);
}

describe('a guarded chat that is rendered ahead, in chromium', () => {
  let internet: Internet;
  let service: PolicyService;
  let pages: RunningServer;
  let browser: GuardedBrowser;
  let desk: Page;
  let latest: Told | undefined;
  beforeAll(async () => {
    internet = await startInternet();
    service = await startPolicyService();
    const server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      if (request.url === '/told') latest = JSON.parse(body);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(request.url === '/second' ? SECOND : FIRST);
    });
    pages = await listen(server, 0);
    browser = await launch('chromium', {
      ...{ extensionDir: builtExtension('chromium'), proxy: internet, isDirect: true },
    });
    desk = await browser.extensionPage('icons/16.png');
  });
  afterAll(async () => {
    await browser.close();
    await pages.close();
    await service.close();
    await internet.close();
  });

  const untilTold = (what: string, is: (told: Told) => boolean | undefined) =>
    until(() => (latest !== undefined && is(latest) ? latest : undefined), { what });

  const toolbar = () => desk.evaluate(titleOfTab, `${pages.address}/*`);

  const isStopped = (told: Told, id: string) => told.links[id]?.startsWith(SENTINEL);

  test('asks no linked host for anything, and is guarded like any other once it is shown', async () => {
    const first = await browser.newPage(`${pages.address}/first`);
    await first.bringToFront();
    await untilTold('the chat to be rendered ahead, and its links read', (told) => {
      return told.isAhead && isStopped(told, 'one') && told.links.open === `https://${UNLISTED}/`;
    });
    expect(internet.contacts(LISTED)).toEqual([]);
    expect(internet.contacts(UNLISTED)).toEqual([]);
    // The page that is shown is no chat, whatever waits behind it.
    expect(await toolbar()).not.toMatch(/^Protecting/);

    // The driver hears no end of a press that takes its page away.
    first.click('#next').catch(() => undefined);
    await untilTold('what was rendered ahead to be shown, with what came since', (told) => {
      return !told.isAhead && isStopped(told, 'one') && isStopped(told, 'two') && told.marks === 2;
    });
    await until(async () => /^Protecting/.test(await toolbar()), {
      what: 'the toolbar to say that the chat is guarded',
    });

    const { place } = await untilTold('the place of the link', () => true);
    await pressIn(targetOf(first, `${pages.address}/second`), place);
    const { words } = await browser.readAndClose(GATE, readGate);
    expect(words).toContain(`${LISTED}/one`);
    expect(internet.contacts(LISTED)).toEqual([]);
    expect(internet.contacts(UNLISTED)).toEqual([]);
  });
});

function targetOf(page: Page, address: string): Target {
  const targets = page.browser().targets();
  const found = targets.find((one) => one.type() === 'page' && one.url() === address);
  if (found === undefined) throw new Error(`nothing is open at ${address}`);
  return found;
}

/** Real input past the driver's own page, which it has lost. */
async function pressIn(target: Target, place: Told['place']): Promise<void> {
  const session = await target.createCDPSession();
  const press = { ...place, button: 'left', clickCount: 1 } as const;
  await session.send('Input.dispatchMouseEvent', { ...press, type: 'mousePressed' });
  await session.send('Input.dispatchMouseEvent', { ...press, type: 'mouseReleased' });
}

async function titleOfTab(url: string): Promise<string> {
  const [tab] = await chrome.tabs.query({ url: url.replace(/:\d+/, '') });
  return tab === undefined ? '' : chrome.action.getTitle({ tabId: tab.id });
}

function readGate(): { words: string } | undefined {
  const isThere = document.querySelector('main.gate #go-back') !== null;
  return isThere ? { words: document.body.innerText } : undefined;
}

declare const chrome: {
  readonly tabs: { query(filter: { url: string }): Promise<readonly { id: number }[]> };
  readonly action: { getTitle(where: { tabId: number }): Promise<string> };
};
