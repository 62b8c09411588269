/// <reference lib="dom" />
/** N80–N97: what a page fetches unseen, what a worker serves, and what comes from beside the page. */
import type { BrowserName } from '../../scripts/browsers.ts';
import type { Only } from './attack.ts';
import type { Ground } from './ground.ts';
import { installWorker } from './own-worker.ts';
import type { Act, LateHole, Parts, Way } from './way.ts';

const UNFOLLOWED: LateHole = {
  end: 'reached',
  why: 'The page loads it by itself, and nobody follows a link; the rule for listed hosts knows only pages and frames.',
  shown: 'Nothing: no page of that host is shown.',
};

const NOT_FROM_CHAT: LateHole = {
  end: 'reached',
  why: 'It is typed, pasted or opened by something that is no chat.',
  shown: 'Nothing: only what is opened from a chat is watched.',
};

const CHROMIUM_ALONE: Only<BrowserName> = { only: ['chromium'], why: 'Firefox does not do it.' };
const NOWHERE: Only<BrowserName> = { only: [], why: 'Neither browser does it.' };

const PRESS: { readonly act: Act } = { act: { press: {} } };
const QUIET = { end: 'nothing', unseen: UNFOLLOWED } as const;

const afterwards = (ground: Ground) =>
  `<script>addEventListener('load', () => setTimeout(() => { new Image().src = ${ground.signal('tried')}; }, 200))</script>`;

/** Loads as the page does; `tried` is told when that is surely over. */
const loading =
  (markup: (to: string) => Parts) =>
  (to: string, ground: Ground): Parts => {
    const { head = '', after = '' } = markup(to);
    return { head, after: `${after}${afterwards(ground)}` };
  };

const untilTried: Act = { by: (ground) => ground.signalled('tried') };

const speculation = (what: 'prerender' | 'prefetch') =>
  loading((to) => ({
    head: `<script type="speculationrules">${JSON.stringify({ [what]: [{ source: 'list', urls: [to], eagerness: 'immediate' }] })}</script>`,
  }));

/** A control with a worker would be followed by none that says anything. */
async function withWorker(ground: Ground, to: string): Promise<undefined> {
  if (!to.includes(ground.open)) await installWorker(ground, to);
}

const SERVED: LateHole = {
  end: 'gate',
  why: 'In Chromium a page that the host’s own worker serves is no request, which a rule that asks for the chat never sees.',
  shown: 'The gate, which says that the page was already being opened.',
  browsers: ['chromium'],
};

