/**
 * The main job: two people chat in Converse.js over Prosody, one to one and in a room, and the
 * guard does what the policy says with each link, in both browsers, whatever the service does.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import {
  follow,
  type GuardedChat,
  guarded,
  linkOf,
  openGate,
  openPopup,
  readGate,
  rulesetTaken,
  SENTINEL,
  startGuardedChat,
  WAYS,
  type Where,
} from '../support/guarded-chat.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { type PolicyService, startPolicyService } from '../support/service.ts';
import { until } from '../support/until.ts';
import { IS_WHOLE_RUN } from '../support/whole-run.ts';

const LISTED = 'phishing.link-guard.example';

interface Case {
  readonly what: string;
  readonly address: string;
  /** What the address leads to, cleaned. */
  readonly destination: string;
  /** What happens to it, by policy and place. */
  readonly everyday: string;
  readonly direct2021: string;
  readonly room2021: string;
}

const CASES: readonly Case[] = [
  {
    what: 'a Taobao link with trackers',
    address: 'https://item.taobao.com/item.htm?id=7261&spm=a21bo.1&ut_sk=1.abc&sourceType=item',
    destination: 'https://item.taobao.com/item.htm?id=7261',
    everyday: 'open',
    direct2021: 'open',
    room2021: 'open',
  },
  {
    what: 'its short form',
    address: 'https://m.tb.cn/h.gABCDEF',
    destination: 'https://m.tb.cn/h.gABCDEF',
    everyday: 'open',
    direct2021: 'open',
    room2021: 'open',
  },
  {
    what: 'a Douyin link',
    address: 'https://v.douyin.com/iRNBho6/',
    destination: 'https://v.douyin.com/iRNBho6/',
    everyday: 'open',
    direct2021: 'open',
    room2021: 'ask',
  },
  {
    what: 'a wrapped Zhihu link',
    address:
      'https://link.zhihu.com/?target=https%3A//reading.example/a%3Fb%3D1%26utm_source%3Dzhihu',
    destination: 'https://reading.example/a?b=1',
    everyday: 'open',
    direct2021: 'open',
    room2021: 'ask',
  },
  {
    what: 'a look-alike',
    address: 'https://www.tаobao.com/sale',
    destination: 'https://www.xn--tobao-4ve.com/sale',
    everyday: 'warn',
    direct2021: 'warn',
    room2021: 'warn',
  },
  {
    what: 'a listed phishing link',
    address: `https://${LISTED}/login`,
    destination: `https://${LISTED}/login`,
    everyday: 'block',
    direct2021: 'block',
    room2021: 'block',
  },
  {
    what: 'a shortener of somebody else',
    address: 'https://bit.ly/3xYzAbC',
    destination: 'https://bit.ly/3xYzAbC',
    everyday: 'ask',
    direct2021: 'open',
    room2021: 'ask',
  },
];

function expected(one: Case, policy: string, where: Where): string {
  if (policy === 'everyday') return one.everyday;
  return where === 'direct' ? one.direct2021 : one.room2021;
}

let internet: Internet;
beforeAll(async () => {
  internet = await startInternet();
});
afterAll(() => internet.close());

/** How an open link was opened: the page that it led to, which is then closed. */
async function landsOn(chat: GuardedChat, destination: string): Promise<void> {
  const { host } = new URL(destination);
  await until(() => internet.requests(host).length > 0, { what: `a request to ${host}` });
  expect(internet.requests(host)[0]?.url).toBe(destination);
  await until(() => closeAt(chat, host), { what: `the page of ${host}` });
}

async function closeAt({ browser }: GuardedChat, host: string): Promise<boolean> {
  for (const page of await browser.pages()) {
    const address = await browser.address(page);
    if (URL.canParse(address) && new URL(address).host === host) {
      await page.close();
      return true;
    }
  }
  return false;
}

