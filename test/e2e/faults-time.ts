/// <reference lib="dom" />
/** The clock is wrong, time has passed unseen, and everything comes at once. */
import { describe, expect, test } from 'vitest';
import { say, untilState } from '../support/bare-chat.ts';
import { type BrowserName, launch } from '../support/browsers.ts';
import {
  explain,
  type Ground,
  keptFloor,
  LISTED,
  lookForUpdate,
  popupSays,
  untilVersion,
  viewOf,
} from '../support/fault-ground.ts';
import type { FaultyService } from '../support/faulty-service.ts';
import { inBackground } from '../support/in-background.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';

const MANIFEST = '/v1/ruleset/manifest.json';
const BURST = 1000;

declare const chrome: {
  readonly alarms: {
    clearAll(): Promise<boolean>;
    getAll(): Promise<readonly { name: string }[]>;
  };
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  readonly storage: { readonly local: { set(items: object): Promise<void> } };
};

/** Of the worker that runs now; the next one reads the machine's clock. */
const CLOCKS: readonly [words: string, told: string, turn: (scope?: typeof globalThis) => void][] =
  [
    [
      'two years ahead',
      'already expired',
      (scope = globalThis) => {
        const now = scope.Date.now.bind(scope.Date);
        scope.Date.now = () => now() + 2 * 365 * 86_400_000;
      },
    ],
    [
      'two years behind',
      'the clock of this computer',
      (scope = globalThis) => {
        const now = scope.Date.now.bind(scope.Date);
        scope.Date.now = () => now() - 2 * 365 * 86_400_000;
      },
    ],
  ];

export function oddTimes(ground: () => Ground, name: BrowserName): void {
  describe('a clock that is', () => {
    test.each(CLOCKS)(
      '%s calls nothing fresh, and locks nothing out once it is right',
      async (_, told, turn) => {
        const { browser, chat, desk, service } = ground();
        const version = await take(ground());
        await service.front.setMode('down');
        await inBackground(ground(), turn);
        expect((await viewOf(desk)).protection.ruleset?.stale).toBeDefined();
        expect((await explain(desk, 'https://odd-time.example/')).verdict).toBe('unknown');
        await say(chat, 'listed', `https://${LISTED}/odd-time`);
        await untilState(chat, 'listed', 'stopped');
        await service.front.setMode('up');
        await lookForUpdate(desk);
        await popupSays(ground(), told);
        expect(await keptFloor(desk)).toBe(version);

        await browser.killWorker();
        expect((await viewOf(desk)).protection.ruleset).not.toHaveProperty('stale');
        const next = await take(ground());
        expect(next).toBeGreaterThan(version);
        const { problems } = (await viewOf(desk)).protection;
        // The links on screen may have been asked about while there was no service.
        expect(problems.filter((code) => code !== 'service-unreachable')).toEqual([]);
      },
    );
  });

  test('alarms that the browser has lost are there again when the next worker starts', async () => {
    const { browser, desk } = ground();
    // In this order: a page may wake the next worker at any moment.
    await desk.evaluate(() => chrome.alarms.clearAll());
    expect(await desk.evaluate(() => chrome.alarms.getAll())).toEqual([]);
    await browser.killWorker();
    await viewOf(desk);
    await until(
      async () => {
        const names = (await desk.evaluate(() => chrome.alarms.getAll())).map((one) => one.name);
        return ['ruleset', 'complaint-states'].every((one) => names.includes(one));
      },
      { what: 'the alarms' },
    );
  });

  test('after eight hours of sleep there is one look for a newer ruleset, however much wakes up', async () => {
    const { browser, desk, service } = ground();
    const version = await service.publish([LISTED, 'asleep.faults.example']);
    await browser.killWorker();
    await desk.evaluate(() =>
      chrome.storage.local.set({
        'update-check': { at: Date.now() - 8 * 3_600_000, failures: 0 },
      }),
    );
    const before = looksOf(service);
    await Promise.all(Array.from({ length: 20 }, () => viewOf(desk)));
    await untilVersion(desk, version);
    expect(looksOf(service) - before).toBe(1);
  });

  test('two windows that look for a ruleset at once look once', async () => {
    const { desk, service } = ground();
    const version = await service.publish([LISTED, 'windows.faults.example']);
    const before = looksOf(service);
    await desk.evaluate(async () => {
      const message = { protocol: 'page', name: 'ruleset.update' };
      await Promise.all(Array.from({ length: 5 }, () => chrome.runtime.sendMessage(message)));
    });
    await untilVersion(desk, version);
    expect(looksOf(service) - before).toBe(1);
  });

  test('a second profile beside it has rulesets, floor and settings of its own', async () => {
    const { desk, internet, service } = ground();
    const own = await take(ground());
    const second = await launch(name, { extensionDir: builtExtension(name), proxy: internet });
    try {
      const page = await second.extensionPage('icons/16.png');
      await untilVersion(page, own);
      const version = await service.publish([LISTED, 'second.faults.example']);
      await Promise.all([lookForUpdate(desk), lookForUpdate(page)]);
      for (const one of [desk, page]) {
        await untilVersion(one, version);
        expect(await keptFloor(one)).toBe(version);
      }
    } finally {
      await second.close();
    }
  });

  test(`a burst of ${BURST} questions to a worker that sleeps is answered, each its own`, async () => {
    const { browser, desk, service } = ground();
    await service.front.setMode('down');
    await browser.killWorker();
    const told = await desk.evaluate(
      async (count, listed) => {
        const link = { text: 'look', context: 'direct', site: 'demo' };
        const ask = (index: number) =>
          chrome.runtime.sendMessage({
            ...{ protocol: 'page', name: 'link.explain' },
            input: {
              href: index % 2 === 0 ? `https://${listed}/${index}` : `https://b${index}.example/`,
              ...link,
            },
          });
        const replies = await Promise.all(Array.from({ length: count }, (_, index) => ask(index)));
        return replies.map((reply) => (reply as { value?: { verdict?: string } }).value?.verdict);
      },
      BURST,
      LISTED,
    );
    expect(told.filter((verdict, index) => index % 2 === 0 && verdict !== 'harmful')).toEqual([]);
    expect(told.filter((verdict, index) => index % 2 === 1 && verdict !== 'unlisted')).toEqual([]);
    expect((await viewOf(desk)).protection.problems).toEqual(['service-unreachable']);
  });
}

/** How often the service was asked for its newest ruleset. */
function looksOf({ front }: FaultyService): number {
  return front.requests(MANIFEST).length;
}

async function take({ desk, service }: Ground): Promise<number> {
  const version = await service.publish([LISTED]);
  await lookForUpdate(desk);
  await untilVersion(desk, version);
  return version;
}