export const WAYS_OF_PAGES: readonly Way[] = [
  {
    ...{ id: 'N80', way: 'Speculation rules that render ahead', ...QUIET, act: untilTried },
    page: speculation('prerender'),
    browsers: CHROMIUM_ALONE,
    isDirect: true,
  },
  {
    ...{ id: 'N81', way: 'Speculation rules that fetch ahead', ...QUIET, act: untilTried },
    page: speculation('prefetch'),
    browsers: CHROMIUM_ALONE,
    isDirect: true,
  },
  {
    ...{ id: 'N82', way: 'A prefetch in the head', ...QUIET, act: untilTried },
    page: loading((to) => ({ head: `<link rel="prefetch" href="${to}">` })),
  },
  {
    ...{ id: 'N83', way: 'A prerender in the head', end: 'nothing', act: untilTried },
    page: loading((to) => ({ head: `<link rel="prerender" href="${to}">` })),
    browsers: NOWHERE,
  },
  {
    ...{ id: 'N84', way: 'A ping of a link that goes elsewhere', ...QUIET },
    page: (to, ground) => ({
      after: `<a id="go" target="_blank" ping="${to}" href="${ground.elsewhere('<!doctype html>')}">go</a>`,
    }),
    ...PRESS,
    browsers: CHROMIUM_ALONE,
  },
  {
    ...{ id: 'N85', way: 'fetch and a beacon', ...QUIET, act: untilTried },
    page: (to, ground) => ({
      after: `<script>navigator.sendBeacon('${to}', 'x');
        fetch('${to}', { mode: 'no-cors' }).catch(() => undefined)
          .finally(() => { new Image().src = ${ground.signal('tried')}; });</script>`,
    }),
  },
  {
    ...{ id: 'N86', way: 'A picture', ...QUIET, act: untilTried },
    page: loading((to) => ({ after: `<img alt="" src="${to}">` })),
  },
  {
    ...{ id: 'N87', isBasic: true, way: 'A frame of that host', end: 'nothing', act: untilTried },
    page: loading((to) => ({ after: `<iframe src="${to}"></iframe>` })),
  },
  {
    ...{ id: 'N88', way: 'An object and an embed', ...QUIET, act: untilTried },
    page: loading((to) => ({
      after: `<object type="text/html" data="${to}"></object><embed type="text/html" src="${to}">`,
    })),
  },
  {
    ...{ id: 'N89', way: 'Back to a page that was open before the chat' },
    before: (ground, to) => ground.visitEarlier(to),
    page: () => ({ after: '<button id="go" onclick="history.back()">go</button>' }),
    ...PRESS,
    unseen: {
      end: 'gate',
      why: 'What is gone back to does not come from the chat.',
      shown: 'The gate, which says that the page was already being opened.',
    },
  },
  {
    ...{ id: 'N90', isBasic: true, way: 'The chat’s own worker sends the page there' },
    page: (to, ground) => ({
      after: `<button id="go">go</button><script>document.querySelector('#go').onclick = async () => {
        const name = ${JSON.stringify(ground.serve(OWN_WORKER, { 'Content-Type': 'text/javascript' }))};
        await navigator.serviceWorker.register(name);
        const { active } = await navigator.serviceWorker.ready;
        active.postMessage(${JSON.stringify(to)});
      };</script>`,
    }),
    ...PRESS,
  },
  {
    ...{ id: 'N91', way: 'A link to a host whose own worker serves its pages', ...PRESS },
    before: withWorker,
    page: (to) => ({ after: `<a id="go" href="${to}">go there</a>` }),
    unseen: SERVED,
  },
  {
    ...{ id: 'N92', way: 'A link to a new tab of a host whose own worker serves its pages' },
    before: withWorker,
    page: (to) => ({ after: `<a id="go" target="_blank" rel="noreferrer" href="${to}">go</a>` }),
    ...PRESS,
    unseen: SERVED,
  },
  {
    ...{ id: 'N93', way: 'Another tab, opened by an extension' },
    page: () => ({}),
    act: { by: (ground, _, to) => ground.openByExtension(to) },
    unseen: NOT_FROM_CHAT,
  },
  {
    ...{ id: 'N94', way: 'The chat’s tab, sent there by an extension' },
    page: () => ({}),
    act: { by: (ground, page, to) => ground.sendByExtension(page, to) },
    unseen: {
      end: 'gate',
      why: 'It does not come from the chat.',
      shown: 'The gate, which says that the page was already being opened.',
    },
  },
  {
    ...{ id: 'N95', way: 'An address that is typed' },
    page: () => ({}),
    act: { by: (ground, _, to) => ground.visit(to) },
    unseen: NOT_FROM_CHAT,
  },
  {
    ...{ id: 'N96', isBasic: true, way: 'A link to a host below the listed one', ...PRESS },
    page: (to) => ({ link: `<a id="go" href="${to.replace('://', '://www.')}">go there</a>` }),
  },
  {
    ...{ id: 'N97', way: 'location of a page on a host below the chat’s', ...PRESS },
    on: 'sub.conversejs.org',
    page: (to) => ({
      after: `<button id="go" onclick="location = '${to}'">go</button>`,
    }),
  },
];

const OWN_WORKER = `addEventListener('message', async ({ data }) => {
  const [client] = await clients.matchAll({ includeUncontrolled: true });
  await client.navigate(data);
});
addEventListener('activate', (event) => event.waitUntil(clients.claim()));`;
