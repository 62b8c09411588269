/// <reference lib="dom" />
/**
 * A complaint that is written while nobody answers, to the end: kept, sent, ruled on with reasons,
 * told by the browser, appealed against, decided otherwise; and what the gate then says of it.
 */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningServer } from '../../scripts/folder-server.ts';
import { axeViolations } from '../support/axe.ts';
import { type BareBrowser, launchBare } from '../support/bare-browser.ts';
import { press as pressLink, say, serveBareChat, untilState } from '../support/bare-chat.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { ask, forgetBackOff, GATE, lookForUpdate, untilVersion } from '../support/fault-ground.ts';
import { choose, fill, press, waitForText } from '../support/form.ts';
import { openPopup } from '../support/guarded-chat.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { complain, openCase, publishRuling, takeOver, writeRuling } from '../support/reviewing.ts';
import { ruledLink } from '../support/ruled-link.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';
import { startWholeService, type WholeService } from '../support/whole-service.ts';

const HOST = 'www.zhihu.com';
const ADDRESS = `https://${HOST}/question/4711`;
const OPTIONS = 'src/extension/pages/options/index.html';
const APPEAL = 'It did ask me for a fee, here is the receipt.';
const DECIDED = 'The receipt shows that the fee was asked for.';
const DISMISSED = {
  measure: 'none',
  facts: 'No fee was seen.',
  why: 'Nothing is broken.',
} as const;
const LISTED = { measure: 'list', facts: 'A fee was asked for.', why: 'Money by deceit.' } as const;
/** Others that were upheld against the platform: of fewer nothing is said. */
const UPHELD_BEFORE = 4;

describe.each(BROWSERS_OF_RUN)('a complaint to the end, in %s', (name) => {
  let internet: Internet;
  let server: RunningServer;
  let folder: TemporaryFolder;
  let guarded: GuardedBrowser;
  let others: BareBrowser;
  let chat: Page;
  let options: Page;
  let desk: Page;
  let service: WholeService;
  let ann: Page;

  beforeAll(async () => {
    internet = await startInternet();
    server = await serveBareChat();
    folder = await makeTemporaryFolder('notifying');
    const extensionDir = name === 'chromium' ? await grantNotifications(folder.path) : undefined;
    guarded = await launch(name, {
      extensionDir: extensionDir ?? builtExtension(name),
      proxy: internet,
    });
    others = await launchBare(name);
    desk = await guarded.extensionPage('icons/16.png');
    chat = await guarded.newPage(`${server.address}/`);
    options = await guarded.extensionPage(`${OPTIONS}#complaints`);
  });
  afterAll(async () => {
    await guarded.close();
    await others.close();
    await service?.close();
    await folder.remove();
    await server.close();
    await internet.close();
  });

  test('is kept while nobody answers, and said to be waiting', async () => {
    await say(chat, 'link', ADDRESS);
    const popup = await openPopup(guarded, chat);
    await complain(popup, HOST);
    await waitForText(popup, 'Saved. It is sent as soon as the service can be reached');
    await openComplaints(popup);
    await waitForText(popup, 'Waiting to be sent');
    await popup.close();
    await guarded.killWorker();
    await lookAgain(options);
    await waitForText(options, 'None yet: it is sent as soon as the service can be reached.');
    expect(await axeViolations(options)).toEqual([]);
  });

  test('goes out when the service is there again, and has a receipt', async () => {
    service = await startWholeService('sqlite', {
      texts: async () => [],
      addresses: async () => [],
      mayConnect: () => false,
      port: 443,
    });
    await forgetBackOff(desk);
    const receipt = await until(
      async () => {
        await ask(desk, 'complaints.list');
        return service.receiptOf(ADDRESS);
      },
      { what: 'the complaint at the service' },
    );
    await lookAgain(options);
    await waitForText(options, receipt);
    await waitForText(options, 'Received');
  });

  test('comes back ruled on, with reasons, and the browser says so', async () => {
    const popup = await openPopup(guarded, chat);
    await openComplaints(popup);
    await popup.bringToFront();
    await (await popup.waitForSelector('.notify input'))?.click();
    await popup.waitForSelector('.notify input:checked');
    await until(async () => (await ask<{ notifies: boolean }>(desk, 'popup.view', {})).notifies, {
      what: 'notifications to be on',
    });
    await noteNotifications(desk);

    ann = await takeOver({ others, service }, 'ann', 'reviewer');
    await openCase(ann, service, HOST);
    await press(ann, 'Claim');
    await writeRuling(ann, DISMISSED);
    await press(ann, 'Rule');
    await waitForText(ann, 'Not published yet');
    await publishRuling({ others, service }, 'pam', ann);

    await forgetBackOff(desk);
    await until(async () => (await stateOf(desk)) === 'dismissed', { what: 'the ruling' });
    await until(async () => (await notified(desk)).includes('ruling'), {
      what: 'the notification of the ruling',
    });
    await waitForText(popup, 'Dismissed');
    await (await popup.waitForSelector('.rows .disclosure summary'))?.click();
    await waitForText(popup, DISMISSED.facts);
    expect(await axeViolations(popup)).toEqual([]);
    await popup.close();
    await lookAgain(options);
    await waitForText(options, DISMISSED.facts);
    await waitForText(options, DISMISSED.why);
  });

  test('is appealed against, and what was decided comes back', async () => {
    await fill(options, 'What is wrong with this ruling?', APPEAL);
    expect(await axeViolations(options)).toEqual([]);
    await press(options, 'Send the appeal');
    await waitForText(options, 'being decided');

    const eve = await takeOver({ others, service }, 'eve', 'senior');
    await openCase(eve, service, HOST);
    await waitForText(eve, APPEAL);
    await press(eve, 'Claim');
    await choose(eve, 'What becomes of the ruling?', 'changed');
    await fill(eve, 'Reasons for this decision', DECIDED);
    await writeRuling(eve, LISTED);
    await press(eve, 'Decide the appeal');
    await waitForText(eve, 'Decided: the ruling is changed');
    await publishRuling({ others, service }, 'pia', eve);

    await forgetBackOff(desk);
    await until(async () => (await stateOf(desk)) === 'upheld', { what: 'the other ruling' });
    await lookAgain(options);
    for (const words of ['Upheld', 'the ruling is changed', DECIDED, LISTED.facts]) {
      await waitForText(options, words);
    }
    const popup = await openPopup(guarded, chat);
    await openComplaints(popup);
    await waitForText(popup, 'Upheld');
    await popup.close();
  });

  test('the gate says why: the ruling, the grade with its interval, and where that is from', async () => {
    await service.withStore(async (store) => {
      for (let number = 1; number <= UPHELD_BEFORE; number += 1) {
        await ruledLink(store, `https://${HOST}/question/${number}`);
      }
    });
    await lookForUpdate(desk);
    await untilVersion(desk, service.version());
    await untilState(chat, 'link', 'stopped');
    await pressLink(chat, 'link');
    const gate = await guarded.findExtensionPage(GATE);
    for (const words of [LISTED.facts, LISTED.why, 'The ruling behind this']) {
      await waitForText(gate, words);
    }
    await waitForText(gate, 'it probably lies between');
    // What the ruleset knew of the provider before is not told beside it.
    expect(await gate.$('.grade')).toBeNull();
    expect(await axeViolations(gate)).toEqual([]);
    const page = await gate.$eval('.credit a', (link) => (link as HTMLAnchorElement).href);
    const platform = await others.newPage();
    await platform.goto(page);
    await waitForText(platform, 'Zhihu');
    await gate.close();
  });
});