describe.each(BROWSERS)('in %s', (name) => {
  const policies = IS_WHOLE_RUN ? ['everyday', 'wechat-2021'] : ['everyday'];
  describe.each(policies)('under the policy %s', (policy) => {
    let service: PolicyService;
    let chat: GuardedChat;
    beforeAll(async () => {
      service = await startPolicyService({ policy });
      chat = await startGuardedChat(name, { policy, internet });
      await rulesetTaken(chat.browser, service);
    });
    afterAll(async () => {
      await chat.close();
      await service.close();
    });

    test.each(['direct', 'room'] as const)(
      'each kind of link is treated as it should be, in a %s chat',
      async (where) => {
        await chat.enter(where);
        for (const one of CASES) {
          internet.clear();
          const action = expected(one, policy, where);
          const word = await chat.sendLink(one.address);
          const link = await guarded(chat.reader, word);
          if (action === 'open') {
            expect(link.href, one.what).toBe(one.destination);
            expect(link.rel.split(' '), one.what).toEqual(
              expect.arrayContaining(['noopener', 'noreferrer']),
            );
            await follow(chat, word, 'click');
            await landsOn(chat, one.destination);
          } else {
            expect(link.href, one.what).toMatch(SENTINEL);
            await follow(chat, word, 'click');
            const gate = await readGate(chat.browser);
            expect(gate.action, one.what).toBe(action);
            const { host } = new URL(one.destination);
            expect(gate.words, one.what).toContain(host);
            expect(internet.contacts(host), one.what).toEqual([]);
          }
          expect(internet.contacts('link.zhihu.com')).toEqual([]);
        }
      },
    );

    test.each(['direct', 'room'] as const)(
      'a link whose text names another host is warned of, in a %s chat',
      async (where) => {
        await chat.enter(where);
        internet.clear();
        const word = await chat.sendLink('https://other-place.example/');
        await guarded(chat.reader, word);
        // A page may write what it likes into a link; the guard reads it again.
        await chat.reader.evaluate((wanted) => {
          const messages = [...document.querySelectorAll('.chat-msg__text')];
          const link = messages
            .find((one) => one.textContent?.includes(wanted))
            ?.querySelector('a');
          if (link) link.textContent = 'www.icbc.com.cn';
        }, word);
        const gate = await until(
          async () => {
            if (!(await linkOf(chat.reader, word)).href.startsWith(SENTINEL)) return undefined;
            await follow(chat, word, 'click');
            const read = await readGate(chat.browser);
            // Until the new text is judged, the room's own question may still stand.
            return read.action === 'warn' ? read : undefined;
          },
          { what: 'the warning' },
        );
        expect(gate.words).toContain('icbc.com.cn');
        expect(internet.contacts('other-place.example')).toEqual([]);
      },
    );

    test('what is typed is what is sent: the composer is left alone', async () => {
      await chat.enter('direct');
      const address = `https://${LISTED}/login?utm_source=chat`;
      const word = await chat.sendLink(address);
      // The receiver's page got the address as it was typed; only then was it guarded.
      expect((await linkOf(chat.reader, word)).text).toBe(address);
      expect((await linkOf(chat.writer, word)).text).toBe(address);
    });
  });

  describe('a listed host', () => {
    let service: PolicyService;
    let chat: GuardedChat;
    beforeAll(async () => {
      service = await startPolicyService();
      chat = await startGuardedChat(name, { policy: 'everyday', internet });
      await rulesetTaken(chat.browser, service);
      await chat.enter('direct');
    });
    afterAll(async () => {
      await chat.close();
      await service.close();
    });
    afterEach(async () => {
      await service.front.setMode('up');
    });

    const modes = IS_WHOLE_RUN ? (['up', 'down', 'slow', 'html'] as const) : (['down'] as const);

    test.each(modes)(
      'sees nothing, however its link is followed, with the service %s',
      async (mode) => {
        await service.front.setMode(mode);
        internet.clear();
        const word = await chat.sendLink(`https://${LISTED}/${mode}`);
        expect((await guarded(chat.reader, word)).href).toMatch(SENTINEL);
        for (const way of WAYS) {
          await follow(chat, word, way);
          expect((await readGate(chat.browser, way)).action, way).toBe('block');
        }
        expect(internet.contacts(LISTED)).toEqual([]);
      },
    );

    test.each(modes)(
      'an unlisted link opens, and was asked about without a word of it, with the service %s',
      async (mode) => {
        await service.front.setMode(mode);
        service.front.clear();
        internet.clear();
        const host = `unlisted-${mode}.example`;
        const word = await chat.sendLink(`https://${host}/secret-path`);
        expect((await guarded(chat.reader, word)).href).toBe(`https://${host}/secret-path`);
        await follow(chat, word, 'click');
        await landsOn(chat, `https://${host}/secret-path`);
        for (const { body, headers, path } of service.front.requests()) {
          expect(`${path} ${body} ${JSON.stringify(headers)}`).not.toMatch(
            /unlisted|secret|alice|bob/,
          );
        }
      },
    );

    test('sees nothing when the worker was killed before the click', async () => {
      internet.clear();
      const word = await chat.sendLink(`https://${LISTED}/killed`);
      await guarded(chat.reader, word);
      for (const way of ['click', 'address'] as const) {
        await chat.browser.killWorker();
        await follow(chat, word, way);
        expect((await readGate(chat.browser)).action).toBe('block');
      }
      expect(internet.contacts(LISTED)).toEqual([]);
    });

    test('a link is judged by a worker that was killed before the message came', async () => {
      await chat.browser.killWorker();
      const word = await chat.sendLink(`https://${LISTED}/woken`);
      expect((await guarded(chat.reader, word)).href).toMatch(SENTINEL);
    });

    test('the gate asks once about a link in a kind of conversation; nothing more is remembered', async () => {
      internet.clear();
      const address = 'https://bit.ly/go-on';
      const word = await chat.sendLink(address);
      await guarded(chat.reader, word);
      await follow(chat, word, 'click');
      await goOn(chat, false);
      await landsOn(chat, address);
      await until(async () => (await linkOf(chat.reader, word)).href === address, {
        what: 'the answered link to open',
      });
      await chat.enter('room');
      const elsewhere = await chat.sendLink(address);
      expect((await guarded(chat.reader, elsewhere)).href).toMatch(SENTINEL);

      internet.clear();
      await follow(chat, elsewhere, 'click');
      await goOn(chat, true);
      await landsOn(chat, address);
      await until(async () => (await linkOf(chat.reader, elsewhere)).href === address, {
        what: 'the remembered link to open',
      });
      await chat.enter('direct');
    });

    test('a choice for groups, made in the popup, takes effect on links in view', async () => {
      await chat.enter('room');
      const address = 'https://on-screen.example/';
      const word = await chat.sendLink(address);
      expect((await guarded(chat.reader, word)).href).toBe(address);
      const popup = await openPopup(chat.browser, chat.reader);
      await choose(popup, 'ask');
      await until(async () => (await linkOf(chat.reader, word)).href.startsWith(SENTINEL), {
        what: 'the link in view to ask',
      });
      await choose(popup, 'policy');
      await until(async () => (await linkOf(chat.reader, word)).href === address, {
        what: 'the link in view to open again',
      });
      await popup.close();
      await chat.enter('direct');
    });

    test('a complaint filed while the service is away arrives exactly once', async () => {
      const address = 'https://complained-of.example/page';
      const word = await chat.sendLink(address);
      await guarded(chat.reader, word);
      await service.front.setMode('down');
      const popup = await openPopup(chat.browser, chat.reader);
      await complain(popup, 'complained-of.example');
      await until(() => service.complaints(address) === 0, { what: 'nothing to have arrived' });
      await chat.browser.killWorker();
      await service.front.setMode('up');
      await popup.close();
      const again = await openPopup(chat.browser, chat.reader);
      await until(() => service.complaints(address) === 1, { what: 'the complaint' });
      await again.close();
      await chat.browser.killWorker();
      const last = await openPopup(chat.browser, chat.reader);
      await until(
        () => last.evaluate(() => document.querySelector('[role=tab][id$=complaints]') !== null),
        {
          what: 'the popup',
        },
      );
      await last.evaluate(() =>
        document.querySelector<HTMLElement>('[role=tab][id$=complaints]')?.click(),
      );
      await until(
        () => last.evaluate(() => document.querySelector('.complaint-state-received') !== null),
        { what: 'the state of the complaint' },
      );
      expect(service.complaints(address)).toBe(1);
      await last.close();
    });
  });
});

