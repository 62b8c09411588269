/// <reference lib="dom" />
/** A67–A70: who speaks to the extension, and what a page learns from how it behaves. */
import { expect } from 'vitest';
import { ask } from '../support/fault-ground.ts';
import { FOR_PAGES, isolatedWorld } from '../support/isolated-world.ts';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import { linkTo } from './spellings.ts';
import { popupOf } from './surfaces-of-marks.ts';

const MESSAGES = 10_000;

/** Names that would change what all objects have in common. */
const POLLUTING = ['__proto__', 'constructor', 'prototype'];

export const SURFACES_OF_MESSAGES: readonly Attack[] = [
  {
    id: 'A67',
    title: 'Names like __proto__ in what is sent to the extension',
    required: 'refused or left out; no object of the worker has them',
    modes: { only: ['warm', 'killed'], why: 'nobody is asked.' },
    async run(ground) {
      const { browser, desk } = ground.world;
      const before = await ground.approvals();
      await ground.attack(async () => {
        for (const one of POLLUTING) {
          const text = `{"${one}":{"polluted":true},"context":"${one}","choice":"open","site":{"${one}":{"id":"x"}}}`;
          for (const name of ['choice.set', 'site.save', 'complaint.file', 'link.explain']) {
            await desk.evaluate(sendParsed, name, text);
          }
        }
      });
      if (browser.name === 'chromium') {
        const polluted = await browser.evaluateInBackground(
          () => (({}) as { polluted?: unknown }).polluted ?? 'no',
        );
        expect(polluted).toBe('no');
      }
      expect(await ground.approvals()).toEqual(before);
      const page = await ground.show(ground.link('a'));
      await ground.untilStopped(page, '#a');
    },
  },
  {
    id: 'A68',
    title: `A page sends ${MESSAGES} messages and events that look like ours`,
    required: 'nobody listens: nothing changes, and nothing is told',
    layer: 'rewrite',
    async run(ground) {
      const before = await ground.approvals();
      const page = await ground.show(ground.link('a'));
      await ground.untilStopped(page, '#a');
      const heard = await ground.attack(() => page.evaluate(sendForged, MESSAGES, [...FOR_PAGES]));
      expect(heard).toBe(MESSAGES);
      const { choices, complaints } = await popupOf(ground, page);
      expect(Object.values(choices).map(({ own }) => own)).toEqual(
        Object.values(choices).map(() => undefined),
      );
      expect(complaints.filter(({ address }) => address.includes('forged'))).toEqual([]);
      expect(await ground.approvals()).toEqual(before);
      expect(await ground.href(page, '#a')).toContain('.invalid/');
    },
  },
  {
    id: 'A69',
    title: 'A page that has broken out into the world of the content script sends what it likes',
    required: 'refused: what a person decides is for pages of the extension alone',
    layer: 'rewrite',
    browsers: {
      only: ['chromium'],
      why: 'Firefox’s driver does not show that world; the check is the same code.',
    },
    async run(ground) {
      const before = await ground.approvals();
      const page = await ground.show(ground.link('a'));
      await ground.untilStopped(page, '#a');
      const own = await ground.world.desk.evaluate(() => location.origin);
      const world = await isolatedWorld(page, own);
      await ground.attack(async () => {
        for (const [name, input] of FOR_PAGES) {
          const reply = await world.send({ protocol: 'page', name, input });
          expect(reply).toMatchObject({ ok: false, code: 'not-allowed' });
        }
      });
      await world.close();
      expect(await ground.approvals()).toEqual(before);
    },
  },
  {
    id: 'A70',
    title: 'A page full of guesses looks at which of its links are stopped',
    required: 'what the person decided is not told',
    hole: {
      why: 'A link that may open has to hold its destination, and one that may not must not: a page sees which is which, and with it a choice for a kind of conversation and a remembered exception.',
      shown: 'Nothing.',
    },
    modes: { only: ['warm'], why: 'it is the same in all.' },
    async run(ground) {
      const { desk } = ground.world;
      const page = await ground.show(linkTo('guess', `https://${ground.open}/`));
      await ground.untilOpen(page, '#guess');
      try {
        await ask(desk, 'choice.set', { context: 'group', choice: 'ask' });
        await ground.untilStopped(page, '#guess');
      } finally {
        await ask(desk, 'choice.set', { context: 'group', choice: null });
      }
      await until(async () => !(await ground.href(page, '#guess'))?.includes('.invalid/'), {
        what: 'the link to open again',
      });
    },
  },
];

declare const chrome: { readonly runtime: { sendMessage(message: unknown): Promise<unknown> } };

/** Runs in a page of the extension: parsed there, such names are members like any other. */
async function sendParsed(name: string, text: string): Promise<void> {
  await chrome.runtime.sendMessage({ protocol: 'page', name, input: JSON.parse(text) });
}

/** Runs in the page; tells how many messages the page itself has heard. */
function sendForged(count: number, forged: readonly [string, unknown][]): Promise<number> {
  return new Promise((resolve) => {
    let heard = 0;
    addEventListener('message', () => {
      heard += 1;
      if (heard === count) resolve(heard);
    });
    for (let n = 0; n < count; n += 1) {
      const [name, input] = forged[n % forged.length] ?? ['', undefined];
      const detail = { protocol: n % 2 === 0 ? 'page' : 'background', name, input };
      postMessage(detail, '*');
      document.dispatchEvent(new CustomEvent(name, { detail }));
    }
  });
}
