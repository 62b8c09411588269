/// <reference lib="dom" />
/** A41–A49: addresses and texts that are written to be misread. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { explain } from '../support/fault-ground.ts';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import { addressAtGate } from './gate-page.ts';
import type { Ground } from './ground.ts';
import { spokenOf } from './pixels.ts';
import { linkTo, resolved, spelled } from './spellings.ts';

/** A protected brand, which no link of these leads to. */
const BANK = 'icbc.com.cn';

export const ADDRESSES: readonly Attack[] = [
  {
    id: 'A41',
    title: 'Another site’s name stands before the host, as a user name',
    required: 'stopped, listed or not; the gate shows the real host alone in bold, and says so',
    layer: 'rewrite',
    async run(ground) {
      const before = [`${BANK}@`, `${BANK}:443@`, `${BANK}%2Flogin%40x@`, `${BANK}\u2028\u2029:x@`];
      const unlisted = unlistedOf(ground);
      const hosts = [ground.listed, unlisted];
      const addresses = hosts.flatMap((host) =>
        before.map((name) => `https://${name}${host}/login`),
      );
      const page = await ground.show(addresses.map((to, index) => linkTo(`a${index}`, to)));
      await ground.untilStopped(page, ...addresses.map((_, index) => `#a${index}`));
      for (const [index, host] of [
        [0, ground.listed],
        [3, ground.listed],
        [7, unlisted],
      ] as const) {
        await page.bringToFront();
        await ground.attack(() => ground.press(page, `#a${index}`));
        const shown = await addressAtGate(ground);
        expect(shown).toMatchObject({ host, isBold: true, isIsolated: true, isWhole: true });
        expect(shown.userInfo).toContain(BANK);
        expect(shown.words).toContain('user name');
      }
      await ground.noContact(ground.listed, unlisted, BANK);
    },
  },
  {
    id: 'A42',
    title: 'Back slashes, too few slashes and too many',
    required: 'read as the browser reads them',
    layer: 'rewrite',
    run: (ground) =>
      spelled(ground, {
        of: (host) => [
          `https:\\\\${host}\\a`,
          `https:${host}/b`,
          `https:/\\/${host}/c`,
          `https://///${host}/d`,
          `//${host}/e`,
          `\\\\${host}/f`,
          `/\\${host}/g`,
          `https://${host}\\@${BANK}/h`,
          `https://${host}/i`,
        ],
      }),
  },
  {
    id: 'A43',
    title: 'Tabs and line ends inside the scheme, the host and the path',
    required: 'read as the browser reads them',
    layer: 'rewrite',
    run: (ground) =>
      spelled(ground, {
        of: (host) => [
          `ht\ttps://${host}/a`,
          `https:/\n/${host}/b`,
          `https://${host.slice(0, 3)}\r\n${host.slice(3)}/c`,
          `  \u0001https://${host}/d  `,
          `https://${host}/e\t/../f\n`,
        ],
      }),
  },
  {
    id: 'A44',
    title: 'One number of an IP address, written in every way there is',
    required: 'the person is asked each time, and the gate shows the one address',
    layer: 'rewrite',
    async run(ground) {
      const same = [
        '203.0.113.7',
        '3405803783',
        '0xcb007107',
        '0313.0.0161.07',
        '0xcb.0.28935',
        '203.28935',
        '203.0.113.7.',
        '２０３.0.113.7',
      ];
      const mapped = ['[::ffff:203.0.113.7]', '[0:0:0:0:0:ffff:cb00:7107]', '[::FFFF:CB00:7107]'];
      const broken = ['[fe80::1%25eth0]', '256.256.256.256', '0xcb.0.113.7.9'];
      const all = [...same, ...mapped, ...broken];
      const page = await ground.show(all.map((host, n) => linkTo(`a${n}`, `http://${host}/`)));
      await ground.untilStopped(page, ...all.map((_, n) => `#a${n}`));
      const leadsTo = async (host: string) =>
        (await explain(ground.world.desk, `http://${host}/`)).destination;
      expect(await Promise.all(same.map(leadsTo))).toEqual(same.map(() => 'http://203.0.113.7/'));
      const written = 'http://[::ffff:cb00:7107]/';
      expect(await Promise.all(mapped.map(leadsTo))).toEqual(mapped.map(() => written));
      expect(await Promise.all(broken.map(leadsTo))).toEqual(broken.map(() => undefined));
      const press = async (n: number) => {
        await page.bringToFront();
        await ground.attack(() => ground.press(page, `#a${n}`));
        return addressAtGate(ground);
      };
      for (const n of [1, 3, 7]) {
        expect(await press(n)).toMatchObject({ action: 'ask', host: '203.0.113.7' });
      }
      expect((await press(same.length)).host).toBe('[::ffff:cb00:7107]');
      // What no browser can read has no way on.
      for (const n of broken.keys()) {
        expect(await press(same.length + mapped.length + n)).toMatchObject({ hasWayOn: false });
      }
      await ground.noContact('203.0.113.7', '[::ffff:cb00:7107]');
    },
  },
  {
    id: 'A45',
    title: 'Dots at the end, at the front and twice, capitals, and the default port',
    required: 'the same verdict as without them',
    layer: 'rewrite',
    async run(ground) {
      const of = (host: string) => [
        `https://${host}./a`,
        `https://${host.toUpperCase()}/b`,
        `https://${host}:443/c`,
        `https://${host}:/d`,
        `https://${host}:00443/e`,
        `HTTPS://${host}/f/../g`,
      ];
      const { listed } = ground;
      const odd = [
        `https://.${listed}/`,
        `https://${listed}../`,
        `https://${listed.replace('.', '..')}/`,
      ];
      const page = await ground.show([...of(listed), ...odd].map((to, n) => linkTo(`a${n}`, to)));
      await ground.untilStopped(page, ...[...of(listed), ...odd].map((_, n) => `#a${n}`));
      await ground.attack(() => ground.press(page, '#a0'));
      expect((await addressAtGate(ground)).action).toBe('block');
      await spelled(ground, { of: (host) => of(host).slice(1) });
    },
  },
  {
    id: 'A46',
    title: 'The host and the path in per cent, once and again and again',
    required: 'the same verdict as without; endless escapes keep nobody waiting',
    layer: 'rewrite',
    async run(ground) {
      const inPerCent = (text: string) =>
        [...text].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('');
      await spelled(ground, {
        of: (host) => [
          `https://${inPerCent(host)}/a`,
          `https://${host.replaceAll('.', '%2e')}/b`,
          `https://${host}/%25%32%35%30%30/c`,
          `https://${host}/${'%25'.repeat(2_000)}00`,
        ],
      });
    },
  },
  {
    id: 'A47',
    title: 'Look-alike letters: mixed, a whole word of them, as punycode, and broken punycode',
    required: 'stopped; the gate shows the name as it goes over the wire, its letters beside it',
    layer: 'rewrite',
    async run(ground) {
      const fakes = [
        ['https://www.tаobao.com/sale', 'www.xn--tobao-4ve.com', 'www.tаobao.com'],
        ['https://аррӏе.com/', 'xn--80ak6aa92e.com', 'аррӏе.com'],
        ['https://xn--80ak6aa92e.com/login', 'xn--80ak6aa92e.com', 'аррӏе.com'],
      ] as const;
      const page = await ground.show(fakes.map(([to], n) => linkTo(`a${n}`, to)));
      await ground.untilStopped(page, '#a0', '#a1', '#a2');
      for (const [n, [, host, readsAs]] of fakes.entries()) {
        await page.bringToFront();
        await ground.attack(() => ground.press(page, `#a${n}`));
        const shown = await addressAtGate(ground);
        expect(shown).toMatchObject({ action: 'warn', host, readsAs, isWhole: true });
        expect(shown.written).not.toMatch(/[^\p{ASCII}]/u);
      }
      await ground.noContact(...fakes.map(([, host]) => host));
      // Broken: the browser itself decides whether that is an address at all.
      const broken = await ground.show([linkTo('b', 'https://xn--a.example/'), ground.link('a')]);
      await ground.untilStopped(broken, '#a');
      const isAddress = await broken.evaluate(() => URL.canParse('https://xn--a.example/'));
      if (isAddress) await ground.untilOpen(broken, '#b');
      else await ground.untilStopped(broken, '#b');
    },
  },
  {
    id: 'A48',
    title: 'Characters that turn the order round or have no width, in the text and in the path',
    required: 'warned of; the gate writes them out, and nothing it draws holds one',
    layer: 'rewrite',
    async run(ground) {
      const unlisted = unlistedOf(ground);
      const page = await ground.show([
        linkTo('path', `https://${unlisted}/\u202egnp.exe`),
        linkTo('text', `https://${unlisted}/x`, `${BANK}\u202e/moc.x\u2066`),
        linkTo('zero', `https://${unlisted}/a\u200b\u2060b`),
      ]);
      await ground.untilStopped(page, '#path', '#text', '#zero');
      const shown = async (id: string) => {
        await page.bringToFront();
        await ground.attack(() => ground.press(page, `#${id}`));
        const gate = await addressAtGate(ground);
        expect(gate).toMatchObject({ action: 'warn', host: unlisted, isIsolated: true });
        return gate;
      };
      expect((await shown('path')).written).toContain('/%E2%80%AEgnp.exe');
      expect((await shown('zero')).written).toContain('/a%E2%80%8B%E2%81%A0b');
      expect((await shown('text')).all).toContain('U+202E');
      await ground.noContact(unlisted);
    },
  },
  {
    id: 'A49',
    title: 'The text of the link names another site than it leads to',
    required: 'warned of, in words: by the mark to who cannot see it, by the gate with both names',
    layer: 'rewrite',
    async run(ground) {
      const unlisted = unlistedOf(ground);
      const page = await ground.show([
        linkTo('a', `https://${unlisted}/`, `https://www.${BANK}/login`),
        linkTo('b', `https://${ground.listed}/`, `www.${BANK}`),
      ]);
      await ground.untilStopped(page, '#a', '#b');
      if (ground.name === 'chromium') await spokenMarks(page);
      await ground.attack(() => ground.press(page, '#a'));
      const shown = await addressAtGate(ground);
      expect(shown).toMatchObject({ action: 'warn', host: unlisted });
      expect(shown.words).toContain(BANK);
      await ground.noContact(unlisted, ground.listed, BANK);
      expect(await resolved(page, '#a')).toContain('.invalid/');
    },
  },
];

/** A host that is listed nowhere, and in no other run. */
function unlistedOf({ mode, listed }: Ground): string {
  return `${listed.split('.', 1)[0]}-${mode}.unlisted.example`;
}

/** Chromium alone tells what is read out. */
async function spokenMarks(page: Page): Promise<void> {
  await until(
    async () => {
      const names = (await spokenOf(page)).map(({ name }) => name);
      return (
        names.some((name) => name.startsWith('Warning – The text names a different site')) &&
        names.some((name) => name.startsWith('Blocked – Listed as suspected'))
      );
    },
    { what: 'the marks in words' },
  );
}