/** Proceeds at the gate as a person does: waits until it may, rests, presses. */
async function goOn({ browser }: GuardedChat, remember: boolean): Promise<void> {
  const gate = await openGate(browser);
  await gate.bringToFront();
  await gate.waitForSelector('#continue:not([disabled])');
  if (remember) await gate.click('.remember input[type=checkbox]');
  await gate.focus('#continue');
  await gate.keyboard.press('Enter');
}

type Page = GuardedChat['reader'];

async function choose(popup: Page, value: string): Promise<void> {
  await popup.bringToFront();
  const selector = `input[name="here-group"][value="${value}"]`;
  await popup.waitForSelector(selector);
  await popup.evaluate(
    (wanted) => document.querySelector<HTMLInputElement>(wanted)?.click(),
    selector,
  );
}

async function complain(popup: Page, host: string): Promise<void> {
  await popup.bringToFront();
  await until(
    () =>
      popup.evaluate((wanted) => {
        const rows = [...document.querySelectorAll('details.row')];
        const row = rows.find((one) => one.textContent?.includes(wanted));
        row?.querySelector('summary')?.click();
        return row !== undefined;
      }, host),
    { what: 'the link in the popup' },
  );
  const report = await popup.waitForSelector('.row-more button');
  await report?.click();
  await popup.waitForSelector('form.complaint');
  await popup.select('form.complaint select', 'fraud');
  await popup.type('form.complaint textarea', 'it asked for my card');
  await popup.click('form.complaint button[type=submit]');
  await popup.waitForSelector('[role=status]');
}
