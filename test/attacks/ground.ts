/// <reference lib="dom" />
/** What one run of one attack stands on: hosts of its own, its pages, its hands and its oracles. */
import type { Frame, KeyInput, MouseButton, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { PageDescription } from '../../src/extension/messaging/protocol.ts';
import { chat, message } from '../e2e/content-pages.ts';
import { GATE } from '../support/fault-ground.ts';
import type { Page as Answer } from '../support/internet.ts';
import { until } from '../support/until.ts';
import { approvalsOf } from './approvals.ts';
import type { Layer, Mode } from './attack.ts';
import { hostsOf, type Step, untilNetHolds, type World } from './world.ts';

const SENTINEL = 'https://stopped.link-guard.invalid/';
const FENCE = 'fence.example';
const SIGNALS = 'signals.example';
const ELSEWHERE = 'elsewhere.example';
const AWAY = 'away.example';
/** Listed nowhere, and asked about once: every control leads there. */
const OPEN = 'open.example';

export interface Press {
  readonly button?: MouseButton;
  readonly keys?: readonly KeyInput[];
  readonly count?: number;
}

export interface GateSeen {
  readonly action: string;
  readonly words: string;
}

export interface ChatChoice {
  /** Markup in the head, and after the list of messages. */
  readonly head?: string;
  readonly after?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let freshHosts = 0;

type Hop = keyof typeof HOPS;

const HOPS = {
  '302': (to: string) => ({ status: 302, headers: { Location: to } }),
  '307': (to: string) => ({ status: 307, headers: { Location: to } }),
  meta: (to: string) => ({ body: `<meta http-equiv="refresh" content="0;url=${to}">` }),
  script: (to: string) => ({ body: `<script>location = ${JSON.stringify(to)}</script>` }),
  refresh: (to: string) => ({ headers: { Refresh: `0;url=${to}` } }),
} satisfies Record<string, (to: string) => Answer>;

/** What happened that only the one who did it can know. */
interface Noted {
  isRewritten: boolean;
  hasGate: boolean;
}

declare const chrome: {
  readonly storage: {
    readonly session: {
      get(key: string): Promise<Record<string, readonly { readonly tabId: number }[] | undefined>>;
    };
  };
  readonly tabs: {
    create(how: { url: string }): Promise<unknown>;
    update(tabId: number, how: { url: string }): Promise<unknown>;
    sendMessage(tabId: number, message: unknown): Promise<unknown>;
  };
};

export class Ground {
  readonly world: World;
  readonly mode: Mode;
  /** A listed host that chats may lead to; no other run has it. */
  readonly listed: string;
  /** A listed host that is in no chat's links; no other run has it. */
  readonly unseen: string;
  readonly open = OPEN;
  readonly #noted: Noted = { isRewritten: false, hasGate: false };
  #since = Date.now();
  readonly #token = crypto.randomUUID();
  #arrived: number | undefined;

  constructor(world: World, mode: Mode, id: string) {
    this.world = world;
    this.mode = mode;
    const { listed, unseen } = hostsOf(id, mode);
    this.listed = listed;
    this.unseen = unseen;
  }

  get browser() {
    return this.world.browser;
  }

  get name() {
    return this.world.name;
  }

  /** Address of a demo chat with these messages, on localhost or on a host of the test internet. */
  chat(
    messages: string | readonly string[],
    { headers, ...around }: ChatChoice = {},
    host?: string,
  ): string {
    const all = typeof messages === 'string' ? [messages] : messages;
    const body = chat(all.map(message).join(''), around);
    if (host === undefined) return this.serve(body, headers);
    return this.answer(`https://${host}/`, { body, ...(headers && { headers }) });
  }

  /** Address on localhost, which is guarded, of a page of exactly this text. */
  serve(body: string, headers: Readonly<Record<string, string>> = {}): string {
    return this.world.pages.add({ body, headers });
  }

  /** Address on localhost that redirects. */
  redirect(to: string): string {
    return this.world.pages.add({ status: 302, headers: { Location: to } });
  }

  /** A link to the listed host that opens beside the chat; what stands there tells which it was. */
  link(id: string): string {
    return `<a id="${id}" target="_blank" href="https://${this.listed}/${id}">link ${id}</a>`;
  }

  /** A host that is listed nowhere, and of which nobody has ever been asked. */
  fresh(name: string): string {
    freshHosts += 1;
    return `${name}-${freshHosts}.example`;
  }

  /** Address on a host that is neither guarded nor listed, of a page of exactly this text. */
  elsewhere(body: string): string {
    return this.answer(`https://${ELSEWHERE}/`, { body });
  }

  /** What is answered at this address of the test internet, whatever the path; gives it back. */
  answer(address: string, page: Answer): string {
    this.world.answer(address, page);
    return address;
  }

  /** Address on a host that is neither guarded nor listed, from which a page comes to another. */
  away(how: Hop, to: string): string {
    return this.answer(`https://${AWAY}/${how}`, HOPS[how](to));
  }

  /** A second hop, on yet another host. */
  secondHop(to: string): string {
    return this.answer(`https://${ELSEWHERE}/second`, HOPS['302'](to));
  }

  /** Goes there in a tab of its own, as somebody did before; that does not count. */
  async visitEarlier(to: string): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(to);
    this.forget();
    return page;
  }

  /** Opens a chat that is not yet an attack, and waits until it is there. */
  async show(messages: string | readonly string[], choice?: ChatChoice): Promise<Page> {
    const page = await this.browser.newPage(this.chat(messages, choice));
    await page.bringToFront();
    await this.untilNoted(page);
    return page;
  }

  /** The attack begins: in the mode for it the worker is killed now. */
  async attack<T>(act: () => T | Promise<T>): Promise<T> {
    if (this.mode === 'killed') await this.browser.killWorker();
    return act();
  }

  /** Goes to a page that attacks as it loads: nobody has pressed anything in its tab. */
  async visit(address: string): Promise<Page> {
    const page = await this.browser.newPage();
    await page.bringToFront();
    await this.attack(() => {
      // It may go elsewhere before it has loaded, or be stopped: neither is the driver's business.
      page.goto(address, { waitUntil: 'domcontentloaded' }).catch(() => undefined);
    });
    return page;
  }

  /** Waits for the page itself: the driver can miss that a tab which was elsewhere has loaded. */
  async go(page: Page, address: string): Promise<void> {
    page.goto(address).catch(() => undefined);
    const isThere = (to: string) => location.href === to && document.readyState === 'complete';
    await until(() => page.evaluate(isThere, address), {
      what: `${address} in its tab`,
      each: 2_000,
    });
  }

  /** Real input in the middle of an element; never a scripted click. */
  async press(page: Page, selector: string, { button, keys = [], count }: Press = {}) {
    const { x, y } = await placeOf(page, selector);
    for (const key of keys) await page.keyboard.down(key);
    await this.#pressed(
      page.mouse.click(x, y, {
        ...(button === undefined ? {} : { button }),
        ...(count === undefined ? {} : { count }),
      }),
    );
    for (const key of keys.toReversed()) await page.keyboard.up(key);
  }

  /** Chromium answers to no press on a page that a tab of its own now covers; the press is done. */
  async #pressed(press: Promise<void> | undefined): Promise<void> {
    const before = (await this.browser.tabs()).length;
    let isAnswered = false;
    const answered = Promise.resolve(press)
      // It may fail later, when the page is closed.
      .catch(() => undefined)
      .then(() => {
        isAnswered = true;
      });
    const opened = until(async () => isAnswered || (await this.browser.tabs()).length !== before, {
      what: 'the end of a press',
      within: 1_000,
    }).catch(() => undefined);
    await Promise.race([answered, opened]);
  }

  /** The same in the first frame of the page, once it is there. */
  async pressInFrame(page: Page, selector: string, { button }: Press = {}) {
    await page.waitForSelector('iframe[data-ready]');
    const frame = await until(() => page.frames()[1], { what: 'the frame' });
    const element = await frame.waitForSelector(selector);
    await this.#pressed(element?.click(button === undefined ? {} : { button }));
  }

  /** The mouse takes the element a little way along. */
  async drag(page: Page, selector: string) {
    const { x, y } = await placeOf(page, selector);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 40, { steps: 5 });
    await page.mouse.up();
  }

  /** In a new tab, as from the menu of the browser or when it is dropped there. */
  async openElsewhere(address: string): Promise<void> {
    const page = await this.browser.newPage();
    page.goto(address).catch(() => undefined);
  }

  /** Real keys on the element that has the focus then. */
  async type(page: Page, selector: string, key: KeyInput, held: readonly KeyInput[] = []) {
    await page.focus(selector);
    for (const one of held) await page.keyboard.down(one);
    await page.keyboard.press(key);
    for (const one of held.toReversed()) await page.keyboard.up(one);
  }

  /** The attribute as it stands in the page. */
  href(page: Page | Frame, selector: string): Promise<string | null> {
    return page.evaluate(hrefOf, selector);
  }

  /** Waits until the links are rewritten: a sentinel stands in the place of their destination. */
  async untilStopped(page: Page | Frame, ...selectors: string[]): Promise<void> {
    for (const selector of selectors) {
      await until(async () => (await this.href(page, selector))?.startsWith(SENTINEL), {
        what: `${selector} to be stopped`,
      });
    }
    this.noteRewritten();
  }

  /** For a page in which `untilStopped` cannot look. */
  noteRewritten(): void {
    this.#noted.isRewritten = true;
  }

  /** Waits until a link may open and holds its real destination. */
  async untilOpen(page: Page, selector: string): Promise<void> {
    await until(
      () =>
        page.evaluate((one) => document.querySelector(one)?.matches('[rel~=noreferrer]'), selector),
      { what: `${selector} to be open` },
    );
  }

  /** Waits until the network net knows the listed host as one seen in a chat of this session. */
  untilSeen(): Promise<void> {
    return untilNetHolds(this.world.desk, 'getSessionRules', this.listed);
  }

  /** Waits until the worker has noted this chat's tab: it is to be ended idle, not at work. */
  async untilNoted(page: Page): Promise<void> {
    if (this.mode !== 'killed') return;
    const tab = await this.browser.tabId(page);
    await until(
      () =>
        this.world.desk.evaluate(async (id) => {
          const kept = (await chrome.storage.session.get('watched-tabs'))['watched-tabs'];
          return kept?.some(({ tabId }) => tabId === id) ?? false;
        }, tab),
      { what: 'the chat’s tab to be noted' },
    );
  }

  /** As any other extension can. */
  openByExtension(url: string): Promise<void> {
    return this.world.desk.evaluate(async (to) => {
      await chrome.tabs.create({ url: to });
    }, url);
  }

  async sendByExtension(page: Page, url: string): Promise<void> {
    const tab = await this.browser.tabId(page);
    await this.world.desk.evaluate(
      async (id, to) => {
        await chrome.tabs.update(id, { url: to });
      },
      tab,
      url,
    );
  }

  /** Waits for the gate in whichever tab, reads it and closes it. */
  async gate(): Promise<GateSeen> {
    try {
      const seen = await this.browser.readAndClose(GATE, readGate);
      this.#noted.hasGate = true;
      return seen;
    } catch (cause) {
      const [tabs, trail] = [await this.browser.tabs(), await this.#trail()];
      throw new Error(`no gate; open are ${tabs.join(' ')}; there was ${JSON.stringify(trail)}`, {
        cause,
      });
    }
  }

  async #trail(): Promise<readonly Step[]> {
    const { world } = this;
    const steps = [...(await world.trail(this.listed)), ...(await world.trail(this.unseen))];
    return steps.filter(({ at }) => at >= this.#since);
  }

  /** How many gates are open, now that everything before this has been answered. */
  async gates(): Promise<number> {
    await this.fence();
    return (await this.browser.tabs()).filter((address) => address.includes(GATE)).length;
  }

  /** ZERO, so far: everything that was sent before this has arrived, and nothing of it there. */
  async zero(...hosts: readonly string[]): Promise<void> {
    await this.fence();
    for (const host of hosts.length === 0 ? [this.listed, this.unseen] : hosts) {
      expect(this.requests(host)).toEqual([]);
    }
  }

  /** ZERO below HTTP: the browser has not even asked for a connection. */
  async noContact(...hosts: readonly string[]): Promise<void> {
    await this.fence();
    for (const host of hosts.length === 0 ? [this.listed, this.unseen] : hosts) {
      const contacts = this.#hostsOf(host).flatMap((one) => this.world.internet.contacts(one));
      expect(contacts.filter(({ at }) => at >= this.#since)).toEqual([]);
    }
  }

  /** What was asked for until now, in preparation, does not count. */
  forget(): void {
    this.#since = Date.now();
  }

  /** Of this host and of those below it. */
  requests(host: string): readonly string[] {
    return this.#hostsOf(host)
      .flatMap((one) => this.world.internet.requests(one))
      .filter(({ at }) => at >= this.#since)
      .map(({ method, url }) => `${method} ${url}`);
  }

  #hostsOf(host: string): readonly string[] {
    return this.world.internet.hosts().filter((one) => one === host || one.endsWith(`.${host}`));
  }

  /** Waits until something has been asked of this host: what a control, or a hole, shows. */
  async reached(host: string): Promise<void> {
    await until(() => this.requests(host).length > 0, { what: `a request to ${host}` });
  }

  /** The same, or a page of it came back without being asked for. */
  async shown(host: string): Promise<void> {
    const isShown = async () =>
      this.requests(host).length > 0 ||
      (await this.world.trail(`//${host}/`)).some(
        ({ event, at }) => event === 'committed' && at >= this.#since,
      );
    await until(isShown, { what: `a page of ${host}` });
  }

  /** How often pages have asked the worker to judge their links. */
  questions(): Promise<number> {
    return this.world.desk.evaluate(() => (globalThis as unknown as { asked: number }).asked);
  }

  /** What a page asks for to say that something has happened: a string literal of script. */
  signal(word: string): string {
    return JSON.stringify(`https://${SIGNALS}/${this.#token}/${word}`);
  }

  async signalled(word: string, within = 10_000): Promise<void> {
    const address = JSON.parse(this.signal(word)) as string;
    await until(() => this.requests(SIGNALS).includes(`GET ${address}`), { what: word, within });
  }

  /** What the popup would be told of the page. */
  async describe(page: Page): Promise<PageDescription> {
    const tab = await this.browser.tabId(page);
    const reply = await this.world.desk.evaluate(
      (id) => chrome.tabs.sendMessage(id, { protocol: 'background', name: 'page.describe' }),
      tab,
    );
    return (reply as { value: PageDescription }).value;
  }

  /** STATE: everything by which a person has let something through. */
  approvals(): Promise<unknown> {
    return approvalsOf(this.world.desk);
  }

  /** A request of our own goes out and arrives, behind whatever the attack has sent. */
  async fence(): Promise<void> {
    const address = `https://${FENCE}/${crypto.randomUUID()}`;
    await this.world.desk.evaluate(async (to) => {
      await fetch(to, { mode: 'no-cors' }).catch(() => undefined);
    }, address);
    await until(() => this.requests(FENCE).includes(`GET ${address}`), { what: 'the fence' });
  }

  /** What had arrived by now belongs to this run; what comes later was not waited for. */
  end(): void {
    this.#arrived = this.#toListed().length;
  }

  /** What came to the hosts of this run after its end. */
  lateRequests(): readonly string[] {
    return this.#arrived === undefined ? [] : this.#toListed().slice(this.#arrived);
  }

  #toListed(): readonly string[] {
    return [...this.requests(this.listed), ...this.requests(this.unseen)];
  }

  /** What stopped it, as far as that can be told from what happened. */
  async layer(): Promise<Layer | undefined> {
    const steps = await this.#trail();
    if (steps.some(({ event }) => event === 'committed')) {
      return this.#noted.hasGate ? 'watch' : undefined;
    }
    if (steps.length > 0) return 'net';
    if (this.#noted.isRewritten) return 'rewrite';
    return this.#noted.hasGate ? 'guard' : undefined;
  }
}

/** Where the middle of an element is, once it is in view. */
async function placeOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  return until(
    () =>
      page.evaluate((one) => {
        const element = document.querySelector(one);
        element?.scrollIntoView({ block: 'center', behavior: 'instant' });
        const [box] = element?.getClientRects() ?? [];
        if (box === undefined || box.width === 0) return undefined;
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }, selector),
    { what: `the place of ${selector}` },
  );
}

function hrefOf(selector: string): string | null {
  const link = document.querySelector(selector);
  return link?.getAttribute('href') ?? link?.getAttribute('xlink:href') ?? null;
}

function readGate(): GateSeen | undefined {
  const main = document.querySelector('main.gate');
  const action = /gate-(ask|warn|block|plain)/.exec(main?.className ?? '')?.[1];
  // "Loading" is plain too, and has no way back.
  if (action === undefined || document.querySelector('#go-back') === null) return undefined;
  return { action, words: document.body.innerText };
}
