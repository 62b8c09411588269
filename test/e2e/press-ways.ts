/// <reference lib="dom" />
/** Every way to follow a link or to send a form leads past the guard. */
import { createServer } from 'node:http';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listen, type RunningServer } from '../../scripts/folder-server.ts';
import { SENTINEL } from '../support/guarded-chat.ts';
import { until } from '../support/until.ts';
import { hrefOf, untilHref, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

const GATE = 'src/extension/pages/gate/index.html';

interface Received {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

interface Mailbox extends RunningServer {
  readonly received: Received[];
}

/** Another origin that notes what it is sent. */
async function openMailbox(): Promise<Mailbox> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '' } = request;
    if (url !== '/favicon.ico') received.push({ method, url, body });
    response.end('<!doctype html><title>received</title><link rel="icon" href="data:,">thanks');
  });
  return { ...(await listen(server, 0)), received };
}

export function waysToFollow(world: () => World): void {
  let mailbox: Mailbox;
  beforeAll(async () => {
    mailbox = await openMailbox();
  });
  afterAll(() => mailbox.close());
  afterEach(() => {
    mailbox.received.length = 0;
  });

  /** On a host that nothing speaks against, unlike a bare number. */
  const elsewhere = () => mailbox.address.replace('127.0.0.1', 'localhost');

  const readGate = () =>
    world().browser.readAndClose(GATE, () => {
      const main = document.querySelector('main.gate');
      const action = /gate-(ask|warn|block)/.exec(main?.className ?? '')?.[1];
      return action === undefined ? undefined : { action };
    });

  async function press(page: Page, selector: string, button: 'left' | 'middle' = 'left') {
    await page.bringToFront();
    const element = await page.waitForSelector(selector);
    await element?.click({ button });
  }

  async function formIn(inside: string, attributes: string, where = message) {
    const { show, page } = world();
    await show(
      chat(
        where(
          `${listedLink('seen')}<form id="form" target="_blank" ${attributes}>${inside}</form>`,
        ),
      ),
    );
    await untilStopped(page, '#seen');
    return page;
  }

  test.each([
    ['a form', '<button id="go">go</button>', `action="https://${LISTED}/a" method="post"`],
    [
      'a form whose button leads elsewhere',
      `<button id="go" formaction="https://${LISTED}/b">go</button>`,
      'action="/own"',
    ],
    [
      'a picture that sends',
      `<input id="go" type="image" alt="go" src="data:," formaction="https://${LISTED}/c">`,
      'action="/own"',
    ],
    [
      'a form with names that shadow its own',
      '<input name="action"><input name="method"><input name="requestSubmit"><button id="go" name="target">go</button>',
      `action="https://${LISTED}/d"`,
    ],
    [
      'an address that a field carries',
      `<input name="target" value="https://${LISTED}/e"><button id="go">go</button>`,
      'action="https://link.zhihu.com/"',
    ],
  ])('%s to a listed host opens the gate, and nothing is sent', async (_, inside, attributes) => {
    const page = await formIn(inside, attributes);
    await press(page, '#go');
    expect(await readGate()).toEqual({ action: 'block' });
    expect(world().internet.contacts('link.zhihu.com')).toEqual([]);
  });

  test('Enter in a field sends no form to a listed host either', async () => {
    const page = await formIn(
      '<input id="field" name="q"><button>go</button>',
      `action="https://${LISTED}/f"`,
    );
    await page.focus('#field');
    await page.keyboard.type('words');
    await page.keyboard.press('Enter');
    expect(await readGate()).toEqual({ action: 'block' });
  });

  test('where a form leads is read when it is sent', async () => {
    const page = await formIn('<button id="go">go</button>', 'action="/own"');
    await page.evaluate((listed) => {
      const form = document.querySelector('form');
      document.querySelector('#go')?.addEventListener('click', () => {
        form?.setAttribute('action', `https://${listed}/swapped`);
      });
    }, LISTED);
    await press(page, '#go');
    expect(await readGate()).toEqual({ action: 'block' });
  });

  test('a form in a shadow root is held like any other', async () => {
    const page = await formIn('', 'action="/own"');
    await page.evaluate((listed) => {
      const host = document.createElement('div');
      host.id = 'host';
      host.style.display = 'inline-block';
      const root = host.attachShadow({ mode: 'closed' });
      root.innerHTML = `<form target="_blank" action="https://${listed}/shadow"><button style="width:90px">go</button></form>`;
      document.querySelector('article')?.append(host);
    }, LISTED);
    await press(page, '#host');
    expect(await readGate()).toEqual({ action: 'block' });
  });

  test('a form that may be sent is sent once, with its button and all that is filled in', async () => {
    const page = await formIn(
      `<input name="who" value="林 & co"><button name="by" value="a">a</button>
      <button id="go" name="by" value="b" formmethod="post">b</button>`,
      `action="${elsewhere()}/send?x=1"`,
    );
    await page.evaluate(() => {
      const form = document.querySelector('form');
      form?.addEventListener('submit', () => form.setAttribute('data-told', 'yes'));
    });
    await press(page, '#go');
    await until(() => mailbox.received.length > 0, { what: 'the form' });
    expect(mailbox.received).toEqual([
      { method: 'POST', url: '/send?x=1', body: 'who=%E6%9E%97+%26+co&by=b' },
    ]);
    expect(await page.evaluate(() => document.querySelector('form')?.dataset.told)).toBe('yes');
    await world().closeOthers();
  });

  test('a form that the page sends by itself is left to the page', async () => {
    const page = await formIn(
      '<button id="go">go</button>',
      `action="${elsewhere()}/by-browser" method="post"`,
    );
    await page.evaluate((to) => {
      document.querySelector('form')?.addEventListener('submit', (event) => {
        event.preventDefault();
        void fetch(`${to}/by-page`, { method: 'POST', mode: 'no-cors', body: 'x' });
      });
    }, elsewhere());
    await press(page, '#go');
    await until(() => mailbox.received.length > 0, { what: 'the page’s own request' });
    expect(mailbox.received).toEqual([{ method: 'POST', url: '/by-page', body: 'x' }]);
  });

  test('a form to the chat’s own origin is not touched', async () => {
    const own = world().pages.add('<title>own</title>');
    const page = await formIn(
      '<button id="go" formtarget="_self" formmethod="post">go</button>',
      `action="${own}"`,
    );
    await press(page, '#go');
    await until(async () => (await page.title()) === 'own', { what: 'the chat’s own page' });
  });

  test('a script that sends a form opens no gate', async () => {
    const { browser, pages, internet } = world();
    const form = `<form target="_blank" action="https://${LISTED}/script"></form>`;
    const page = await browser.newPage(
      pages.add(
        chat(message(`${listedLink('seen')}${form}`), { after: `<script>${SENDS}</script>` }),
      ),
    );
    const open = (await browser.pages()).length;
    await until(() => internet.requests(DONE).length > 0, { what: 'the last try' });
    expect(await browser.pages()).toHaveLength(open);
    await page.close();
  });

  test.each([
    ['a download', `<a id="a" download href="https://${LISTED}/file">file</a>`, 'block'],
    ['another app', '<a id="a" target="_blank" href="intent://scan/#Intent;end">app</a>', 'ask'],
    ['an app’s own scheme', '<a id="a" target="_blank" href="weixin://dl/chat">app</a>', 'ask'],
    [
      'a link in a drawing',
      `<svg width="60" height="20"><a id="a" target="_blank" href="https://${LISTED}/svg"><text y="15">drawn</text></a></svg>`,
      'block',
    ],
  ])('%s asks in the gate', async (_, link, action) => {
    const { page, show } = world();
    await show(chat(message(link)));
    await untilStopped(page, '#a');
    await press(page, '#a', 'middle');
    expect(await readGate()).toEqual({ action });
  });

  test('a part of a picture leads to the gate, also by the keyboard', async () => {
    const { page, show } = world();
    await show(
      chat(
        message(
          `<map name="m"><area id="a" target="_blank" href="https://${LISTED}/area" alt="area" shape="rect" coords="0,0,60,40"></map>
          <img id="img" usemap="#m" width="60" height="40" alt="" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>">`,
        ),
      ),
    );
    await untilStopped(page, '#a');
    await press(page, '#img');
    expect(await readGate()).toEqual({ action: 'block' });
    await page.bringToFront();
    await page.focus('#a');
    await page.keyboard.press('Enter');
    expect(await readGate()).toEqual({ action: 'block' });
  });

  test('a letter, a call and an empty script stay as they are, and are asked of nobody', async () => {
    const { page, show, extension } = world();
    await extension.takeBatches();
    const own = {
      nothing: 'javascript:void(0)',
      letter: 'mailto:lin@chat.example',
      call: 'tel:+8610',
    };
    await show(
      chat(
        message(
          `${Object.entries(own)
            .map(([id, href]) => `<a id="${id}" href="${href}">${id}</a>`)
            .join(' ')} ${listedLink('seen')}`,
        ),
      ),
    );
    await untilStopped(page, '#seen');
    // A question may be repeated; it is about the one link each time.
    expect(new Set(await extension.takeBatches())).toEqual(new Set([1]));
    for (const [id, href] of Object.entries(own)) {
      expect(await hrefOf(page, `#${id}`)).toBe(href);
    }
  });

  test('a file that the page holds is downloaded as before', async () => {
    const { page, show, extension } = world();
    await extension.takeBatches();
    await show(chat(message(`<a id="file" download="a.txt">file</a> ${listedLink('seen')}`), {}));
    const href = await page.evaluate(() => {
      const link = document.querySelector<HTMLAnchorElement>('#file');
      const address = URL.createObjectURL(new Blob(['text']));
      link?.setAttribute('href', address);
      return address;
    });
    await untilStopped(page, '#seen');
    expect(await hrefOf(page, '#file')).toBe(href);
    // A question may be repeated; it is about the one link each time.
    expect(new Set(await extension.takeBatches())).toEqual(new Set([1]));
  });

  test('a link that opens leads where it says, by every button', async () => {
    const { page, show, internet, browser } = world();
    await show(chat(message('<a id="a" target="_blank" href="https://shop.example/x">shop</a>')));
    await until(() => page.$('#a[rel~=noreferrer]').then((link) => link !== null), {
      what: 'the link to be judged',
    });
    await untilHref(page, '#a', 'https://shop.example/x');
    await press(page, '#a');
    await until(() => internet.requests('shop.example').length > 0, { what: 'the shop' });
    expect(internet.requests('shop.example')).toHaveLength(1);
    expect(await browser.address(page)).toMatch(/^http:\/\/localhost:/);
    await world().closeOthers();
  });
}

const DONE = 'sent.example';

/** Begins when the guard stands in the page: what is sent before is the network's to stop. */
const SENDS = `
let tries = 0;
const timer = setInterval(() => {
  if (!document.querySelector('#seen').href.startsWith('${SENTINEL}')) return;
  document.querySelector('form').requestSubmit();
  tries += 1;
  if (tries === 20) {
    clearInterval(timer);
    new Image().src = 'https://${DONE}/';
  }
}, 20);`;
