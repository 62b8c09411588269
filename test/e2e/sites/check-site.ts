/// <reference lib="dom" />
/** Holds what is expected of a chat client's reduced page against what the extension sees in it. */
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { PageDescription, SeenLink } from '../../../src/extension/messaging/protocol.ts';
import type { GuardedBrowser } from '../../support/browsers.ts';
import { until } from '../../support/until.ts';
import type { Extension } from '../content-guarded-page.ts';
import { DRAFT, LISTED, PLAIN_DRAFT, type Sight, type SiteCase } from './site-case.ts';

/** Goes through the whole of it in a page that is there. */
export async function checkSite(
  browser: GuardedBrowser,
  extension: Extension,
  page: Page,
  one: SiteCase,
): Promise<void> {
  const description = await expectSight(page, extension, one, 'at first');
  expect(description.site).toBe(one.site);
  expect(description.isRecognised).toBe(one.site !== 'generic');
  await expectOrders(page, description, one);
  await expectSecret(browser, page, one);
  // What the page is told to show is one thing, in which kind it was judged another: this tells.
  await extension.choose('group', 'ask');
  for (const { chat, ...sight } of one.steps) {
    await page.evaluate(
      ([does, ...given]) => {
        const chats = (
          globalThis as unknown as { chat: Record<string, (...all: unknown[]) => void> }
        ).chat;
        chats[does as string]?.(...given);
      },
      [...chat] as unknown[],
    );
    const { links } = await expectSight(page, extension, sight, `after ${JSON.stringify(chat)}`);
    await expectStopped(page, extension, links, `after ${JSON.stringify(chat)}`);
  }
  await extension.choose('group', null);
  await expectUntouched(page, one.draft);
}

/** The popup, with every link's facts unfolded, names where the links lead and no secret. */
async function expectSecret(
  browser: GuardedBrowser,
  page: Page,
  { secret, leads = {} }: SiteCase,
): Promise<void> {
  if (secret === undefined) return;
  const tab = await browser.tabId(page);
  const popup = await browser.extensionPage(`src/extension/pages/popup/index.html?tab=${tab}`);
  const hosts = Object.values(leads).map((address) => new URL(address).hostname);
  const shown = await until(
    async () => {
      const text = await popup.evaluate(() => {
        for (const closed of document.querySelectorAll('details:not([open])')) {
          closed.querySelector('summary')?.click();
        }
        return document.body.innerHTML;
      });
      return hosts.every((host) => text.includes(host)) && text.includes('class="chain"') && text;
    },
    { what: `the popup to show ${hosts.join(', ')}` },
  );
  expect(shown).not.toContain(secret);
  await popup.close();
  await page.bringToFront();
}

async function expectSight(
  page: Page,
  extension: Extension,
  { page: kind, links }: Sight,
  when: string,
): Promise<PageDescription> {
  let seen: Sight | undefined;
  let description: PageDescription | undefined;
  const isSeen = async () => {
    description = await extension.describe(page);
    seen = sightOf(description);
    const isJudged = description.links.every(({ action }) => action !== 'pending');
    return isJudged && isDeepStrictEqual(seen, { page: kind, links });
  };
  await until(isSeen, { what: when, within: 5_000 }).catch(() => undefined);
  expect(seen, when).toEqual({ page: kind, links });
  if (description === undefined) throw new Error(`${when}: the page told nothing`);
  return description;
}

/** Links in groups, by the choice for them, and listed ones anywhere; no other. */
async function expectStopped(
  page: Page,
  extension: Extension,
  links: readonly SeenLink[],
  when: string,
): Promise<void> {
  const wanted = links
    .filter(({ context, href }) => context === 'group' || href.includes('.link-guard.example'))
    .map(({ text }) => text)
    .toSorted();
  let stopped: readonly string[] = [];
  const areStopped = async () => {
    const now = await extension.describe(page);
    stopped = now.links
      .filter(({ action }) => action !== 'open')
      .map(({ text }) => text)
      .toSorted();
    return isDeepStrictEqual(stopped, wanted);
  };
  await until(areStopped, { what: when, within: 5_000 }).catch(() => undefined);
  expect(stopped, `${when}: stopped`).toEqual(wanted);
}

function sightOf(description: PageDescription): Sight {
  const links = description.links.map((link) => [link.text, placeOf(link)] as const);
  return { page: kindOf(description), links: Object.fromEntries(links) };
}

function placeOf(link: SeenLink): string {
  const message = link.message === '' ? 'no id' : link.message;
  return `${kindOf(link)}; ${link.direction}; ${message}`;
}

function kindOf({
  context,
  certainty,
  mayBeBot,
}: Pick<SeenLink, 'context' | 'certainty' | 'mayBeBot'>): string {
  const kind = certainty === 'none' ? context : `${context} ${certainty}`;
  return mayBeBot ? `${kind}, or a bot` : kind;
}

/** Listed links hold no destination, wrapped ones their real one. */
async function expectOrders(
  page: Page,
  { links }: PageDescription,
  { stopped, leads = {} }: SiteCase,
): Promise<void> {
  const actions = links.filter(({ action }) => action !== 'open').map(({ text }) => text);
  expect(actions.toSorted()).toEqual([...stopped].toSorted());
  const told = () =>
    page.evaluate(
      (listed) =>
        [...document.querySelectorAll('a')].map((link) => ({
          text: link.textContent?.trim() ?? '',
          href: link.getAttribute('href'),
          // A tooltip leads nowhere.
          isHeld: [...link.attributes].some(
            ({ name, value }) => name !== 'title' && value.includes(listed),
          ),
        })),
      LISTED,
    );
  const wanted = {
    ...leads,
    ...Object.fromEntries(stopped.map((text) => [text, 'a sentinel'])),
  };
  const written = async () => {
    const all = await told();
    return Object.fromEntries(
      Object.keys(wanted).map((wantedText) => {
        const { href, isHeld } = all.find(({ text }) => text === wantedText) ?? {};
        // No other attribute of a stopped link may hold its address either.
        const isStopped = href?.includes('.link-guard.invalid/') && !isHeld;
        return [wantedText, isStopped ? 'a sentinel' : href];
      }),
    );
  };
  await until(async () => isDeepStrictEqual(await written(), wanted), {
    what: 'the links to be rewritten',
    within: 5_000,
  }).catch(() => undefined);
  expect(await written()).toEqual(wanted);
}

/** What is not a message's is as it was: links that say so, and what the person writes. */
async function expectUntouched(page: Page, draft: string): Promise<void> {
  const seen = await page.evaluate((selector) => {
    const composer = document.querySelector(selector);
    const isPlain = composer instanceof HTMLTextAreaElement;
    const others = [...document.querySelectorAll('a')]
      .filter(({ textContent }) => textContent?.startsWith('not: '))
      .map((link) => link.getAttribute('href') ?? '');
    return { draft: isPlain ? composer.value : composer?.innerHTML, isPlain, others };
  }, draft);
  expect(seen.draft).toBe(seen.isPlain ? PLAIN_DRAFT : DRAFT);
  expect(seen.others.length).toBeGreaterThanOrEqual(3);
  expect(seen.others.filter((href) => new URL(href).hostname !== LISTED)).toEqual([]);
}
