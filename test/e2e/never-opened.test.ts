/// <reference lib="dom" />
/**
 * "We never open your links": whatever becomes of the links of a chat, and whatever is done with
 * them short of following one, the hosts that they lead to hear nothing; and what the service hears
 * is padded prefixes. A browser behind a proxy resolves no names itself, so the tunnels that it asks
 * the proxy for are all that could be seen of it from outside.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { expressionsOf, fullHashOf, prefixOf, understand } from '../../src/policy/index.ts';
import { prepareWorld, type World } from '../attacks/world.ts';
import { ask, forgetBackOff, GATE, lookForUpdate, readGateText } from '../support/fault-ground.ts';
import { goOn } from '../support/net-ground.ts';
import {
  expectKnownPlaces,
  expectOrdinaryHeaders,
  expectPaddedPrefixes,
  lookupsOf,
} from '../support/sent.ts';
import type { FrontMode } from '../support/service-front.ts';
import { until } from '../support/until.ts';
import { chat, message } from './content-pages.ts';

/** Listed in every ruleset. */
const LISTED = 'phishing.link-guard.example';
const FENCE = 'fence.example';

/** A person's own definition of these pages. */
const SITE = {
  id: 'own-chat',
  name: { en: 'Own chat', zh: '自己的聊天' },
  fingerprint: '#log',
  list: '#log',
  message: '[data-message]',
  clues: [],
  lastVerified: '2026-11-20',
};

/**
 * What a browser asks for by itself, with or without us; and when a stopped link is pressed, the
 * reserved name that stands in it, which is nobody's and the same everywhere.
 */
const OF_THE_BROWSER =
  /^stopped\.link-guard\.invalid$|(^|\.)(mozilla\.(com|net|org)|firefox\.com|mozgcp\.net|google\.com|googleapis\.com|gstatic\.com|gvt1\.com)$/;

interface Link {
  readonly id: string;
  readonly address: string;
  readonly text?: string;
  readonly becomes: 'open' | 'stopped' | 'untouched';
}

/** A link for everything that may become of one; no two tests share a host. */
function linksIn(name: string): readonly Link[] {
  const own = (id: string) => `${id}-${name}.linked.example`;
  const inside = encodeURIComponent(`https://${own('inside')}/a?utm_source=x`);
  return [
    { id: 'open', address: `https://${own('open')}/path?utm_source=chat#there`, becomes: 'open' },
    { id: 'plain', address: `http://${own('plain')}/`, becomes: 'open' },
    { id: 'wrapped', address: `https://link.zhihu.com/?target=${inside}`, becomes: 'open' },
    { id: 'short', address: `https://bit.ly/${name}`, becomes: 'stopped' },
    { id: 'number', address: 'http://203.0.113.9/', becomes: 'stopped' },
    { id: 'alike', address: 'https://www.tаobao.com/sale', becomes: 'stopped' },
    {
      ...{ id: 'lie', address: `https://${own('lie')}/`, text: 'www.icbc.com.cn' },
      becomes: 'stopped',
    },
    { id: 'listed', address: `https://${LISTED}/login`, becomes: 'stopped' },
    { id: 'letter', address: `mailto:a@${own('letter')}`, becomes: 'untouched' },
  ];
}

const unlistedIn = (name: string) => linksIn(name).filter(({ id }) => id !== 'listed');

/** Written in a message, and no link. */
const wordsOf = (name: string) => `https://words-${name}.linked.example/not-a-link`;

const CASES: readonly [name: string, mode: FrontMode, isKilled: boolean][] = [
  ['warm', 'up', false],
  ['killed', 'up', true],
  ['down', 'down', false],
  ['slow', 'slow', false],
  ['lying', 'html', true],
];

