/// <reference lib="dom" />
/** Pages that hide links in roots and frames. What else they try: `test/attacks`. */
import { test } from 'vitest';
import { until } from '../support/until.ts';
import { pressIntoGate, untilStopped } from './content-guarded-page.ts';
import { chat, LISTED, listedLink, message } from './content-pages.ts';
import type { World } from './content-world.ts';

export function hostilePages(world: () => World): void {
  test('shadow roots hide no link, open or closed, early or late', async () => {
    const { browser, page, show } = world();
    await show(chat('', { after: `<script>${SHADOWS}</script>` }));
    const untilRootsAreStopped = () =>
      until(
        () =>
          page.evaluate(() => {
            const { roots } = globalThis as unknown as { roots: ShadowRoot[] };
            return roots.every((root) => root.querySelector('a')?.href.includes('.invalid/'));
          }),
        { what: 'the links in the roots to be stopped' },
      );
    await untilRootsAreStopped();
    // No record and no name tells of this one: it is met when the pointer reaches it.
    await page.evaluate((listed) => {
      const host = document.querySelector('#late') as Element;
      const root = host.attachShadow({ mode: 'closed' });
      root.innerHTML = `<a target="_blank" href="https://${listed}/late">late link</a>`;
      (globalThis as unknown as { roots: ShadowRoot[] }).roots.push(root);
    }, LISTED);
    await page.hover('#late');
    await untilRootsAreStopped();
    await pressIntoGate(browser, page, '#late');
  });

  test('frames of the same origin and srcdoc frames are guarded like the page', async () => {
    const { page, pages, show } = world();
    const inner = pages.add(chat(message(listedLink('framed'))));
    const srcdoc = chat(message(listedLink('written'))).replaceAll('"', '&quot;');
    await show(
      chat(message(listedLink('one')), {
        after: `<iframe src="${inner}"></iframe><iframe srcdoc="${srcdoc}"></iframe>`,
      }),
    );
    await untilStopped(page, '#one');
    await until(
      () =>
        page.evaluate(() =>
          [...document.querySelectorAll('iframe')].every((frame) =>
            frame.contentDocument
              ?.querySelector('#log a')
              ?.getAttribute('href')
              ?.includes('.invalid/'),
          ),
        ),
      { what: 'the links in both frames to be stopped' },
    );
  });
}

/** Three hosts; the last has no root yet. */
const SHADOWS = `
globalThis.roots = ['open', 'closed'].map((mode) => {
  const host = document.createElement('x-' + mode);
  const article = document.createElement('article');
  article.setAttribute('data-message', mode);
  article.append(host);
  const root = host.attachShadow({ mode });
  root.innerHTML = '<a href="https://${LISTED}/' + mode + '">' + mode + '</a>';
  document.querySelector('#log').append(article);
  return root;
});
const late = document.createElement('article');
late.setAttribute('data-message', 'late');
late.innerHTML = '<div id="late" style="display: inline-block"></div>';
document.querySelector('#log').append(late);`;
