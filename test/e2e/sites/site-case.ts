/// <reference lib="dom" />
/** What is expected of one chat client's reduced page, as data; and how it is held against it. */
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { PageDescription, SeenLink } from '../../../src/extension/messaging/protocol.ts';
import { until } from '../../support/until.ts';
import type { Extension } from '../content-guarded-page.ts';

/** Listed as phishing in every ruleset, like all hosts below it. */
export const LISTED = 'phishing.link-guard.example';

/** What stands in every editable composer of the reduced pages. */
export const DRAFT = `half a sentence <a href="https://${LISTED}/draft">not: draft</a>`;
/** The same in one of plain text. */
export const PLAIN_DRAFT = `half a sentence https://${LISTED}/draft`;

export interface Sight {
  /** The conversation in view, like `group sure` or `direct sure, or a bot`. */
  readonly page: string;
  /**
   * Every message's link in view, by its text: kind, whose, which, like
   * `direct sure, or a bot; other; m7`.
   */
  readonly links: Readonly<Record<string, string>>;
}

/** Links that stand in conversations of one kind, by their text: whose, and which message. */
export function all(kind: string, links: Readonly<Record<string, string>>): Sight['links'] {
  return Object.fromEntries(Object.entries(links).map(([text, of]) => [text, `${kind}; ${of}`]));
}

export interface Step extends Sight {
  /** What the reduced page is told to do: one of `chat`'s functions, with its arguments. */
  readonly chat: readonly ['append' | 'edit' | 'recycle' | 'open', ...unknown[]];
}

export interface SiteCase extends Sight {
  readonly site: string;
  /** Name of the reduced page in `test/fixtures/sites`, where it is not the site's. */
  readonly fixture?: string;
  /** Where it is served: the client's own host and path; for self-hosted ones, localhost. */
  readonly at: string;
  /** Match patterns, where the person has to turn the site on. */
  readonly turnedOn?: readonly string[];
  /** Texts of links, at first, that lead to what is listed. */
  readonly stopped: readonly string[];
  /** Where links that were wrapped lead, at first, by their text. */
  readonly leads?: Readonly<Record<string, string>>;
  /** Selector of what holds the draft. */
  readonly draft: string;
  readonly steps: readonly Step[];
}

/** Goes through the whole of it in a page that is there. */
export async function checkSite(page: Page, extension: Extension, one: SiteCase): Promise<void> {
  const description = await expectSight(page, extension, one, 'at first');
  expect(description.site).toBe(one.site);
  expect(description.isRecognised).toBe(one.site !== 'generic');
  await expectOrders(page, description, one);
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
    await expectSight(page, extension, sight, `after ${JSON.stringify(chat)}`);
  }
  await expectUntouched(page, one.draft);
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
    page.evaluate(() =>
      [...document.querySelectorAll('a')].map(
        (link) => [link.textContent?.trim() ?? '', link.getAttribute('href') ?? ''] as const,
      ),
    );
  const wanted = {
    ...leads,
    ...Object.fromEntries(stopped.map((text) => [text, 'a sentinel'])),
  };
  const written = async () => {
    const all = Object.fromEntries(await told());
    return Object.fromEntries(
      Object.keys(wanted).map((text) => {
        const href = all[text];
        return [text, href?.includes('.link-guard.invalid/') ? 'a sentinel' : href];
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
