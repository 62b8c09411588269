/// <reference lib="dom" />
/** A81–A87: what pages try on the gate, on the way to it and on the way back. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { ask, GATE, type GateText, readGateText } from '../support/fault-ground.ts';
import { forgedGates, framed } from '../support/forged-gates.ts';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import type { Ground } from './ground.ts';
import { linkTo } from './spellings.ts';
import { popupOf } from './surfaces-of-marks.ts';

/** A short link, of which everybody is asked first. */
const SHORT = 'bit.ly';

export const SURFACES_OF_GATES: readonly Attack[] = [
  {
    id: 'A81',
    title: 'The page frames the gate and the popup, and opens them itself',
    required: 'refused: neither is shown',
    modes: { only: ['warm', 'killed'], why: 'nobody is asked.' },
    async run(ground) {
      const { browser, desk } = ground.world;
      const origin = await desk.evaluate(() => location.origin);
      const page = await ground.show('');
      // A frame that may be shown is seen by the same look.
      expect(await framed(page, ground.serve('<main>seen</main>'))).toContain('<main');
      await ground.attack(async () => {
        for (const name of ['gate', 'popup', 'options']) {
          const address = `${origin}/src/extension/pages/${name}/index.html`;
          expect(await framed(page, address), name).not.toContain('<main');
        }
      });
      await page.evaluate((address) => {
        try {
          window.open(address);
        } catch {
          // Firefox throws; Chromium opens a page of its own that says it was blocked.
        }
      }, `${origin}/${GATE}`);
      for (const opened of await browser.pages()) {
        if (opened !== page && opened !== desk) {
          expect(await opened.evaluate(readGateText).catch(() => undefined)).toBeUndefined();
        }
      }
    },
  },
  {
    id: 'A82',
    title: 'Twenty made-up addresses of the gate, and of a real one in another tab',
    required: 'no link is known there, and nothing leads on',
    layer: 'rewrite',
    modes: { only: ['warm'], why: 'nobody is asked.' },
    async run(ground) {
      const { browser, desk } = ground.world;
      const origin = await desk.evaluate(() => location.origin);
      const page = await ground.show(ground.link('a'));
      await ground.untilStopped(page, '#a');
      await ground.press(page, '#a');
      const real = await until(
        async () => (await browser.tabs()).find((one) => one.startsWith(`${origin}/${GATE}?`)),
        { what: 'the real gate' },
      );
      const forged = await browser.extensionPage(GATE);
      for (const variant of [...forgedGates(real), `${origin}/${GATE}#javascript:alert(1)`]) {
        await forged.evaluate((address) => {
          document.body.replaceChildren();
          location.href = address;
          // A changed fragment alone loads nothing.
          location.reload();
        }, variant);
        const gate = await until<GateText | undefined>(() => forged.evaluate(readGateText), {
          what: `the gate at ${variant}`,
        });
        expect(gate).toMatchObject({ canContinue: false });
        expect(gate?.text).toContain('This link is no longer known');
        await expect(ask(forged, 'gate.proceed', {})).rejects.toMatchObject({
          reply: { code: 'no-such-gate' },
        });
      }
    },
  },
  {
    id: 'A83',
    title: 'The gate comes under a pointer that is pressing, and is pressed by script',
    required:
      'nothing leads on but a press of the person’s own, who has had it in sight for a while',
    layer: 'rewrite',
    async run(ground) {
      const gate = await askedGate(ground, `https://${SHORT}/${ground.mode}-jacked`);
      const early = await gate.evaluate(pressByScript);
      expect(early).toBe('pressed');
      await gate.waitForSelector('#continue:not([disabled])');
      await gate.evaluate(pressByScript);
      // Behind another tab it is not in sight, and has to be looked at anew.
      const other = await ground.show('');
      await until(
        () => gate.evaluate(() => document.querySelector('#continue:disabled') !== null),
        {
          what: 'the button to be at rest again',
        },
      );
      await gate.evaluate(pressByScript);
      await other.close();
      await ground.zero(SHORT);
      await gate.close();
    },
  },
  {
    id: 'A84',
    title: 'A person goes on to one address; the page has others of the same host',
    required: 'the one opens, and is not asked for again in that chat; the others of its host are',
    async run(ground) {
      const before = await keptOf(ground);
      const at = (path: string) => `https://${SHORT}/${ground.mode}-${path}`;
      const chat = await ground.show([linkTo('asked', at('one')), linkTo('two', at('two'))]);
      const gate = await askedGateOf(ground, chat);
      await gate.waitForSelector('#continue:not([disabled])');
      await gate.focus('#continue');
      await gate.keyboard.press('Enter');
      await until(() => ground.requests(SHORT).includes(`GET ${at('one')}`), { what: 'the page' });
      await chat.bringToFront();
      await chat.reload();
      await ground.untilStopped(chat, '#two');
      expect(await ground.href(chat, '#asked')).toBe(at('one'));
      await ground.attack(() => ground.press(chat, '#two'));
      expect((await ground.gate()).action).toBe('ask');
      const opened = ground.requests(SHORT).filter((one) => one.includes(ground.mode));
      expect(opened).toEqual([`GET ${at('one')}`]);
      expect(await keptOf(ground)).toEqual(before);
    },
  },
  {
    id: 'A85',
    title: 'A history full of entries before the gate, and of nothing else',
    required: 'back leads to the chat, forward to the gate; the listed host is in no entry',
    layer: 'rewrite',
    async run(ground) {
      const page = await ground.show(ground.link('a').replace(' target="_blank"', ''), {
        after: `<script>if (sessionStorage.full === undefined) {
          for (let n = 0; n < 5; n += 1) history.pushState({}, '', '?' + n);
          sessionStorage.full = '';
        }</script>`,
      });
      const chat = await ground.browser.address(page);
      await ground.untilStopped(page, '#a');
      await ground.attack(() => ground.press(page, '#a'));
      const at = (part: string, what: string) =>
        until(async () => (await ground.browser.address(page)).includes(part), { what });
      await at(GATE, 'the gate');
      await until(() => page.evaluate(readGateText), { what: 'the words of the gate' });
      await page.click('#go-back');
      await at(chat, 'the chat');
      await page.evaluate(() => history.forward());
      await at(GATE, 'the gate again');
      await until(() => page.evaluate(readGateText), { what: 'the words of the gate' });
      await page.evaluate(() => history.back());
      await at(chat, 'the chat again');
    },
  },
  {
    id: 'A86',
    title: 'The page fills the screen, asks and alerts without end, and draws a toolbar of its own',
    required:
      'the gate comes in a tab of its own, the popup says what it says, and a key of the browser’s opens it',
    layer: 'rewrite',
    async run(ground) {
      const page = await ground.show(ground.link('a'), {
        after: `<button id="full">full</button><script>document.querySelector('#full').onclick = () => {
            document.documentElement.requestFullscreen().then(() => { document.body.dataset.full = ''; }, () => { document.body.dataset.full = ''; });
            for (const ask of [() => Notification.requestPermission(), () => navigator.geolocation.getCurrentPosition(() => {})]) try { ask(); } catch {}
            for (let n = 0; n < 5; n += 1) alert('Link Guard: protecting');
          }</script>
          <div style="position:fixed;top:0;right:0">Link Guard: protecting</div>`,
      });
      let alerts = 0;
      page.on('dialog', (dialog) => {
        alerts += 1;
        void dialog.accept();
      });
      await ground.untilStopped(page, '#a');
      await ground.press(page, '#full');
      await page.waitForSelector('body[data-full]');
      await until(() => alerts === 5, { what: 'all that the page has to say' });
      const { page: described } = await popupOf(ground, page);
      expect(described?.links).toMatchObject([{ action: 'block' }]);
      expect(await ground.world.desk.evaluate(shortcutOfPopup)).toMatch(/\S/);
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).action).toBe('block');
      await ground.noContact();
    },
  },
  {
    id: 'A87',
    title: 'A page that was opened from the chat sends the chat elsewhere',
    required: 'it has no hold on the chat',
    async run(ground) {
      const own = `opened-${ground.mode}.example`;
      ground.world.internet.answer(own, () => ({
        body: `<script>
          if (window.opener !== null) window.opener.location = 'https://${ground.unseen}/';
          new Image().src = window.opener === null ? ${ground.signal('none')} : ${ground.signal('hold')};
        </script>`,
      }));
      const page = await ground.show(
        `<a id="a" target="_blank" rel="opener" href="https://${own}/">page</a>`,
      );
      await ground.untilOpen(page, '#a');
      const address = await ground.browser.address(page);
      await ground.attack(() => ground.press(page, '#a'));
      await ground.signalled('none');
      expect(await ground.browser.address(page)).toBe(address);
    },
  },
];

