/** N68–N79: destinations that stand behind another host, and those that are saved. */
import type { Act, LateHole, Parts, Way } from './way.ts';

const LATER: LateHole = {
  end: 'gate',
  why: 'The page in between does not count as the chat for the rule that knows every listed host.',
  shown: 'The gate, which says that the page was already being opened.',
};

const PRESS: { readonly act: Act } = { act: { press: {} } };

const link = (href: string, attributes = ''): Parts => ({
  after: `<a id="go" ${attributes} href="${href}">go there</a>`,
});

const SAVED = { 'Content-Disposition': 'attachment; filename="a.txt"' };

export const WAYS_OF_HOPS: readonly Way[] = [
  {
    ...{ id: 'N68', isBasic: true, way: 'A link to another host, which redirects', ...PRESS },
    page: (to, ground) => link(ground.away('302', to)),
  },
  {
    ...{ id: 'N69', way: 'A link to a new tab on another host, which redirects', ...PRESS },
    page: (to, ground) => link(ground.away('302', to), 'target="_blank"'),
  },
  {
    ...{ id: 'N70', way: 'A middle click on a link to another host, which redirects' },
    page: (to, ground) => link(ground.away('302', to)),
    act: { press: { button: 'middle' } },
  },
  {
    ...{ id: 'N71', way: 'A link to another host, which redirects twice', ...PRESS },
    page: (to, ground) => link(ground.away('302', ground.secondHop(to))),
  },
  {
    ...{ id: 'N72', way: 'A form, POST, to another host, which redirects it', ...PRESS },
    page: (to, ground) => ({
      after: `<form method="post" action="${ground.away('307', to)}"><input name="secret" value="1"><button id="go">go</button></form>`,
    }),
  },
  {
    ...{ id: 'N73', way: 'A link to another host, whose page refreshes to it', ...PRESS },
    page: (to, ground) => link(ground.away('meta', to)),
    unseen: LATER,
  },
  {
    ...{ id: 'N74', way: 'A link to another host, whose script goes there', ...PRESS },
    page: (to, ground) => link(ground.away('script', to)),
    unseen: LATER,
  },
  {
    ...{ id: 'N75', way: 'A link to another host, whose headers refresh to it', ...PRESS },
    page: (to, ground) => link(ground.away('refresh', to)),
    unseen: LATER,
  },
  {
    ...{ id: 'N76', way: 'A window on another host, which the chat sends there later', ...PRESS },
    page: (to, ground) => ({
      after: `<button id="go">go</button><script>document.querySelector('#go').onclick = () => {
        const opened = window.open(${JSON.stringify(ground.elsewhere('<!doctype html>'))});
        setTimeout(() => { opened.location = ${JSON.stringify(to)}; }, 200);
      };</script>`,
    }),
  },
  {
    ...{ id: 'N77', way: 'A link that saves', ...PRESS },
    page: (to) => ({ link: `<a id="go" download href="${to}">go there</a>` }),
  },
  {
    ...{ id: 'N78', way: 'A link that saves what is to be saved', ...PRESS },
    page: (to, ground) => {
      ground.answer(to, { headers: SAVED, body: 'saved' });
      return { link: `<a id="go" download href="${to}">go there</a>` };
    },
  },
  {
    ...{ id: 'N79', way: 'A link to what is to be saved', ...PRESS },
    page: (to, ground) => {
      ground.answer(to, { headers: SAVED, body: 'saved' });
      return { link: `<a id="go" href="${to}">go there</a>` };
    },
  },
];