describe.each(BROWSERS)('no link is opened by us, in %s', (name) => {
  let world: World;
  beforeAll(async () => {
    world = await prepareWorld(name, ['opened']);
  });
  afterAll(() => world.close());
  afterEach(async () => {
    await world.service.front.setMode('up');
    await forgetBackOff(world.desk);
    await world.clear();
    world.internet.clear();
  });

  test.each(CASES)('a chat is read, %s', async (at, mode, isKilled) => {
    const { browser, service, internet } = world;
    internet.clear();
    await service.front.setMode(mode);
    if (isKilled) await browser.killWorker();
    const page = await browser.newPage(show(at));
    await page.bringToFront();
    // Before anything is judged, while it is, and after.
    for (let round = 0; round < 2; round += 1) {
      await readThrough(page, at);
      await untilJudged(page, at);
    }
    await quiet();
  });

  test('the popup, the options and the gate are opened, and nothing beyond', async () => {
    const { browser, internet } = world;
    internet.clear();
    const at = 'surfaces';
    const page = await browser.newPage(show(at));
    await page.bringToFront();
    await untilJudged(page, at);
    const tab = await browser.tabId(page);
    const popup = await browser.extensionPage(`src/extension/pages/popup/index.html?tab=${tab}`);
    await until(() => popup.evaluate(() => document.querySelectorAll('details').length > 3), {
      what: 'the links in the popup',
    });
    await popup.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    const options = await browser.extensionPage('src/extension/pages/options/index.html');
    await until(() => options.evaluate(() => document.querySelector('h1') !== null), {
      what: 'the options',
    });
    for (const id of ['short', 'alike', 'listed']) {
      await page.bringToFront();
      await page.click(`#${id}`);
      expect((await browser.readAndClose(GATE, readGateText)).text).not.toBe('');
    }
    await quiet();
  });

  test('an address is typed, and asked about like any other', async () => {
    const { browser, service, internet } = world;
    internet.clear();
    const page = await browser.newPage(show('typed'));
    await page.bringToFront();
    await untilJudged(page, 'typed');
    const before = lookupsOf(service.front.requests()).length;
    await page.focus('#composer');
    await page.keyboard.type(`https://typed.linked.example/a see https://${LISTED}/typed `);
    await until(() => lookupsOf(service.front.requests()).length > before, {
      what: 'the question to the service',
    });
    await quiet();
  });

  test('a choice, a complaint and a new ruleset change what becomes of them, and no more', async () => {
    const { browser, desk, service, internet } = world;
    internet.clear();
    const at = 'changes';
    const page = await browser.newPage(show(at));
    await page.bringToFront();
    await untilJudged(page, at);
    for (const choice of ['ask', 'block', null]) {
      await ask(desk, 'choice.set', { context: 'group', choice });
      await until(async () => isStopped(await hrefOf(page, 'open')) === (choice !== null), {
        what: `the link to follow the choice ${choice}`,
      });
    }
    await ask(desk, 'complaint.file', {
      ...{
        address: `https://lie-${at}.linked.example/`,
        kind: 'fraud',
        context: 'group',
        comment: '',
      },
    });
    await until(() => service.complaints(`https://lie-${at}.linked.example/`) === 1, {
      what: 'the complaint',
    });
    await service.publish({});
    await lookForUpdate(desk);
    await untilJudged(page, at, ['listed']);
    await quiet();
  });

  test('with questions set to local-only the service hears nothing', async () => {
    const { desk, service } = world;
    await ask(desk, 'lookups.set', { mode: 'local-only' });
    const before = lookupsOf(service.front.requests()).length;
    await showJudged('local-only', linksIn('local-only'));
    expect(lookupsOf(service.front.requests()).slice(before)).toEqual([]);
    await ask(desk, 'lookups.set', { mode: 'real-time' });
  });

  test('with questions set to on-local-hit the service hears of what is listed here, and of nothing else', async () => {
    const { desk, service } = world;
    await ask(desk, 'lookups.set', { mode: 'on-local-hit' });
    const before = lookupsOf(service.front.requests()).length;
    const asked = () => lookupsOf(service.front.requests()).slice(before);
    const told = () => new Set(asked().flatMap(({ body }) => prefixesToldIn(body)));
    // A host that nobody was asked about before.
    const listed = `https://hit.${LISTED}/login`;
    const [unlisted, others] = [unlistedIn('on-local-hit'), unlistedIn('on-no-hit')];
    await showJudged('on-local-hit', [
      ...unlisted,
      { id: 'listed', address: listed, becomes: 'stopped' },
    ]);
    const [meant = ''] = prefixesOf(listed);
    await until(() => told().has(meant), { what: 'the question about the listed link' });
    expectPaddedPrefixes(asked());
    const seen = asked().length;
    await showJudged('on-no-hit', others);
    expect(asked()).toHaveLength(seen);
    const silent = [...unlisted, ...others].flatMap(({ address }) => prefixesOf(address));
    expect(silent.length).toBeGreaterThan(unlisted.length);
    expect(silent.filter((prefix) => told().has(prefix))).toEqual([]);
    await ask(desk, 'lookups.set', { mode: 'real-time' });
  });

  test('a link is tried, a site is tried, a link is copied, and nobody is contacted', async () => {
    const { browser, desk, internet } = world;
    internet.clear();
    const at = 'tried';
    const page = await browser.newPage(show(at));
    await page.bringToFront();
    await untilJudged(page, at);
    for (const { address, text = 'look' } of linksIn(at)) {
      await ask(desk, 'link.try', { href: address, text, site: 'demo' });
    }
    const tabId = await browser.tabId(page);
    expect(await ask(desk, 'site.try', { tabId, site: SITE })).toMatchObject({ messages: 10 });
    await page.bringToFront();
    const words = { original: 'Copy original address', cleaned: 'Copy cleaned address' };
    for (const [entry, title] of Object.entries(words)) {
      await browser.pickFromMenu(page, '#short', entry, title);
    }
    await quiet();
  });

  test('a person goes on from one gate, and that host alone is contacted', async () => {
    const { browser, internet } = world;
    const page = await browser.newPage(show('gone'));
    await page.bringToFront();
    await untilJudged(page, 'gone');
    internet.clear();
    await page.click('#lie');
    const gate = await browser.findExtensionPage(GATE);
    await goOn(gate);
    const host = 'lie-gone.linked.example';
    await until(() => internet.requests(host).length > 0, { what: 'the page of the link' });
    await fence(world);
    const others = internet
      .hosts()
      .filter((one) => ![host, FENCE].includes(one) && !OF_THE_BROWSER.test(one));
    expect(others).toEqual([]);
  });

  test('what left for the service was padded prefixes of constant size, and files', () => {
    const sent = world.service.front.requests();
    const lookups = lookupsOf(sent);
    expect(lookups.length).toBeGreaterThan(2);
    expectPaddedPrefixes(lookups);
    expectOrdinaryHeaders(sent);
    expectKnownPlaces(sent);
    const sizes = new Map<number, Set<number>>();
    for (const { body } of lookups) {
      const { prefixes } = JSON.parse(body) as { prefixes: unknown[] };
      sizes.set(prefixes.length, (sizes.get(prefixes.length) ?? new Set()).add(body.length));
    }
    for (const lengths of sizes.values()) expect(lengths.size).toBe(1);
    const complaints = (path: string) => path.startsWith('/v1/complaints');
    for (const { path, body, headers } of sent.filter((one) => !complaints(one.path))) {
      expect(`${path} ${body} ${JSON.stringify(headers)}`).not.toMatch(
        /linked|example\/|zhihu|bit\.ly|icbc|localhost/,
      );
    }
  });

  test('a person’s own press is what opens one, and these tests would have seen it', async () => {
    const { browser, internet } = world;
    internet.clear();
    const page = await browser.newPage(show('pressed'));
    await page.bringToFront();
    await untilJudged(page, 'pressed');
    await page.click('#open');
    const host = 'open-pressed.linked.example';
    await until(() => internet.requests(host).length > 0, { what: 'the page of the link' });
    expect(internet.contacts(host).length).toBeGreaterThan(0);
  });

  /** Waits until all of these links are judged, and whatever was asked has been asked. */
  async function showJudged(at: string, links: readonly Link[]): Promise<void> {
    world.internet.clear();
    const page = await world.browser.newPage(show(at, links));
    await page.bringToFront();
    await untilAllJudged(page, links);
    await quiet();
  }

  /** Address of a guarded chat with these links in it, and room to scroll. */
  function show(at: string, shown = linksIn(at)): string {
    const links = shown.map(({ id, address, text = id }) =>
      message(
        `<p style="min-height:200px"><a id="${id}" target="_blank" href="${address}">${text}</a></p>`,
      ),
    );
    return world.pages.add({
      body: chat(links.join('') + message(wordsOf(at)), {
        after: '<textarea id="composer"></textarea>',
      }),
    });
  }

  /** Every tunnel that was asked for, but by the browser itself and by the fence of this test. */
  async function quiet(): Promise<void> {
    await fence(world);
    const asked = world.internet
      .hosts()
      .filter((host) => host !== FENCE && !OF_THE_BROWSER.test(host));
    expect(asked).toEqual([]);
  }
});

