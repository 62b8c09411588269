/// <reference lib="dom" />
/**
 * What a person does in Converse.js in an ordinary session, with real keys and a real mouse, and
 * what comes of it: at the other end, in the clipboard, in the page.
 */
import type { ElementHandle, Page } from 'puppeteer-core';
import type { GuardedBrowser } from '../support/browsers.ts';
import { send, waitForMessage } from '../support/converse.ts';
import { until } from '../support/until.ts';

export interface Session {
  readonly browser: GuardedBrowser;
  readonly writer: Page;
  readonly reader: Page;
  /** Waits until nothing more is going to happen to the links that stand in the reader's page. */
  settled(): Promise<void>;
}

/** What has to be the same whoever looks on. */
export interface Outcome {
  /** What the other one got of what was typed, pasted, reacted and uploaded. */
  readonly received: readonly string[];
  readonly selected: string;
  readonly pasted: string;
  /** Height of the messages and how far they are scrolled, step by step. */
  readonly scrolled: readonly (readonly [height: number, top: number])[];
  /** The messages as they stand, without what differs from run to run. */
  readonly messages: string;
}

const COMPOSER = 'textarea.chat-textarea';
const LISTED = 'phishing.link-guard.example';

export async function runSession(session: Session): Promise<Outcome> {
  const { writer, reader } = session;
  const received: string[] = [];
  await send(writer, `look at https://${LISTED}/login before noon`);
  await send(writer, 'or rather at https://shop.example/?utm_source=chat&id=2 and no more');
  await waitForMessage(reader, 'and no more');
  await session.settled();

  await send(
    reader,
    `is it https://${LISTED}/login or <b>https://shop.example/?utm_source=me</b>?`,
  );
  received.push(await textOf(writer, 'is it'));

  const selected = await selectAndCopy(session, 'look at');
  const pasted = await paste(session);
  await reader.keyboard.press('Enter');
  received.push(await textOf(writer, 'before noon', 'them'));

  received.push(await react(session, 'look at'));
  received.push(await upload(session));
  const scrolled = await scroll(session);
  await session.settled();
  return { received, selected, pasted, scrolled, messages: await messagesOf(reader) };
}

/** The words of the last message that says this; `them`: of the other one's. */
async function textOf(page: Page, words: string, by: 'me' | 'them' | '' = ''): Promise<string> {
  await page.bringToFront();
  return until(
    () =>
      page.evaluate(
        (wanted, whose) =>
          [
            ...document.querySelectorAll<HTMLElement>(
              `[class*="content--${whose}"] .chat-msg__text`,
            ),
          ]
            .map(({ innerText }) => innerText)
            .findLast((text) => text.includes(wanted)),
        words,
        by,
      ),
    { what: `"${words}" at the other end` },
  );
}

/** Three presses select a message; the copy key copies it. */
async function selectAndCopy({ reader }: Session, words: string): Promise<string> {
  await reader.bringToFront();
  const { x, y } = await until(
    () =>
      reader.evaluate((wanted) => {
        const texts = [...document.querySelectorAll<HTMLElement>('.chat-msg__text')];
        const text = texts.find(({ innerText }) => innerText.includes(wanted));
        const [line] = text?.getClientRects() ?? [];
        return line && { x: line.x + 6, y: line.y + line.height / 2 };
      }, words),
    { what: `the place of "${words}"` },
  );
  await reader.mouse.click(x, y, { count: 3 });
  await shortcut(reader, 'KeyC', 'Copy');
  return reader.evaluate(() => String(getSelection()));
}

async function paste({ reader }: Session): Promise<string> {
  await reader.focus(COMPOSER);
  await shortcut(reader, 'KeyV', 'Paste');
  return until(
    () =>
      reader.evaluate(
        (composer) => document.querySelector<HTMLTextAreaElement>(composer)?.value,
        COMPOSER,
      ),
    { what: 'the pasted text' },
  );
}

/** Chromium's driver presses keys past the menu that would know them. */
async function shortcut(page: Page, key: 'KeyC' | 'KeyV', command: string): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press(key, { commands: [command] });
  await page.keyboard.up('Control');
}

