/// <reference lib="dom" />
/** A01–A09: pages that click by themselves, and pages that change a link while it is pressed. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import type { Ground } from './ground.ts';

const MOST_CLICKS = 100;

const EVENTS_OF_A_PRESS = ['pointerdown', 'mousedown', 'mouseup', 'click', 'auxclick', 'keydown'];

export const EVENTS: readonly Attack[] = [
  {
    id: 'A01',
    title: 'A script clicks a stopped link a hundred times',
    required: 'nothing opens, and nothing is approved',
    layer: 'rewrite',
    async run(ground) {
      const before = await ground.approvals();
      const tabs = (await ground.browser.tabs()).length;
      const page = await ground.visit(
        ground.chat(ground.link('a'), {
          after: `<script>(${clickAgain})(${MOST_CLICKS}, ${ground.signal('clicked')})</script>`,
        }),
      );
      await ground.signalled('clicked');
      await ground.untilStopped(page, '#a');
      expect(await ground.browser.tabs()).toHaveLength(tabs + 1);
      expect(await ground.approvals()).toEqual(before);
    },
  },
  {
    id: 'A02',
    title: 'A script clicks our mark, by its place and by its element',
    required: 'nothing opens, and nothing is approved',
    layer: 'page',
    async run(ground) {
      const before = await ground.approvals();
      const page = await ground.show(ground.link('a'));
      await ground.untilStopped(page, '#a');
      await until(
        () => page.evaluate(() => document.querySelector('#a')?.nextElementSibling !== null),
        {
          what: 'the mark',
        },
      );
      const tabs = await ground.browser.tabs();
      await ground.attack(() => page.evaluate(pressMark));
      await ground.fence();
      expect(await ground.browser.tabs()).toEqual(tabs);
      expect(await ground.approvals()).toEqual(before);
    },
  },
  {
    id: 'A03',
    title: 'The first script of the page and of a frame keeps every press from going on',
    required: 'our listener was there before: the gate opens',
    async run(ground) {
      const deaf = `<script>for (const type of ${JSON.stringify(EVENTS_OF_A_PRESS)}) {
        addEventListener(type, (event) => event.stopImmediatePropagation(), true);
      }</script>`;
      const framed = `<!doctype html>${deaf}<body data-demo-chat><div role="log" data-conversation-kind="group"><p data-message>${ground.link('b')}</p></div>`;
      const page = await ground.show(ground.link('a'), {
        head: deaf,
        after: `<iframe id="frame" width="300" height="60" srcdoc="${framed.replaceAll('"', '&quot;')}"></iframe>`,
      });
      await ground.untilStopped(page, '#a');
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).words).toContain(ground.listed);
      await page.bringToFront();
      const frame = await until(() => page.frames()[1], { what: 'the frame' });
      await ground.untilStopped(frame, '#b');
      await (await frame.$('#b'))?.click();
      expect((await ground.gate()).words).toContain(ground.listed);
      await ground.noContact();
    },
  },
  {
    id: 'A04',
    title: 'The address is swapped while the link is pressed',
    required: 'the address at the time of the click decides: the gate opens',
    layer: 'guard',
    async run(ground) {
      await swapOn(ground, ['pointerdown', 'mousedown', 'focus', 'mouseup']);
      // The driver's finger is Chromium's alone.
      if (ground.name === 'chromium') await swapOn(ground, ['touchstart', 'touchend'], tap);
    },
  },
  {
    id: 'A05',
    title: 'The address is swapped in the click itself, behind our first look',
    required: 'the second look finds it; where the page hides the click from it, the net does',
    async run(ground) {
      await swapOn(ground, ['click']);
      const page = await openLink(
        ground,
        `addEventListener('click', (event) => {
          document.querySelector('#a').href = 'https://${ground.unseen}/hidden';
          event.stopImmediatePropagation();
        }, true);`,
      );
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).words).toContain(ground.unseen);
    },
  },
  {
    id: 'A06',
    title: 'The page lies about its links: getters that name another address',
    required: 'the attribute is read, not what the page says of it: the link is stopped',
    layer: 'rewrite',
    async run(ground) {
      const page = await ground.show(ground.link('a'), {
        head: `<script>(${lieAboutLinks})('https://${ground.open}/')</script>`,
      });
      await until(
        () =>
          page.evaluate(() => document.documentElement.outerHTML.includes('.link-guard.invalid/')),
        { what: 'the link to be stopped' },
      );
      ground.noteRewritten();
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).words).toContain(ground.listed);
      await ground.noContact();
    },
  },
  {
    id: 'A07',
    title: 'Links are pressed, again and again, while the service is slow to answer',
    required: 'a listed link leads to its gate; another one is held, and opens once at the most',
    layer: 'guard',
    modes: { only: ['warm', 'killed'], why: 'without a service nothing is late.' },
    async run(ground) {
      const late = `${ground.mode}-late.example`;
      await ground.world.service.front.setMode('slow');
      try {
        // Before the other, whose mark would push it away from under the press.
        const page = await ground.show([
          `<a id="late" target="_blank" href="https://${late}/">late</a>`,
          ground.link('a'),
        ]);
        await ground.attack(() => ground.press(page, '#late', { count: 2 }));
        await page.keyboard.press('Enter');
        await ground.press(page, '#a');
        expect((await ground.gate()).words).toContain(ground.listed);
        await ground.reached(late);
        await ground.fence();
        expect(ground.requests(late)).toEqual([`GET https://${late}/`]);
      } finally {
        await ground.world.service.front.setMode('up');
      }
    },
  },
  {
    id: 'A08',
    title: 'A double click on a stopped link, and Enter twice at once',
    required: 'one gate each time',
    layer: 'rewrite',
    note: 'Enter twice in Chromium alone, whose driver is fast enough.',
    async run(ground) {
      const page = await ground.show(ground.link('a'));
      await ground.untilStopped(page, '#a');
      await ground.attack(() => ground.press(page, '#a', { count: 2 }));
      await ground.gate();
      await ground.noContact();
      expect(await ground.gates()).toBe(0);
      // Firefox's driver takes its time between two keys, and a press after the gate is a new one.
      if (ground.name === 'firefox') return;
      await page.bringToFront();
      await page.focus('#a');
      // One behind the other on the wire: nothing waits for what came of the first.
      const keys = [0, 1].map(() => page.keyboard.press('Enter').catch(() => undefined));
      await ground.gate();
      await Promise.race(keys);
      await ground.noContact();
      expect(await ground.gates()).toBe(0);
    },
  },
  {
    id: 'A09',
    title: 'The page goes to a listed host by itself, with nobody near it',
    required: 'the gate stands in the place of the chat',
    layer: 'net',
    async run(ground) {
      await ground.visit(
        ground.chat('', {
          after: `<script>setTimeout(() => { location = 'https://${ground.unseen}/'; }, 50)</script>`,
        }),
      );
      expect((await ground.gate()).words).toContain(ground.unseen);
    },
  },
];

/** A page with one link that may open, and this script. */
async function openLink(ground: Ground, script: string): Promise<Page> {
  const page = await ground.show(
    `<a id="a" target="_blank" href="https://${ground.open}/">shop</a>`,
    { after: `<script>${script}</script>` },
  );
  await ground.untilOpen(page, '#a');
  return page;
}