/** As a person does who reads: pointer and focus on each link, down and up again. */
async function readThrough(page: Page, at: string): Promise<void> {
  for (const { id } of linksIn(at)) {
    await page.hover(`#${id}`);
    await page.focus(`#${id}`);
  }
  await page.mouse.wheel({ deltaY: 4_000 });
  await page.mouse.wheel({ deltaY: -4_000 });
}

function untilJudged(page: Page, at: string, ids = linksIn(at).map(({ id }) => id)): Promise<void> {
  return untilAllJudged(
    page,
    linksIn(at).filter(({ id }) => ids.includes(id)),
  );
}

async function untilAllJudged(page: Page, links: readonly Link[]): Promise<void> {
  for (const { id, becomes } of links) {
    await until(async () => (await becameOf(page, id)) === becomes, {
      what: `#${id} to be ${becomes}`,
    });
  }
}

async function becameOf(page: Page, id: string): Promise<Link['becomes']> {
  if (isStopped(await hrefOf(page, id))) return 'stopped';
  const isOpen = await page.evaluate(
    (one) => document.getElementById(one)?.matches('[rel~=noreferrer]') ?? false,
    id,
  );
  return isOpen ? 'open' : 'untouched';
}

function hrefOf(page: Page, id: string): Promise<string> {
  return page.evaluate((one) => document.getElementById(one)?.getAttribute('href') ?? '', id);
}

/** Of every address on the way, as the service would know them. */
function prefixesOf(address: string): readonly string[] {
  const expressions = understand(address).addresses.flatMap(expressionsOf);
  return expressions.map((expression) => prefixOf(fullHashOf(expression)));
}

function prefixesToldIn(body: string): readonly string[] {
  return (JSON.parse(body) as { readonly prefixes: readonly string[] }).prefixes;
}

function isStopped(href: string): boolean {
  return href.includes('.invalid/');
}

/** A request of our own arrives, behind whatever else was sent. */
async function fence({ desk, internet }: World): Promise<void> {
  const address = `https://${FENCE}/${crypto.randomUUID()}`;
  await desk.evaluate(async (to) => {
    await fetch(to, { mode: 'no-cors' }).catch(() => undefined);
  }, address);
  await until(() => internet.requests(FENCE).some(({ url }) => url === address), {
    what: 'the fence',
  });
}
