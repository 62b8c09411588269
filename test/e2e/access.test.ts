/** Which pages are guarded, and who says so: the person, one host at a time, and the browser. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { revokeHost } from '../support/grant-host.ts';
import { until } from '../support/until.ts';
import { customSites } from './access-custom.ts';
import { updatedExtension } from './access-update.ts';
import {
  type AccessWorld,
  CHAT,
  PATTERN,
  POPUP,
  prepareAccessWorld,
  pressButton,
  registered,
  unregisterAll,
  untilWords,
} from './access-world.ts';
import { hrefOf, untilHref, untilStopped } from './content-guarded-page.ts';
import { LISTED } from './content-pages.ts';

const FOUND = `https://${LISTED}/one`;

describe.each(BROWSERS)('access to sites, in %s', (name) => {
  let world: AccessWorld;
  beforeAll(async () => {
    world = await prepareAccessWorld(name);
  });
  afterAll(() => world.close());

  test('a page that the person did not turn on is left alone, and offered', async () => {
    const popup = await world.openPopup();
    await untilWords(popup, 'chat.example');
    await untilWords(popup, 'This page is not guarded');
    expect(await hrefOf(world.chat, '#one')).toBe(FOUND);
    expect(await registered(popup)).toEqual([]);
    await popup.close();
  });

  test('turned on, the open page is guarded at once and the next one from its start', async () => {
    await world.browser.answerYes(PATTERN);
    const popup = await world.openPopup();
    await pressButton(popup, 'Guard links on this site');
    await untilStopped(world.chat, '#one');
    await untilWords(popup, 'Stop guarding here');
    expect(await registered(popup)).toEqual([PATTERN]);
    await popup.close();
    await world.chat.bringToFront();
    await world.chat.reload();
    await untilStopped(world.chat, '#one');
  });

  test('what an update or the browser forgot is registered at the next start', async () => {
    const desk = await world.browser.extensionPage(POPUP);
    await unregisterAll(desk);
    await world.browser.killWorker();
    // The popup asks every few seconds, and so starts the worker.
    await until(async () => (await registered(desk)).includes(PATTERN), {
      what: 'the registration',
      within: 15_000,
    });
    await desk.close();
    const next = await world.browser.newPage(CHAT);
    await untilStopped(next, '#one');
    await next.close();
  });

  test('taken back in the browser’s settings, the page is restored and the popup says so', async () => {
    await revokeHost(world.browser, PATTERN);
    await untilHref(world.chat, '#one', FOUND);
    const popup = await world.openPopup();
    await untilWords(popup, 'gives no access to this site any more');
    expect(await registered(popup)).toEqual([]);
    await world.browser.answerYes(PATTERN);
    await pressButton(popup, 'Give access back');
    await untilStopped(world.chat, '#one');
    await popup.close();
  });

  customSites(() => world);

  test('taken back in the popup, the page is restored and nothing is left', async () => {
    const popup = await world.openPopup();
    await pressButton(popup, 'Stop guarding here');
    await untilHref(world.chat, '#one', FOUND);
    await untilWords(popup, 'This page is not guarded');
    expect(await registered(popup)).toEqual([]);
    await world.chat.reload();
    await popup.close();
    const other = await world.openPopup();
    await untilWords(other, 'Guard links on this site');
    expect(await hrefOf(world.chat, '#one')).toBe(FOUND);
    await other.close();
  });

  test('a site turned off can be turned on again on the same page', async () => {
    await world.browser.answerYes(PATTERN);
    const popup = await world.openPopup();
    await pressButton(popup, 'Guard links on this site');
    await untilStopped(world.chat, '#one');
    await popup.close();
    expect(world.internet.contacts(LISTED)).toEqual([]);
  });

  // Last: it takes the extension's pages along.
  updatedExtension(() => world);
});
