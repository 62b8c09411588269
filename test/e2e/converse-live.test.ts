/// <reference lib="dom" />
/** The adapter of Converse.js, held against Converse.js itself over a real server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import type { SeenLink } from '../../src/extension/messaging/protocol.ts';
import { send, waitForMessage } from '../support/converse.ts';
import { type GuardedChat, startGuardedChat } from '../support/guarded-chat.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { until } from '../support/until.ts';
import { type Extension, openExtension } from './content-guarded-page.ts';

describe.each(BROWSERS)('Converse.js is read, in %s', (name) => {
  let internet: Internet;
  let service: PolicyService;
  let chat: GuardedChat;
  let extension: Extension;
  beforeAll(async () => {
    internet = await startInternet();
    service = await startPolicyService();
    chat = await startGuardedChat(name, { policy: 'everyday', internet });
    extension = await openExtension(chat.browser);
  });
  afterAll(async () => {
    await chat.close();
    await service.close();
    await internet.close();
  });

  /** What the popup would be told of the reader's only link to this address. */
  async function seen(address: string): Promise<SeenLink> {
    return until(
      async () => {
        const { links } = await extension.describe(chat.reader);
        const [link, ...others] = links.filter(({ href }) => href === address);
        return others.length === 0 && link;
      },
      { what: `one link to ${address}` },
    );
  }

  test.each([
    ['direct', { context: 'direct', certainty: 'sure', mayBeBot: true }],
    ['room', { context: 'group', certainty: 'sure', mayBeBot: false }],
  ] as const)('whose each message is, and which, in a %s chat', async (where, kind) => {
    await chat.enter(where);
    const theirs = `https://theirs-${where}.example/`;
    const ours = `https://ours-${where}.example/`;
    await chat.sendLink(theirs);
    await send(chat.reader, `mine ${ours}`);
    await waitForMessage(chat.reader, ours);
    for (const [address, direction] of [
      [theirs, 'other'],
      [ours, 'own'],
    ] as const) {
      const link = await seen(address);
      expect(link).toMatchObject({ ...kind, direction });
      expect(link.message).not.toBe('');
      expect(link.message).toBe(await idOf(chat, address));
    }
    expect(await extension.describe(chat.reader)).toMatchObject({ site: 'converse', ...kind });
  });

  test('a message that its writer corrects is one message, with what it says now', async () => {
    await chat.enter('direct');
    await chat.sendLink('https://befor.example/');
    const { message } = await seen('https://befor.example/');
    const { writer } = chat;
    await writer.bringToFront();
    const composer = await writer.waitForSelector('textarea.chat-textarea', { visible: true });
    await composer?.focus();
    await writer.keyboard.press('ArrowUp');
    await until(() => composer?.evaluate(({ value }) => value.includes('befor.example')), {
      what: 'the message in the composer',
    });
    await writer.keyboard.press('End');
    await writer.keyboard.type(' https://after.example/');
    await writer.keyboard.press('Enter');
    await waitForMessage(chat.reader, 'after.example');
    expect(await seen('https://after.example/')).toMatchObject({ direction: 'other', message });
    expect(await seen('https://befor.example/')).toMatchObject({ direction: 'other', message });
  });

  test('the card below a message belongs to it', async () => {
    await chat.enter('direct');
    await chat.sendLink('https://below.example/');
    const { message } = await seen('https://below.example/');
    // A server may send what it found at an address; Prosody's own modules do not.
    await chat.reader.evaluate(async () => {
      const box = await window.converseApi?.chats.get('alice@localhost');
      box?.messages.last().save({
        ogp_metadata: [
          {
            'og:title': 'A card',
            'og:url': 'https://card.example/page',
            'og:image': 'https://card.example/picture.png',
          },
        ],
      });
    });
    const card = await until(
      async () => {
        const { links } = await extension.describe(chat.reader);
        return links.find(({ text }) => text === 'A card');
      },
      { what: 'the card' },
    );
    expect(card).toMatchObject({
      href: 'https://card.example/page',
      context: 'direct',
      direction: 'other',
      message,
    });
  });
});

/** The id that Converse.js wrote on the message with this text. */
function idOf({ reader }: GuardedChat, text: string): Promise<string | undefined> {
  return reader.evaluate(
    (wanted) =>
      [...document.querySelectorAll<HTMLElement>('.chat-msg')].find((message) =>
        message.querySelector('.chat-msg__text')?.textContent?.includes(wanted),
      )?.dataset.msgid,
    text,
  );
}