async function swapOn(
  ground: Ground,
  types: readonly string[],
  press: (ground: Ground, page: Page) => Promise<unknown> = (own, page) => own.press(page, '#a'),
): Promise<void> {
  for (const type of types) {
    const page = await openLink(
      ground,
      `document.querySelector('#a').addEventListener('${type}', ({ currentTarget }) => {
        currentTarget.href = 'https://${ground.listed}/${type}';
      });`,
    );
    await ground.attack(() => press(ground, page));
    expect((await ground.gate()).words).toContain(`${ground.listed}/${type}`);
  }
}

/** With a finger, on a screen that feels it. */
async function tap(_: Ground, page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  // It may not be answered: a tab of its own now covers the page.
  page.tap('#a').catch(() => undefined);
}

/** Runs in the page. From before the page is recognised until long after. */
function clickAgain(most: number, done: string): void {
  let clicks = 0;
  const timer = setInterval(() => {
    document.querySelector<HTMLElement>('#a')?.click();
    clicks += 1;
    if (clicks < most) return;
    clearInterval(timer);
    new Image().src = done;
  }, 5);
}

/** Runs in the page. */
function pressMark(): void {
  const mark = document.querySelector('#a')?.nextElementSibling;
  const { x = 0, y = 0 } = mark?.getBoundingClientRect() ?? {};
  for (const target of [mark, document.elementFromPoint(x + 5, y + 5)]) {
    for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'auxclick', 'dblclick']) {
      target?.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
    }
    for (const key of ['Enter', ' ']) {
      target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
  }
}

/** Runs in the page, before anything is in it. */
function lieAboutLinks(told: string): void {
  const lie = { get: () => told, set: () => undefined, configurable: true };
  Object.defineProperty(HTMLAnchorElement.prototype, 'href', lie);
  Object.defineProperty(Element.prototype, 'getAttribute', { value: () => told });
  Object.defineProperty(Element.prototype, 'setAttribute', { value: () => undefined });
  Object.defineProperty(HTMLAnchorElement.prototype, 'toString', { value: () => told });
  Object.defineProperty(Element.prototype, 'matches', { value: () => false });
  Object.defineProperty(Element.prototype, 'closest', { value: () => null });
}
