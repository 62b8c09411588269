/// <reference lib="dom" />
/** A20–A29: every way of following a link, and forms, popups and frames that go by themselves. */
import { expect } from 'vitest';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';
import type { Ground, Press } from './ground.ts';

const NOT_DRIVEN = 'opened in a new tab is the address that the page holds, which is what it does.';

export const NAVIGATION: readonly Attack[] = [
  {
    id: 'A20',
    title: 'A middle click on a stopped link',
    required: 'the gate comes, and nobody hears of it',
    layer: 'rewrite',
    run: (ground) => pressed(ground, [{ button: 'middle' }]),
  },
  {
    id: 'A21',
    title: 'Ctrl, Shift, both, and Alt with a click on a stopped link',
    required: 'the gate comes each time, and nobody hears of it',
    layer: 'rewrite',
    run: (ground) =>
      pressed(ground, [
        { keys: ['Control'] },
        { keys: ['Shift'] },
        { keys: ['Control', 'Shift'] },
        { keys: ['Alt'] },
      ]),
  },
  {
    id: 'A22',
    title: 'The keyboard: Tab and Enter, Ctrl and Enter, and the menu',
    required: 'the gate comes each time, and nobody hears of it',
    layer: 'rewrite',
    note: `The menu of the browser is not driven: ${NOT_DRIVEN}`,
    async run(ground) {
      const page = await ground.show(ground.link('a'));
      await ground.untilStopped(page, '#a');
      await ground.attack(async () => {
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
      });
      expect((await ground.gate()).words).toContain(ground.listed);
      await page.bringToFront();
      await ground.type(page, '#a', 'Enter', ['Control']);
      expect((await ground.gate()).words).toContain(ground.listed);
      await ground.openElsewhere((await ground.href(page, '#a')) ?? '');
      expect((await ground.gate()).words).toContain(ground.listed);
      await ground.noContact();
    },
  },
  {
    id: 'A23',
    title: 'A stopped link is dragged to the tabs or the address bar',
    required: 'what is dragged is not the destination, in no form; dropped, the gate comes',
    layer: 'rewrite',
    note: `The drop itself is not driven: ${NOT_DRIVEN}`,
    async run(ground) {
      const page = await ground.show(ground.link('a'), {
        after: `<script>addEventListener('dragstart', ({ dataTransfer }) => {
          document.title = JSON.stringify(dataTransfer.types.map((type) => dataTransfer.getData(type)));
        })</script>`,
      });
      await ground.untilStopped(page, '#a');
      await ground.attack(() => ground.drag(page, '#a'));
      const dragged = await until(
        () => page.evaluate(() => document.title.startsWith('[') && document.title),
        { what: 'the drag' },
      );
      expect(dragged).toContain('.link-guard.invalid/');
      expect(dragged).not.toContain(ground.listed);
      await ground.openElsewhere((await ground.href(page, '#a')) ?? '');
      expect((await ground.gate()).words).toContain(ground.listed);
      await ground.noContact();
    },
  },
  {
    id: 'A24',
    title: 'A message with a stopped link is copied and pasted',
    required:
      'its text is the page’s own, its address the original one, and there is no mark in it',
    layer: 'page',
    modes: { only: ['warm'], why: 'it is the page layer’s work alone.' },
    async run(ground) {
      const page = await ground.show(`before ${ground.link('a')} after`, {
        after: '<div id="box" contenteditable="true" style="min-height: 2em"></div>',
      });
      await ground.untilStopped(page, '#a');
      await page.evaluate(() => {
        const message = document.querySelector('[data-message]');
        if (message !== null) getSelection()?.selectAllChildren(message);
      });
      await page.keyboard.down('Control');
      await page.keyboard.press('c');
      await page.keyboard.up('Control');
      await page.focus('#box');
      await page.keyboard.down('Control');
      await page.keyboard.press('v');
      await page.keyboard.up('Control');
      const pasted = await until(
        () =>
          page.evaluate(() => {
            const box = document.querySelector('#box');
            const link = box?.querySelector('a');
            return (
              link && {
                text: box?.textContent?.trim(),
                href: link.href,
                elements: box?.querySelectorAll('*').length,
              }
            );
          }),
        { what: 'what was pasted' },
      );
      expect(pasted).toMatchObject({
        text: 'before link a after',
        href: `https://${ground.listed}/a`,
      });
    },
  },
  {
    id: 'A25',
    title: 'A named window is sent there, and a window sends its opener there',
    required: 'the gate comes in the place of both',
    layer: 'net',
    async run(ground) {
      const opened = ground.serve(
        `<!doctype html><script>opener.location = 'https://${ground.unseen}/opener'</script>`,
      );
      const page = await ground.show('', {
        after: `<button id="named">named</button><button id="opener">opener</button><script>
          document.querySelector('#named').onclick = () => {
            window.open('about:blank', 'name');
            window.open('https://${ground.unseen}/named', 'name');
          };
          document.querySelector('#opener').onclick = () => window.open('${opened}');
        </script>`,
      });
      await ground.attack(() => ground.press(page, '#named'));
      expect((await ground.gate()).words).toContain(`${ground.unseen}/named`);
      await page.bringToFront();
      await ground.press(page, '#opener');
      expect((await ground.gate()).words).toContain(`${ground.unseen}/opener`);
    },
  },
  {
    id: 'A26',
    title: 'A frame sends its parent and a frame beside it there, by links',
    required: 'nothing is asked of it; the gate comes where the whole page would have gone',
    layer: 'net',
    async run(ground) {
      const inside = (target: string) =>
        ground.serve(
          `<!doctype html><a id="go" target="${target}" href="https://${ground.unseen}/${target}">go there</a>`,
        );
      for (const [target, end] of [
        ['beside', 'nothing'],
        ['_parent', 'gate'],
      ] as const) {
        const page = await ground.show('', {
          after: `<iframe onload="this.dataset.ready = ''" src="${inside(target)}"></iframe><iframe name="beside"></iframe>`,
        });
        await ground.attack(() => ground.pressInFrame(page, '#go'));
        if (end === 'gate') expect((await ground.gate()).words).toContain(ground.unseen);
        await ground.zero();
      }
    },
  },
  {
    id: 'A27',
    title: 'Forms: the address of the button, requestSubmit, and submit, which no event shows',
    required: 'the gate comes, and what was typed is never sent',
    async run(ground) {
      const page = await ground.show('', {
        after: `<form method="post" action="https://${ground.open}/"><input name="secret" value="1">
          <button id="formaction" formaction="https://${ground.unseen}/formaction">go</button>
          <button id="requestSubmit" type="button">go</button><button id="submit" type="button">go</button></form>
          <script>
            const form = document.forms[0];
            for (const way of ['requestSubmit', 'submit']) {
              document.querySelector('#' + way).onclick = () => {
                form.action = 'https://${ground.unseen}/' + way;
                HTMLFormElement.prototype[way].call(form);
              };
            }
          </script>`,
      });
      const address = await ground.browser.address(page);
      for (const way of ['formaction', 'requestSubmit', 'submit']) {
        const tab = await ground.browser.newPage(address);
        await tab.bringToFront();
        await ground.attack(() => ground.press(tab, `#${way}`));
        expect((await ground.gate()).words).toContain(`${ground.unseen}/${way}`);
      }
    },
  },
  {
    id: 'A28',
    title: 'Links in image maps, in drawings with both kinds of address, and in formulas',
    required:
      'the links are stopped; the formula, which is no link everywhere, leads nowhere unseen',
    async run(ground) {
      const to = `https://${ground.listed}`;
      const page = await ground.show(
        `<map name="m"><area id="area" target="_blank" alt="area" shape="rect" coords="0,0,60,30" href="${to}/area"></map>
        <img id="picture" usemap="#m" width="60" height="30" alt="" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E">
        <svg width="60" height="30"><a id="drawn" target="_blank" href="${to}/drawn"><rect width="60" height="30"/></a></svg>
        <svg width="60" height="30"><a id="old" target="_blank" xlink:href="${to}/old"><rect width="60" height="30"/></a></svg>
        <math><mtext id="formula" href="${to}/formula">formula</mtext></math>`,
      );
      await ground.untilStopped(page, '#area', '#drawn', '#old');
      for (const [pressed, path] of [
        ['#picture', 'area'],
        ['#drawn', 'drawn'],
        ['#old', 'old'],
      ] as const) {
        await page.bringToFront();
        await ground.attack(() => ground.press(page, pressed));
        expect((await ground.gate()).words).toContain(`${ground.listed}/${path}`);
      }
      await ground.noContact();
      await ground.untilSeen();
      await page.bringToFront();
      await ground.press(page, '#formula');
    },
  },
  {
    id: 'A29',
    title: 'A link that may open tells a listed host of the press',
    required: 'the link opens, and the listed host hears nothing',
    layer: 'page',
    async run(ground) {
      const page = await ground.show(
        `<a id="a" target="_blank" ping="https://${ground.listed}/" href="https://${ground.open}/">shop</a>`,
      );
      await ground.untilOpen(page, '#a');
      await ground.attack(() => ground.press(page, '#a'));
      await ground.reached(ground.open);
      await ground.noContact();
    },
  },
];

/** A stopped link, pressed in each of these ways. */
async function pressed(ground: Ground, presses: readonly Press[]): Promise<void> {
  const page = await ground.show(ground.link('a'));
  await ground.untilStopped(page, '#a');
  for (const press of presses) {
    await page.bringToFront();
    await ground.attack(() => ground.press(page, '#a', press));
    expect((await ground.gate()).words).toContain(ground.listed);
  }
  await ground.noContact();
}
