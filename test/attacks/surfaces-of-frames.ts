/// <reference lib="dom" />
/** A75–A80: links in frames and roots, in lists that recycle, in drafts, and in copies. */
import { expect } from 'vitest';
import { chat, message } from '../e2e/content-pages.ts';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';

const MESSAGES = 5_000;
const ROWS = 20;

export const SURFACES_OF_FRAMES: readonly Attack[] = [
  {
    id: 'A75',
    title:
      'Frames: eight inside each other, a sandboxed one, one of a blob, one that is written into',
    required: 'the links in all of them are stopped; pressed in the sandboxed one, the gate comes',
    layer: 'rewrite',
    note: 'A fenced frame (Chromium) stays empty: no page can give it an address.',
    async run(ground) {
      const inner = (id: string) =>
        chat(message(ground.link(id)), {
          after: `<script>const look = () => {
            if (document.querySelector('#${id}').href.includes('.invalid/')) new Image().src = ${ground.signal(id)};
            else setTimeout(look, 25);
          };
          look();</script>`,
        });
      let nested = inner('nested');
      for (let depth = 0; depth < 8; depth += 1) {
        nested = `<body><iframe width="700" height="300" srcdoc="${quoted(nested)}"></iframe>`;
      }
      const page = await ground.show(ground.link('a'), {
        after: `<iframe id="sandboxed" sandbox="allow-scripts allow-popups" srcdoc="${quoted(inner('sandboxed'))}"></iframe>
          <iframe id="blob"></iframe><iframe id="written"></iframe>
          <iframe width="800" height="400" srcdoc="${quoted(nested)}"></iframe>
          <script>(${fillFrames})(${inScript(inner('blob'))}, ${inScript(inner('written'))})</script>`,
      });
      await ground.untilStopped(page, '#a');
      for (const id of ['nested', 'sandboxed', 'blob', 'written']) await ground.signalled(id);
      const corner = await page.evaluate(() => {
        const box = document.querySelector('#sandboxed')?.getBoundingClientRect();
        return { x: box?.x ?? 0, y: box?.y ?? 0 };
      });
      // The link is the first thing in it.
      await ground.attack(() => page.mouse.click(corner.x + 20, corner.y + 20));
      expect((await ground.gate()).words).toContain(ground.listed);
      await ground.noContact();
      if (ground.name === 'chromium') {
        const refused = await page.evaluate(fillFence, `https://${ground.listed}/fence`);
        expect(refused).toMatch(/^TypeError/);
        await ground.zero();
      }
    },
  },
  {
    id: 'A76',
    title: 'A new frame is used before any script of ours can be in it',
    required: 'what was seen in the chat, and what is listed and opened from there, is blocked',
    layer: 'net',
    async run(ground) {
      const page = await ground.show(ground.link('a'), {
        after: `<button id="go">go</button><script>document.querySelector('#go').onclick = () => {
          const frame = document.createElement('iframe');
          document.body.append(frame);
          frame.contentWindow.location = 'https://${ground.listed}/frame';
          const other = document.createElement('iframe');
          document.body.append(other);
          other.contentWindow.open('https://${ground.unseen}/');
        };</script>`,
      });
      await ground.untilStopped(page, '#a');
      await ground.untilSeen();
      await ground.attack(() => ground.press(page, '#go'));
      expect((await ground.gate()).words).toContain(ground.unseen);
      await ground.zero();
    },
  },
  {
    id: 'A77',
    title: 'Links in declared roots, open and closed, inside each other, and in slots',
    required: 'stopped, or held when they are pressed',
    async run(ground) {
      const page = await ground.show([
        `<div id="open" style="display:inline-block"><template shadowrootmode="open">${ground.link('inside')}</template></div>`,
        `<x-outer id="deep" style="display:inline-block"><template shadowrootmode="open"><x-inner><template shadowrootmode="closed">${ground.link('deepest')}</template></x-inner></template></x-outer>`,
        `<span id="closed" style="display:inline-block"><template shadowrootmode="closed">${ground.link('hidden')}</template></span>`,
        `<x-slot><template shadowrootmode="open"><p><slot></slot></p></template>${ground.link('slotted')}</x-slot>`,
      ]);
      await ground.untilStopped(page, '#slotted');
      await until(
        () =>
          page.evaluate(() =>
            document
              .querySelector('#open')
              ?.shadowRoot?.querySelector('a')
              ?.href.includes('.invalid/'),
          ),
        { what: 'the link in the open root to be stopped' },
      );
      for (const id of ['#open', '#deep', '#closed', '#slotted']) {
        await page.bringToFront();
        await ground.attack(() => ground.press(page, id));
        expect((await ground.gate()).words, id).toContain(ground.listed);
      }
    },
  },
  {
    id: 'A78',
    title: `A list of ${ROWS} rows that are used again and again, for ${MESSAGES} messages`,
    required: 'each row is treated as what stands in it now',
    layer: 'rewrite',
    modes: { only: ['warm', 'down'], why: 'it is the page layer’s work.' },
    within: 120_000,
    async run(ground) {
      const rows = Array.from(
        { length: ROWS },
        (_, n) => `<a id="row${n}" target="_blank" href="https://${ground.open}/${n}">row</a>`,
      );
      const page = await ground.show(rows);
      await page.evaluate(recycle, ROWS, MESSAGES, ground.listed, ground.open);
      const wrong = () =>
        page.evaluate((count) => {
          const links = Array.from({ length: count }, (_, n) =>
            document.querySelector<HTMLAnchorElement>(`#row${n}`),
          );
          return links.filter((link, n) => {
            const isMarked = /^[a-z]{2}-[a-z]{6}$/.test(link?.nextElementSibling?.localName ?? '');
            const isStopped = link?.href.includes('.invalid/') ?? false;
            return isMarked !== (n % 2 === 0) || isStopped !== (n % 2 === 0);
          }).length;
        }, ROWS);
      await until(async () => (await wrong()) === 0, {
        what: 'every row to be right',
        within: 20_000,
      });
      await ground.untilStopped(page, '#row0');
      await ground.attack(() => ground.press(page, '#row2'));
      expect((await ground.gate()).words).toContain(ground.listed);
    },
  },
  {
    id: 'A79',
    title: 'A link in what the person is writing, inside the messages and outside',
    required: 'the draft is not touched, and what is sent is what was written',
    modes: { only: ['warm'], why: 'it is the page layer’s work.' },
    async run(ground) {
      const draft = `<b>see</b> <a href="https://${ground.listed}/draft">https://${ground.listed}/draft</a> so`;
      const box = (id: string) => `<div id="${id}" contenteditable="true">${draft}</div>`;
      const page = await ground.show([box('inside'), ground.link('a')], { after: box('outside') });
      await ground.untilStopped(page, '#a');
      for (const id of ['inside', 'outside']) {
        await page.focus(`#${id}`);
        await page.keyboard.press('End');
        await page.keyboard.type(' now');
        const written = await page.evaluate((one) => document.getElementById(one)?.innerHTML, id);
        expect(written?.replaceAll('&nbsp;', ' ')).toBe(`${draft} now`);
      }
    },
  },
  {
    id: 'A80',
    title: 'The page copies a stopped message: as elements, as markup, and its text',
    required:
      'the copies hold no mark and no address; theirs lead to the gate, and the words are the page’s',
    layer: 'rewrite',
    async run(ground) {
      const page = await ground.show(ground.link('a'));
      await ground.untilStopped(page, '#a');
      await until(
        () => page.evaluate(() => document.querySelector('#a')?.nextElementSibling !== null),
        { what: 'the mark' },
      );
      const { markup, text } = await page.evaluate(copyMessage);
      expect(markup).not.toContain(ground.listed);
      expect(text).toBe('link a');
      // Each link has its one mark again, and the copied ones are gone.
      await until(
        () =>
          page.evaluate(() => {
            const marks = [...document.querySelectorAll('*')].filter(({ localName }) =>
              /^[a-z]{2}-[a-z]{6}$/.test(localName),
            );
            return marks.length === document.querySelectorAll('[data-message] a').length;
          }),
        { what: 'one mark for each link' },
      );
      for (const id of ['#cloned', '#pasted']) {
        await page.bringToFront();
        await ground.attack(() => ground.press(page, id));
        expect((await ground.gate()).words).toContain(ground.listed);
      }
      await ground.noContact();
    },
  },
];

