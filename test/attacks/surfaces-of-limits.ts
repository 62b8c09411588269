/// <reference lib="dom" />
/** A88–A94: how much a page can make of us, and what others are told or can bring in. */
import { expect } from 'vitest';
import { ENDPOINTS } from '../../src/wire/index.ts';
import { expectOrdinaryHeaders, expectPaddedPrefixes, lookupsOf } from '../support/sent.ts';
import { until } from '../support/until.ts';
import { heapOfWorker } from '../support/worker-heap.ts';
import type { Attack } from './attack.ts';
import { addCompanion, toldBy, WITH_COMPANION } from './companion.ts';
import { linkTo } from './spellings.ts';
import { A92 } from './surfaces-of-administrators.ts';
import { A91 } from './surfaces-of-authors.ts';
import { popupOf } from './surfaces-of-marks.ts';

const TABS = 20;
const LINKS = 10_000;
/** Bytes of the worker's heap, above what it took before. */
const MOST_HEAP = 50 * 1024 * 1024;

const HOSTS = 100_000;
const FEWER_HOSTS = 10_000;
/** Of one tab: so many requests at once, and a minute (`background/lookup/lookup.ts`). */
const BURST = 40;
const PER_MINUTE = 30;
/** Of all tabs together. */
const BURST_OF_ALL = 60;
const PER_MINUTE_OF_ALL = 60;

const PAGE_ALONE = { only: ['warm'], why: 'it is the page layer’s work alone.' } as const;