/**
 * The person's yes to notifications: the question of the browser cannot be answered without a
 * screen, and one that has them from the start does not ask.
 */
async function grantNotifications(folder: string): Promise<string> {
  const copy = join(folder, 'extension');
  await cp(builtExtension('chromium'), copy, { recursive: true });
  const file = join(copy, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  const permissions = [...manifest.permissions, 'notifications'];
  await writeFile(
    file,
    JSON.stringify({ ...manifest, permissions, optional_permissions: undefined }),
  );
  return copy;
}

async function openComplaints(popup: Page): Promise<void> {
  await (await popup.waitForSelector('[role=tab][id$=complaints]'))?.click();
}

/** Opens "my complaints" anew, with everything that is known of the one in it. */
async function lookAgain(options: Page): Promise<void> {
  await options.bringToFront();
  for (const section of ['about', 'complaints']) {
    await options.evaluate((id) => {
      location.hash = id;
    }, section);
    await options.waitForSelector(`main.section-${section}`);
  }
  await (await options.waitForSelector('.complaint-row summary'))?.click();
  await options.waitForSelector('.case');
}

async function stateOf(desk: Page): Promise<string | undefined> {
  return (await ask<{ state: string }[]>(desk, 'complaints.list'))[0]?.state;
}

/** From now on those are noted that come and go: without a screen Firefox closes them at once. */
async function noteNotifications(desk: Page): Promise<void> {
  await desk.evaluate(() => {
    const noted: string[] = [];
    Object.assign(globalThis, { noted });
    const { notifications } = typeof chrome === 'undefined' ? browser : chrome;
    notifications.onClosed.addListener((id) => void noted.push(id));
  });
}

/** Ids of the notifications that stand, or stood. */
async function notified(desk: Page): Promise<readonly string[]> {
  return desk.evaluate(async () => {
    const { noted } = globalThis as unknown as { noted: readonly string[] };
    const { notifications } = typeof chrome === 'undefined' ? browser : chrome;
    return [...noted, ...Object.keys(await notifications.getAll())];
  });
}

interface ExtensionApi {
  readonly notifications: {
    getAll(): Promise<object>;
    readonly onClosed: { addListener(listener: (id: string) => void): void };
  };
}

declare const browser: ExtensionApi;
declare const chrome: ExtensionApi | undefined;