function quoted(html: string): string {
  return html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/** A string literal that ends no script. */
function inScript(text: string): string {
  return JSON.stringify(text).replaceAll('</', '<\\/');
}

/** What the browser says to a page that would show something in a fenced frame of its own. */
function fillFence(to: string): string {
  const fence = document.body.appendChild(document.createElement('fencedframe'));
  fence.setAttribute('src', to);
  try {
    Object.assign(fence, {
      config: Reflect.construct(Reflect.get(window, 'FencedFrameConfig'), [to]),
    });
    return 'nothing';
  } catch (error) {
    return String(error);
  }
}

/** Runs in the page, like those below. */
function fillFrames(inBlob: string, written: string): void {
  const blob = document.querySelector<HTMLIFrameElement>('#blob');
  if (blob !== null) blob.src = URL.createObjectURL(new Blob([inBlob], { type: 'text/html' }));
  const empty = document.querySelector<HTMLIFrameElement>('#written')?.contentDocument;
  empty?.open();
  empty?.write(written);
  empty?.close();
}

/** At the end the even rows lead to the listed host, the odd ones to the open one. */
async function recycle(
  rows: number,
  messages: number,
  listed: string,
  open: string,
): Promise<void> {
  for (let start = 0; start < messages; start += rows) {
    const isLast = start + rows >= messages;
    for (let n = 0; n < rows; n += 1) {
      const isListed = isLast ? n % 2 === 0 : Math.random() < 0.5;
      document
        .querySelector(`#row${n}`)
        ?.setAttribute('href', `https://${isListed ? listed : open}/${start + n}`);
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

function copyMessage(): { markup: string; text: string } {
  const article = document.querySelector('[data-message]');
  const log = document.querySelector('[role=log]');
  const markup = article?.outerHTML ?? '';
  const clone = article?.cloneNode(true) as Element;
  const link = clone.querySelector('a');
  if (link !== null) link.id = 'cloned';
  log?.append(clone);
  log?.insertAdjacentHTML('beforeend', markup.replace('id="a"', 'id="pasted"'));
  return { markup, text: (article as HTMLElement).innerText.trim() };
}