/** The gate of a link of which everybody is asked, in the front. */
async function askedGate(ground: Ground, address: string): Promise<Page> {
  return askedGateOf(ground, await ground.show(linkTo('asked', address)));
}

/** Of the link `#asked` of a chat that is there. */
async function askedGateOf(ground: Ground, page: Page): Promise<Page> {
  await ground.untilStopped(page, '#asked');
  await ground.attack(() => ground.press(page, '#asked', { count: 2 }));
  const gate = await ground.browser.findExtensionPage(GATE);
  await gate.bringToFront();
  await until(() => gate.evaluate(readGateText), { what: 'the words of the gate' });
  return gate;
}

/** What is remembered; going on once is no part of it. */
async function keptOf(ground: Ground): Promise<unknown> {
  return ((await ground.approvals()) as { readonly kept: unknown }).kept;
}

/** Runs in the gate, as nobody but the extension could; even so it does not count. */
function pressByScript(): string {
  const button = document.querySelector<HTMLButtonElement>('#continue');
  button?.click();
  button?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
  return button === null ? 'missing' : 'pressed';
}

declare const chrome: {
  readonly commands: { getAll(): Promise<{ name?: string; shortcut?: string }[]> };
};

/** The page can neither take it away nor see it pressed. */
async function shortcutOfPopup(): Promise<string> {
  const commands = await chrome.commands.getAll();
  return commands.find(({ name }) => name === '_execute_action')?.shortcut ?? '';
}
