/// <reference lib="dom" />
/** A30–A40: what stands behind a link: hops, downloads, workers, and what is no web page. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import type { Ground } from './ground.ts';
import { installWorker } from './own-worker.ts';

/** Harmless for a browser that has no such programs. */
const APPS = [
  ['intent', 'intent://scan/#Intent;scheme=zxing;package=com.example.app;end'],
  ['market', 'market://details?id=com.example.app'],
  ['own', 'own-scheme://pay?amount=1'],
] as const;

const CALLS = [
  ['mailto', 'mailto:someone@mail.example'],
  ['tel', 'tel:+123'],
  ['sms', 'sms:+123'],
] as const;

const SCRIPTS = [
  ['plain', `javascript:fetch('https://signals.example/ran')`],
  ['disguised', ` JaVa\n\tscript&#58;fetch('https://signals.example/ran')`],
] as const;

const ODD = [
  ['source', 'view-source:https://open.example/'],
  ['about', 'about:config'],
  ['chrome', 'chrome://settings/'],
  ['file', 'file:///etc/hostname'],
  ['none', 'nothing:'],
] as const;

export const DESTINATIONS: readonly Attack[] = [
  {
    id: 'A30',
    title: 'A refresh is written into the page long after it has loaded',
    required: 'the gate stands in the place of the chat',
    layer: 'net',
    async run(ground) {
      const page = await ground.show('', {
        after: `<button id="go">go</button><script>document.querySelector('#go').onclick = () => {
          const refresh = document.createElement('meta');
          refresh.httpEquiv = 'refresh';
          refresh.content = '0;url=https://${ground.unseen}/';
          document.head.append(refresh);
        };</script>`,
      });
      await ground.attack(() => ground.press(page, '#go'));
      expect((await ground.gate()).words).toContain(ground.unseen);
    },
  },
  {
    id: 'A31',
    title: 'The page changes its address and its messages, then goes there by itself',
    required: 'the new links are stopped, and the gate comes',
    layer: 'net',
    async run(ground) {
      const page = await ground.show('', {
        after: `<button id="route">route</button><button id="go">go</button><script>
          document.querySelector('#route').onclick = () => {
            history.pushState({}, '', '/another/place');
            document.querySelector('#log').innerHTML = ${JSON.stringify(`<p data-message>${ground.link('a')}</p>`)};
          };
          document.querySelector('#go').onclick = () => {
            history.pushState({}, '', '/decoy');
            location.assign('https://${ground.unseen}/');
          };
        </script>`,
      });
      await ground.press(page, '#route');
      await ground.untilStopped(page, '#a');
      await ground.attack(() => ground.press(page, '#go'));
      expect((await ground.gate()).words).toContain(ground.unseen);
    },
  },
  {
    id: 'A32',
    title: 'The page fetches ahead, connects ahead and renders ahead what a message leads to',
    required: 'no request goes out',
    layer: 'net',
    note: 'Connecting ahead by the page’s own wish is not stopped by anything, and is not looked at.',
    modes: { only: ['warm'], why: 'the rule is the browser’s own, and nobody is asked.' },
    isDirect: true,
    async run(ground) {
      await ground.show(ground.link('a'));
      await ground.untilSeen();
      const ahead = async (to: string, done: string) => {
        const rules = { source: 'list', urls: [to], eagerness: 'immediate' };
        await ground.visit(
          ground.chat('', {
            head: `<link rel="prefetch" href="${to}"><link rel="preconnect" href="${to}"><link rel="preload" as="image" href="${to}">
              <script type="speculationrules">${JSON.stringify({ prefetch: [rules], prerender: [rules] })}</script>`,
            after: `<script>addEventListener('load', () => setTimeout(() => { new Image().src = ${ground.signal(done)}; }, 200))</script>`,
          }),
        );
        await ground.signalled(done);
      };
      await ahead(`https://${ground.open}/ahead`, 'control');
      await ground.reached(ground.open);
      await ahead(`https://${ground.listed}/`, 'tried');
    },
  },
  {
    id: 'A33',
    title: 'A link that may open leads over two hosts to a listed one',
    required: 'the gate comes, and the listed host hears nothing',
    layer: 'net',
    async run(ground) {
      const hop = ground.away('302', ground.secondHop(`https://${ground.unseen}/`));
      const page = await ground.show(`<a id="a" target="_blank" href="${hop}">shop</a>`);
      await ground.untilOpen(page, '#a');
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).words).toContain(ground.unseen);
    },
  },
  {
    id: 'A34',
    title: 'An allowed host that redirects wherever its address says',
    required: 'the address inside decides: the link is stopped',
    layer: 'rewrite',
    async run(ground) {
      const inside = encodeURIComponent(`https://${ground.listed}/`);
      const page = await ground.show([
        `<a id="google" target="_blank" href="https://www.google.com/url?q=${inside}">one</a>`,
        `<a id="zhihu" target="_blank" href="https://link.zhihu.com/?target=${inside}">two</a>`,
      ]);
      await ground.untilStopped(page, '#google', '#zhihu');
      for (const id of ['#google', '#zhihu']) {
        await page.bringToFront();
        await ground.attack(() => ground.press(page, id));
        expect((await ground.gate()).words).toContain(ground.listed);
      }
      await ground.noContact();
    },
  },
  {
    id: 'A35',
    title: 'A listed host whose own worker serves its page without any request',
    required: 'its page is not shown: the gate comes',
    modes: { only: ['warm', 'killed'], why: 'nobody is asked.' },
    hole: {
      why: 'What a worker serves is no request, and Chromium asks no rule that wants to know where it comes from.',
      shown: 'The gate, which says that the page was already being opened.',
      browsers: ['chromium'],
    },
    async run(ground) {
      await installWorker(ground, `https://${ground.unseen}/`);
      const page = await ground.show('', {
        after: `<button id="go" onclick="location = 'https://${ground.unseen}/'">go</button>`,
      });
      await ground.attack(() => ground.press(page, '#go'));
      expect((await ground.gate()).words).toContain(ground.unseen);
    },
  },
  {
    id: 'A36',
    title: 'A link that saves what it leads to, and one whose host says to save it',
    required: 'the gate comes, and nothing is saved',
    layer: 'rewrite',
    async run(ground) {
      const to = `https://${ground.listed}/a.txt`;
      ground.answer(to, { headers: { 'Content-Disposition': 'attachment' }, body: 'saved' });
      const page = await ground.show([
        `<a id="a" download href="${to}">one</a>`,
        `<a id="b" href="${to}">two</a>`,
      ]);
      const address = await ground.browser.address(page);
      for (const id of ['#a', '#b']) {
        const tab = await ground.browser.newPage(address);
        await tab.bringToFront();
        await ground.untilStopped(tab, id);
        await ground.attack(() => ground.press(tab, id));
        expect((await ground.gate()).words).toContain(ground.listed);
      }
      await ground.noContact();
    },
  },
  {
    id: 'A37',
    title: 'A link that is a script, plainly and in disguise',
    required: 'it is stopped, never run by us, and nobody is asked about it',
    layer: 'rewrite',
    async run(ground) {
      await notAsked(ground, async () => {
        const page = await ground.show(linksTo(SCRIPTS));
        await ground.untilStopped(page, ...SCRIPTS.map(([id]) => `#${id}`));
        await eachOpensGate(ground, page, SCRIPTS);
      });
      expect(ground.requests('signals.example')).toEqual([]);
    },
  },
  {
    id: 'A38',
    title: 'A page in an address, and a page that the chat has made itself',
    required: 'the first is stopped; in the second the links are guarded as in the chat',
    layer: 'rewrite',
    async run(ground) {
      const inside = `<!doctype html><body data-demo-chat><div role="log" data-conversation-kind="group"><p data-message>${ground.link('b')}</p></div>`;
      const page = await ground.show(
        `<a id="data" target="_blank" href="data:text/html,<h1>hello</h1>">one</a>`,
        {
          after: `<iframe width="300" height="60" onload="this.dataset.ready = ''"></iframe><script>
            const text = ${JSON.stringify(inside).replaceAll('</', '<\\/')};
            document.querySelector('iframe').src = URL.createObjectURL(new Blob([text], { type: 'text/html' }));
          </script>`,
        },
      );
      await ground.untilStopped(page, '#data');
      await ground.attack(() => ground.press(page, '#data'));
      await ground.gate();
      await page.bringToFront();
      const frame = await until(() => page.frames().find((one) => one.url().startsWith('blob:')), {
        what: 'the frame',
      });
      await ground.untilStopped(frame, '#b');
      await (await frame.$('#b'))?.click();
      expect((await ground.gate()).words).toContain(ground.listed);
      await ground.noContact();
    },
  },
  {
    id: 'A39',
    title: 'Links that start another program, a letter or a call',
    required: 'a program is stopped and asked about; a letter and a call are left to the browser',
    layer: 'rewrite',
    async run(ground) {
      await notAsked(ground, async () => {
        const page = await ground.show([...linksTo(APPS), ...linksTo(CALLS)]);
        await ground.untilStopped(page, ...APPS.map(([id]) => `#${id}`));
        await eachOpensGate(ground, page, APPS);
        for (const [id, address] of CALLS) expect(await ground.href(page, `#${id}`)).toBe(address);
      });
    },
  },
  {
    id: 'A40',
    title: 'Addresses of the browser itself, of files, and of nothing',
    required: 'nothing breaks, nobody is asked, and what comes after them is judged',
    layer: 'rewrite',
    async run(ground) {
      await notAsked(ground, async () => {
        const page = await ground.attack(() => ground.show([...linksTo(ODD), ground.link('a')]));
        await ground.untilStopped(page, '#a', ...ODD.map(([id]) => `#${id}`));
        await ground.press(page, '#a');
        expect((await ground.gate()).words).toContain(ground.listed);
      });
    },
  },
];

function linksTo(addresses: readonly (readonly [id: string, address: string])[]): string[] {
  return addresses.map(([id, href]) => `<a id="${id}" target="_blank" href="${href}">${id}</a>`);
}

async function eachOpensGate(
  ground: Ground,
  page: Page,
  addresses: readonly (readonly [id: string, address: string])[],
): Promise<void> {
  for (const [id] of addresses) {
    await page.bringToFront();
    await ground.attack(() => ground.press(page, `#${id}`));
    await ground.gate();
  }
}

/** Nothing is asked of the service meanwhile. */
async function notAsked(ground: Ground, work: () => Promise<void>): Promise<void> {
  const { front } = ground.world.service;
  const before = front.requests('/v1/lookup').length;
  await work();
  expect(front.requests('/v1/lookup')).toHaveLength(before);
}