export const SURFACES_OF_LIMITS: readonly Attack[] = [
  {
    id: 'A88',
    title: `${TABS} tabs with ${LINKS} stopped links each`,
    required:
      'the worker’s memory stays within 50 MB of what it was, and it judges what comes next',
    layer: 'rewrite',
    browsers: { only: ['chromium'], why: 'Firefox’s driver does not tell what its worker holds.' },
    modes: { only: ['warm'], why: 'it is about one worker that goes on.' },
    within: 240_000,
    async run(ground) {
      const before = await heapOfWorker(ground.world.desk.browser());
      const html = ground.chat('', {
        after: `<script>(${fill})(${LINKS}, 'https://${ground.listed}/$n', 'l')</script>`,
      });
      for (let n = 0; n < TABS; n += 1) {
        const page = await ground.browser.newPage(html);
        await page.bringToFront();
        await ground.untilStopped(page, '#l0', `#l${LINKS - 1}`);
      }
      const page = await ground.show(ground.link('a'));
      await ground.untilStopped(page, '#a');
      expect((await heapOfWorker(ground.world.desk.browser())) - before).toBeLessThan(MOST_HEAP);
    },
  },
  {
    id: 'A89',
    title: `A page with links to ${HOSTS} hosts that it made up, and two more with ${FEWER_HOSTS}`,
    required:
      'the service is asked no more often than one tab may, and by all of them no more than all may',
    layer: 'rewrite',
    modes: { only: ['warm'], why: 'without a service nobody is asked.' },
    within: 240_000,
    async run(ground) {
      const { front } = ground.world.service;
      const since = Date.now();
      const flood = async (tab: number, hosts: number) => {
        const page = await ground.show(ground.link('a'), {
          after: `<script>(${fill})(${hosts}, 'https://h$n.made-up-${tab}.example/', 'h')</script>`,
        });
        // The browser itself takes its time over so many.
        await until(
          () =>
            page.evaluate(
              () =>
                document.querySelector('#a')?.matches('[href*=".link-guard.invalid/"]') &&
                document.querySelector('#h0')?.matches('[rel~=noreferrer]'),
            ),
          { what: 'the listed link and the first of the others to be judged', within: 60_000 },
        );
        await ground.untilStopped(page, '#a');
      };
      const expectAtMost = (burst: number, perMinute: number) => {
        const asked = lookupsOf(front.requests()).filter(({ at }) => at >= since);
        const minutes = (Date.now() - since) / 60_000;
        expect(asked.length).toBeGreaterThan(0);
        expect(asked.length).toBeLessThanOrEqual(burst + Math.ceil(perMinute * minutes));
        expectPaddedPrefixes(asked);
      };
      try {
        await flood(0, HOSTS);
        expectAtMost(BURST, PER_MINUTE);
        for (const tab of [1, 2]) await flood(tab, FEWER_HOSTS);
        expectAtMost(BURST_OF_ALL, PER_MINUTE_OF_ALL);
      } finally {
        await ground.world.browser.closeAllBut([ground.world.desk]);
      }
    },
  },
  {
    id: 'A90',
    title: 'A page shows links to hosts of its own and waits for somebody to come and look',
    required: 'nobody comes; the service gets padded prefixes, and nothing of the addresses',
    modes: { only: ['warm', 'killed'], why: 'without a service nobody is asked.' },
    async run(ground) {
      const { front } = ground.world.service;
      const since = Date.now();
      const honey = ground.fresh('honey');
      const bait = (n: number) => `bait-${n}.${honey}`;
      const page = await ground.attack(() =>
        ground.show([0, 1, 2].map((n) => linkTo(`b${n}`, `https://${bait(n)}/secret?token=${n}`))),
      );
      for (const id of ['#b0', '#b1', '#b2']) await ground.untilOpen(page, id);
      const sent = front.requests().filter(({ at }) => at >= since);
      const lookups = lookupsOf(sent);
      expect(lookups.length).toBeGreaterThan(0);
      expectPaddedPrefixes(lookups);
      expectOrdinaryHeaders(sent);
      for (const { path, body, headers } of sent.filter(
        ({ path: at }) => at !== ENDPOINTS.rulesetParts,
      )) {
        expect(`${path} ${body} ${JSON.stringify(headers)}`).not.toMatch(/bait|honey|secret|token/);
      }
      await ground.noContact(honey);
    },
  },
  A91,
  A92,
  {
    id: 'A93',
    title: 'Another extension sends messages and opens a port',
    required: 'it is told nothing, and nothing changes',
    modes: { only: ['warm', 'killed'], why: 'nobody is asked.' },
    async run(ground) {
      await addCompanion(ground);
      const before = await ground.approvals();
      const page = await ground.attack(() => ground.show('', { head: WITH_COMPANION }));
      const { answers } = await toldBy(page, 0);
      expect(answers.filter((one) => one !== 'refused' && one !== 'nothing')).toEqual([]);
      expect(await ground.approvals()).toEqual(before);
      const { choices } = await popupOf(ground, page);
      expect(choices.direct.own).toBeUndefined();
    },
  },
  {
    id: 'A94',
    title: 'A chat in a private window, beside the ordinary ones',
    required: 'nothing of it is kept where the ordinary ones can see it',
    modes: PAGE_ALONE,
    hole: {
      why: 'Extensions are not in private windows unless the person says so: nothing is guarded there.',
      shown: 'Nothing.',
      browsers: ['chromium'],
    },
    note: 'Firefox’s driver opens no private window: there it is a container, which is guarded.',
    async run(ground) {
      const before = await ground.approvals();
      const context = await ground.world.desk.browser().createBrowserContext();
      const page = await context.newPage();
      try {
        await page.goto(ground.chat(ground.link('a')));
        if (ground.name === 'firefox') await ground.untilStopped(page, '#a');
        else expect(await ground.href(page, '#a')).toBe(`https://${ground.listed}/a`);
        expect(await ground.approvals()).toEqual(before);
      } finally {
        await context.close();
      }
    },
  },
];

/** Runs in the page: lists that are short enough to be looked at as a whole, with these links. */
function fill(count: number, address: string, id: string): void {
  for (let first = 0; first < count; first += 250) {
    const list = document.createElement('div');
    list.setAttribute('role', 'log');
    list.dataset.conversationKind = 'direct';
    list.innerHTML = Array.from(
      { length: Math.min(250, count - first) },
      (_, n) =>
        `<p data-message><a id="${id}${first + n}" href="${address.replace('$n', `${first + n}`)}">link</a></p>`,
    ).join('');
    document.body.append(list);
  }
}
