/// <reference lib="dom" />
/** A real web chat: a hint on the screen, and the message that arrives is the one that was typed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserName } from '../support/browsers.ts';
import { send, waitForMessage } from '../support/converse.ts';
import { type GuardedChat, linkOf, startGuardedChat } from '../support/guarded-chat.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { LISTED } from './content-pages.ts';
import { untilHint } from './press-drafts.ts';

export function realChat(name: BrowserName): void {
  let internet: Internet;
  let service: PolicyService;
  let chat: GuardedChat;
  beforeAll(async () => {
    internet = await startInternet();
    service = await startPolicyService();
    chat = await startGuardedChat(name, { policy: 'everyday', internet });
  });
  afterAll(async () => {
    await chat.close();
    await service.close();
    await internet.close();
  });

  test.each(['direct', 'room'] as const)(
    'in a %s chat of Converse a hint changes no letter of what is sent',
    async (where) => {
      await chat.enter(where);
      const { writer, reader } = chat;
      const text = `${where}-draft https://${LISTED}/typed?utm_source=me`;
      await writer.bringToFront();
      const composer = await writer.waitForSelector('textarea.chat-textarea', { visible: true });
      await composer?.focus();
      await writer.keyboard.type(text);
      await untilHint(writer, true);
      await writer.keyboard.press('Enter');
      await untilHint(writer, false);
      await waitForMessage(reader, text);
      expect((await linkOf(reader, `${where}-draft`)).text).toBe(text.split(' ')[1]);
      await send(writer, 'and after it');
      await waitForMessage(reader, 'and after it');
    },
  );
}
