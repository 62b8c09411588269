/// <reference lib="dom" />
/**
 * A real web chat works with the guard as without it: the same session gives the same text at the
 * other end, the same clipboard, the same scroll positions, the same page but for our marks and
 * what stands in links.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserName, launch } from '../support/browsers.ts';
import { loggedIn, openChat, serveWebChat } from '../support/converse.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { makeProbe } from '../support/probe.ts';
import { startChatServer } from '../support/prosody.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';
import { type Outcome, runSession } from './converse-session.ts';

let internet: Internet;
let service: PolicyService;
beforeAll(async () => {
  internet = await startInternet();
  service = await startPolicyService();
});
afterAll(async () => {
  await service.close();
  await internet.close();
});

describe.each(BROWSERS_OF_RUN)('Converse.js, in %s', (name) => {
  test('works with the guard as without it', async () => {
    const probe = await makeProbe(name);
    // One after the other: two browsers at once keep each other from scrolling in time.
    const guarded = await sessionWith(name, builtExtension(name), linksSettled);
    // The probe's own script is on `localhost` alone; the reader's page is on another host.
    const without = await sessionWith(name, probe.path, async () => undefined);
    await probe.remove();
    expect(guarded.received).toEqual(without.received);
    expect(guarded.selected).toBe(without.selected);
    expect(guarded.pasted).toBe(without.pasted);
    expect(guarded.scrolled).toEqual(without.scrolled);
    expect(guarded.messages).toBe(without.messages);
    // And the session was what it should be.
    expect(without.pasted).toContain('https://phishing.link-guard.example/login');
    expect(without.received.every((text) => text !== '')).toBe(true);
    const [bottom, back] = without.scrolled;
    expect(back).not.toEqual(bottom);
  }, 180_000);
});

async function sessionWith(
  name: BrowserName,
  extensionDir: string,
  settled: (reader: Page) => Promise<void>,
): Promise<Outcome> {
  const server = await startChatServer(['alice', 'bob']);
  const [alice, bob] = server.accounts;
  if (alice === undefined || bob === undefined) throw new TypeError('two accounts were asked for');
  const chat = await serveWebChat(server);
  const browser = await launch(name, { extensionDir, proxy: internet });
  try {
    const writer = await browser.newPage(chat.address(alice, 0));
    const reader = await browser.newPage(chat.address(bob, 1));
    await loggedIn(writer);
    await loggedIn(reader);
    await openChat(writer, bob.jid);
    await openChat(reader, alice.jid);
    return await runSession({ browser, writer, reader, settled: () => settled(reader) });
  } finally {
    await browser.close();
    await chat.close();
    await server.stop();
  }
}

/** Every link of a message was judged, and those in view that are stopped have their marks. */
async function linksSettled(reader: Page): Promise<void> {
  await reader.bringToFront();
  await until(
    () =>
      reader.evaluate(() => {
        const links = [...document.querySelectorAll<HTMLAnchorElement>('.chat-msg__text a[href]')];
        const isInView = (link: Element) => {
          const { top, bottom } = link.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        };
        return links.every((link) => {
          const isStopped = link.href.includes('.link-guard.invalid/');
          const isMarked = /^[a-z]{2}-[a-z]{6}$/.test(link.nextElementSibling?.localName ?? '');
          return isStopped ? isMarked || !isInView(link) : link.relList.contains('noreferrer');
        });
      }),
    { what: 'the links to be judged and marked' },
  );
}