/** By the menu of a message; gives what the other one sees below it. */
async function react({ reader, writer }: Session, words: string): Promise<string> {
  await reader.bringToFront();
  const message = await reader.evaluateHandle(
    (wanted) =>
      [...document.querySelectorAll<HTMLElement>('.chat-msg')].find(({ innerText }) =>
        innerText.includes(wanted),
      ),
    words,
  );
  const row = message.asElement();
  if (row === null) throw new Error(`no message says "${words}"`);
  await (row as Awaited<ReturnType<Page['$']>>)?.hover();
  for (const button of [
    '.chat-msg__actions button',
    '.chat-msg__action-reaction',
    '.reaction-item',
  ]) {
    const found = await (row as NonNullable<Awaited<ReturnType<Page['$']>>>).waitForSelector(
      button,
      { visible: true },
    );
    if (found === null) throw new Error(`no ${button}`);
    await atRest(found);
    await found.click();
  }
  await writer.bringToFront();
  return until(
    () =>
      writer.evaluate(() => document.querySelector<HTMLElement>('.chat-msg__reaction')?.innerText),
    { what: 'the reaction at the other end' },
  );
}

/** A menu that is still moving would be pressed beside what was meant. */
async function atRest(element: ElementHandle): Promise<void> {
  let before = '';
  await until(
    async () => {
      const now = JSON.stringify(await element.boundingBox());
      const isAtRest = now === before;
      before = now;
      return isAtRest;
    },
    { what: 'the menu to rest' },
  );
}

/** A small file, by the composer's own button; gives its name as the other one got it. */
async function upload({ reader, writer }: Session): Promise<string> {
  await reader.bringToFront();
  const input = await reader.waitForSelector('input.fileupload');
  if (input === null) throw new Error('there is no button for files');
  await (
    input as Awaited<ReturnType<Page['$']>> & { uploadFile(path: string): Promise<void> }
  ).uploadFile(new URL('../fixtures/sites/chat.js', import.meta.url).pathname);
  await writer.bringToFront();
  return until(
    () =>
      writer.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>('.chat-msg a[href]')]
          .map((link) => link.textContent?.split('/').at(-1))
          .findLast((name) => name?.includes('chat.js')),
      ),
    { what: 'the file at the other end' },
  );
}

/** A page of messages comes, the person turns the wheel back, and forth again. */
async function scroll(session: Session): Promise<Outcome['scrolled']> {
  const { reader, writer } = session;
  const places: (readonly [number, number])[] = [];
  await writer.evaluate(async () => {
    const box = await window.converseApi?.chats.get('bob@localhost');
    for (let n = 0; n < 30; n += 1) {
      const link = n % 3 === 0 ? `https://phishing.link-guard.example/${n}` : 'nothing';
      await box?.sendMessage({ body: `line ${n} with ${link}` });
    }
  });
  await waitForMessage(reader, 'line 29');
  await session.settled();
  places.push(await placeOf(reader));
  await reader.mouse.move(900, 300);
  await reader.mouse.wheel({ deltaY: -400 });
  places.push(await placeOf(reader));
  await reader.mouse.wheel({ deltaY: 3_000 });
  places.push(await placeOf(reader));
  return places;
}

/** Once it stands still. */
async function placeOf(page: Page): Promise<readonly [number, number]> {
  await page.bringToFront();
  return until(
    () =>
      page.evaluate(async () => {
        const list = [...document.querySelectorAll('converse-chat *')].find(
          (one) => one.scrollHeight > one.clientHeight + 50 && one.querySelector('.chat-msg'),
        );
        if (list === undefined) return undefined;
        const before = list.scrollTop;
        const height = list.scrollHeight;
        for (let frame = 0; frame < 10; frame += 1) await new Promise(requestAnimationFrame);
        const isStill = before === list.scrollTop && height === list.scrollHeight;
        return isStill && ([height, Math.round(before)] as const);
      }),
    { what: 'the messages to stand still' },
  );
}

/** Without our marks and what we write into links, and without times and ids. */
function messagesOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.querySelector('converse-chat .chat-content')?.cloneNode(true) as Element;
    const volatile =
      'aria-labelledby data-isodate data-msgid data-from datetime id timestamp title nonce src'.split(
        ' ',
      );
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
    const comments: Node[] = [];
    while (walker.nextNode()) comments.push(walker.currentNode);
    for (const comment of comments) (comment as Comment).remove();
    // Where new messages begin depends on when the window was last looked at.
    const passing = [...copy.querySelectorAll('*')].filter(
      (one) => /^[a-z]{2}-[a-z]{6}$/.test(one.localName) || one.matches('.separator:has(> hr)'),
    );
    for (const element of passing) element.remove();
    for (const element of copy.querySelectorAll('*')) {
      const own = element.localName === 'a' ? ['href', 'rel'] : [];
      for (const name of [...volatile, ...own]) element.removeAttribute(name);
    }
    return copy.innerHTML
      .replace(/\d\d:\d\d/g, 'a time')
      .replace(/https?:\/\/[^<" ]*\/chat\.js/g, 'a file')
      .replace(/\s+/g, ' ')
      .replace(/></g, '>\n<');
  });
}
