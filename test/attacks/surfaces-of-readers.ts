/// <reference lib="dom" />
/** A95–A98: who reads the page: by ear, from right to left, under the page’s own style, on paper. */
import { expect } from 'vitest';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import { addressAtGate } from './gate-page.ts';
import { spokenOf } from './pixels.ts';
import { linkTo } from './spellings.ts';

const PAGE_ALONE = { only: ['warm'], why: 'it is the page layer’s work alone.' } as const;

export const SURFACES_OF_READERS: readonly Attack[] = [
  {
    id: 'A95',
    title: 'The page speaks for its link: “safe”, to who listens instead of looking',
    required: 'the mark is read out in words after it, and the gate says what it is in text',
    layer: 'rewrite',
    modes: PAGE_ALONE,
    async run(ground) {
      const page = await ground.show(
        ground.link('a').replace('<a ', '<a aria-label="safe link" title="Link Guard: safe" '),
      );
      await ground.untilStopped(page, '#a');
      if (ground.name === 'chromium') {
        const spoken = await until(
          async () => {
            const all = await spokenOf(page);
            return all.some(({ name }) => name.startsWith('Blocked – ')) && all;
          },
          { what: 'the mark in words' },
        );
        expect(spoken.find(({ role }) => role === 'link')?.name).toBe('safe link');
        expect(spoken.find(({ name }) => name.startsWith('Blocked – '))?.role).toBe('image');
      }
      await ground.attack(() => ground.press(page, '#a'));
      expect((await ground.gate()).words).toContain('This link is blocked');
    },
  },
  {
    id: 'A96',
    title: 'A chat that is written from right to left, with a host that could be read backwards',
    required: 'the gate shows the host in its own order',
    layer: 'rewrite',
    modes: PAGE_ALONE,
    async run(ground) {
      const page = await ground.show(
        linkTo('a', `https://123.${ground.listed}/ش/456?מ=1`, 'קישור של הבנק'),
        {
          head: '<script>document.documentElement.dir = "rtl"; document.documentElement.lang = "ar"</script>',
        },
      );
      await ground.untilStopped(page, '#a');
      await ground.attack(() => ground.press(page, '#a'));
      const shown = await addressAtGate(ground);
      expect(shown).toMatchObject({
        host: `123.${ground.listed}`,
        isIsolated: true,
        isWhole: true,
      });
      expect(shown.written).toContain('/%D8%B4/456?%D7%9E=1');
    },
  },
  {
    id: 'A97',
    title: 'The page’s own style hides whatever stands behind a link, in every strength there is',
    required: 'the mark is drawn all the same',
    layer: 'rewrite',
    modes: PAGE_ALONE,
    async run(ground) {
      const rules =
        'display:none!important;opacity:0!important;width:0!important;height:0!important;visibility:hidden!important';
      const page = await ground.show(ground.link('a'), {
        head: `<style>a + * { ${rules} } [role] * + *:not(a) { ${rules} } @layer one { a + * { ${rules} } }
          a + *::before { content: "safe" }</style>`,
      });
      await ground.untilStopped(page, '#a');
      const seen = await until(() => page.evaluate(lookOfMark), { what: 'the mark' });
      expect(Math.min(seen.width, seen.height)).toBeGreaterThan(10);
      expect(seen).toMatchObject({ opacity: '1', visibility: 'visible' });
    },
  },
  {
    id: 'A98',
    title: 'The page is printed, with a link that may open and one that may not',
    required: 'nothing of ours calls a link safe, on paper neither',
    layer: 'rewrite',
    modes: PAGE_ALONE,
    browsers: {
      only: ['chromium'],
      why: 'Firefox’s driver does not show a page as it would print it.',
    },
    async run(ground) {
      const page = await ground.show([linkTo('open', `https://${ground.open}/`), ground.link('a')]);
      await ground.untilStopped(page, '#a');
      await ground.untilOpen(page, '#open');
      await page.emulateMediaType('print');
      expect(
        await page.evaluate(() => document.querySelector('#open')?.nextElementSibling),
      ).toBeNull();
      const words = await page.evaluate(() => document.body.innerText);
      expect(words).not.toMatch(/safe|clean|checked/i);
    },
  },
];

/** Runs in the page. */
function lookOfMark():
  | { width: number; height: number; opacity: string; visibility: string }
  | undefined {
  const mark = document.querySelector('#a + *');
  if (mark === null) return undefined;
  const { width, height } = mark.getBoundingClientRect();
  const { opacity, visibility } = getComputedStyle(mark);
  return { width, height, opacity, visibility };
}
