/// <reference lib="dom" />
/** A50–A56: hosts that are not what they look like, and links that hide in what is around them. */
import diagnostics from 'node:diagnostics_channel';
import { expect } from 'vitest';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import { addressAtGate } from './gate-page.ts';
import { linkTo, spelled } from './spellings.ts';
import { LISTED_TENANT } from './world.ts';

const LONG = `${['a', 'b', 'c'].map((one) => one.repeat(63)).join('.')}.${'d'.repeat(53)}`;

export const ADDRESSES_OF_HOSTS: readonly Attack[] = [
  {
    id: 'A50',
    title:
      'A known name in front of the real one, a host of 253 characters, any name below a listed host',
    required: 'stopped; the gate shows the host to its right end',
    layer: 'rewrite',
    async run(ground) {
      const [fake, long] = [
        `paypal.com.${ground.listed.split('.', 1)[0]}.unlisted.example`,
        `${LONG}.example`,
      ];
      expect(long).toHaveLength(253);
      const page = await ground.show([
        linkTo('fake', `https://${fake}/`),
        linkTo('long', `https://${long}/`, 'www.icbc.com.cn'),
        ...['x', 'y.x', crypto.randomUUID()].map((one, n) =>
          linkTo(`below${n}`, `https://${one}.${ground.listed}/`),
        ),
      ]);
      await ground.untilStopped(page, '#fake', '#long', '#below0', '#below1', '#below2');
      for (const [id, host] of [
        ['#fake', fake],
        ['#long', long],
        ['#below1', `y.x.${ground.listed}`],
      ] as const) {
        await page.bringToFront();
        await ground.attack(() => ground.press(page, id));
        expect(await addressAtGate(ground)).toMatchObject({ host, isBold: true, isWhole: true });
      }
      await ground.noContact(fake, long, ground.listed);
    },
  },
  {
    id: 'A51',
    title: 'Two who publish on one host that is lent out, one of them listed',
    required:
      'the one is stopped and the other opens; what is offered to be remembered is one, never the host of all',
    layer: 'rewrite',
    async run(ground) {
      const { internet } = ground.world;
      const honest = `${ground.fresh('tenant').split('.', 1)[0]}.github.io`;
      internet.answer(honest, () => ({ body: 'a page' }));
      const page = await ground.show([
        linkTo('bad', `https://${LISTED_TENANT}/login`),
        linkTo('good', `https://${honest}/login`),
        linkTo('odd', `https://odd.github.io/login`, 'www.icbc.com.cn'),
      ]);
      await ground.untilStopped(page, '#bad', '#odd');
      await ground.untilOpen(page, '#good');
      await ground.attack(() => ground.press(page, '#bad'));
      expect(await addressAtGate(ground)).toMatchObject({ action: 'block', host: LISTED_TENANT });
      await page.bringToFront();
      await ground.press(page, '#odd');
      const shown = await addressAtGate(ground);
      expect(shown).toMatchObject({ action: 'warn', host: 'odd.github.io', hasWayOn: true });
      expect(shown.scopes).toEqual([
        'this address only',
        'everything on https://odd.github.io',
        'the whole site odd.github.io',
      ]);
      await ground.noContact(LISTED_TENANT, 'odd.github.io');
      // Also by the net, which holds the listed one by now.
      await page.bringToFront();
      await ground.press(page, '#good');
      await until(() => internet.requests(honest).length > 0, {
        what: 'the other one to be asked',
      });
    },
  },
  {
    id: 'A52',
    title: 'A short link of somebody else',
    required:
      'the gate says that it hides where it leads; neither the browser nor the service looks',
    layer: 'rewrite',
    async run(ground) {
      const asked: string[] = [];
      const note = (message: unknown) => asked.push(originOf(message));
      diagnostics.subscribe('undici:request:create', note);
      try {
        const page = await ground.show(linkTo('a', 'https://bit.ly/3xYzAbC'));
        await ground.untilStopped(page, '#a');
        await ground.attack(() => ground.press(page, '#a'));
        const shown = await addressAtGate(ground);
        expect(shown).toMatchObject({ action: 'ask', host: 'bit.ly' });
        expect(shown.words).toContain('hides where it leads');
        expect(shown.words).not.toContain('It leads to');
        await ground.noContact('bit.ly');
      } finally {
        diagnostics.unsubscribe('undici:request:create', note);
      }
      // The service of the tests runs in this process.
      expect(asked.filter((origin) => !origin.startsWith('http://127.0.0.1:'))).toEqual([]);
    },
  },
  {
    id: 'A53',
    title: 'A base that is written into the page late makes relative links lead elsewhere',
    required: 'judged again: the link is stopped, and the gate names where it leads',
    layer: 'rewrite',
    async run(ground) {
      const page = await ground.show([linkTo('a', 'go/now'), ground.link('b')]);
      await ground.untilStopped(page, '#b');
      expect(await ground.href(page, '#a')).toBe('go/now');
      await page.evaluate((to) => {
        const base = document.createElement('base');
        base.href = to;
        document.head.append(base);
      }, `https://${ground.listed}/`);
      await ground.untilStopped(page, '#a');
      await ground.attack(() => ground.press(page, '#a'));
      const shown = await addressAtGate(ground);
      expect(shown.host).toBe(ground.listed);
      expect(shown.written).toContain('/go/now');
      await ground.noContact();
    },
  },
  {
    id: 'A54',
    title: 'Broken markup, entities, an address twice, a template, a drawing, an image map',
    required: 'the link that the browser makes of it is the one that is stopped',
    layer: 'rewrite',
    async run(ground) {
      const { listed, open } = ground;
      const letters = [...`https://${listed}/`].map((one) => `&#${one.charCodeAt(0)}`).join('');
      const page = await ground.show(
        [
          `<a x=">" id="a0" href=https://${listed}/a target=_blank>a</a>`,
          `<a id="a1" href="${letters}" target="_blank">b</a>`,
          `<a id='a2' href='https://${listed}/' href='https://${open}/' target=_blank>c</a>`,
          `<a/id="a3"/href="https://${listed}/"/target="_blank">d`,
          `<svg width="60" height="20"><a id="a4" xlink:href="https://${listed}/" target="_blank"><text y="15">e</text></a></svg>`,
          `<map name="m"><area id="a5" alt="f" shape="rect" coords="0,0,20,20" href="https://${listed}/"></map>`,
          `<!-- > --><b><i></b><a id="a6" HREF = "https://${listed}/" target="_blank">g</i></a>`,
          `<div id="here"></div><template id="t"><p><a id="a7" href="https://${listed}/" target="_blank">h</a></template>`,
        ],
        {
          after: `<script>document.querySelector('#here').append(document.querySelector('#t').content.cloneNode(true))</script>`,
        },
      );
      await ground.untilStopped(page, ...Array.from({ length: 8 }, (_, n) => `#a${n}`));
      for (const id of ['#a0', '#a4', '#a7']) {
        await page.bringToFront();
        await ground.attack(() => ground.press(page, id));
        expect((await addressAtGate(ground)).host).toBe(listed);
      }
      await ground.noContact();
    },
  },
  {
    id: 'A55',
    title: 'A page that is listed by itself, with other queries, fragments and dots in its path',
    required: 'the same page, the same verdict; the pages beside it open',
    layer: 'rewrite',
    async run(ground) {
      const page = 'http://page.link-guard.example';
      const same = ['', '?x=1', '#now', '?#', ';id=3/../listed.html', '?a=%26&b'];
      const other = ['/listed.htm', '/x/listed.html', '/Listed.html'];
      const chat = await ground.show([
        ...same.map((rest, n) => linkTo(`same${n}`, `${page}/listed.html${rest}`)),
        ...['/./listed.html', '/x/../listed.html', '//listed.html', '/list%65d.html'].map(
          (path, n) => linkTo(`path${n}`, page + path),
        ),
        ...other.map((path, n) => linkTo(`other${n}`, page + path)),
        ground.link('a'),
      ]);
      await ground.untilStopped(chat, ...same.map((_, n) => `#same${n}`), '#a');
      await ground.untilStopped(chat, '#path0', '#path1', '#path2', '#path3');
      for (const n of other.keys()) await ground.untilOpen(chat, `#other${n}`);
      await ground.attack(() => ground.press(chat, '#same2'));
      expect(await addressAtGate(ground)).toMatchObject({ action: 'block' });
      await ground.noContact('page.link-guard.example');
    },
  },
  {
    id: 'A56',
    title: 'A host of ten thousand labels, and one of punycode upon punycode',
    required: 'no address at all: stopped, with no way on; what stands beside it is judged at once',
    layer: 'rewrite',
    async run(ground) {
      const bombs = [
        `https://${'a.'.repeat(10_000)}example/`,
        `https://${'xn--'.repeat(2_000)}a.example/`,
        `https://xn--${'9'.repeat(59)}.${'xn--zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz.'.repeat(3)}example/`,
      ];
      const page = await ground.attack(() =>
        ground.show([...bombs.map((to, n) => linkTo(`bomb${n}`, to)), ground.link('a')]),
      );
      await ground.untilStopped(page, '#a', '#bomb0', '#bomb1');
      await ground.press(page, '#bomb0');
      expect(await addressAtGate(ground)).toMatchObject({ hasWayOn: false });
      await spelled(ground, { of: (host) => [`https://${host}/after`], only: 'listed' });
    },
  },
];

function originOf(message: unknown): string {
  const { request } = message as { readonly request?: { readonly origin?: unknown } };
  return String(request?.origin);
}
