/** A chat page of the demo's shape into which a test writes whatever links it likes. */
import { createServer } from 'node:http';
import type { ElementHandle, Page } from 'puppeteer-core';
import { listen, type RunningServer } from '../../scripts/folder-server.ts';
import { until } from './until.ts';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Chat</title>
<link rel="icon" href="data:,">
<body data-demo-chat><div role="log" data-conversation-kind="direct"></div></body></html>`;

const SENTINEL = 'https://stopped.link-guard.invalid/';

/** Without any header that would keep a page from framing or calling what it likes. */
export function serveBareChat(): Promise<RunningServer> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PAGE);
  });
  return listen(server, 0);
}

/** What the guard has made of a link; `address` is what the page's attribute holds now. */
export interface LinkState {
  readonly state: 'stopped' | 'open' | 'untouched';
  readonly address: string;
}

/** Writes one message with one link that opens in a new tab; `id` is to be new on the page. */
export async function say(page: Page, id: string, address: string): Promise<void> {
  await page.evaluate(
    (name, href) => {
      const message = document.createElement('p');
      message.dataset.message = '';
      const link = document.createElement('a');
      link.id = name;
      link.target = '_blank';
      link.setAttribute('href', href);
      link.textContent = 'look at this';
      message.append(link);
      document.querySelector('[role="log"]')?.append(message);
    },
    id,
    address,
  );
}

export function stateOf(page: Page, id: string): Promise<LinkState> {
  return page.evaluate(
    (name, sentinel) => {
      const link = document.getElementById(name) as HTMLAnchorElement;
      const { href, relList } = link;
      if (href.startsWith(sentinel)) return { state: 'stopped' as const, address: href };
      const isOpen = relList.contains('noreferrer');
      return { state: isOpen ? ('open' as const) : ('untouched' as const), address: href };
    },
    id,
    SENTINEL,
  );
}

/** Waits until the guard has made this of the link. */
export async function untilState(
  page: Page,
  id: string,
  wanted: LinkState['state'],
  within = 10_000,
): Promise<LinkState> {
  return until(
    async () => {
      const now = await stateOf(page, id);
      return now.state === wanted && now;
    },
    { what: `the link "${id}" to be ${wanted}`, within },
  );
}

export async function press(page: Page, id: string): Promise<void> {
  await page.bringToFront();
  const link = (await page.$(`#${id}`)) as ElementHandle<Element> | null;
  if (link === null) throw new Error(`no link "${id}" on the page`);
  await link.click();
}
