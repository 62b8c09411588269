/** N20–N40: what a page does by itself or when anything on it is pressed. */
import type { Parts, Way } from './way.ts';

/** A button that runs this; `to` in it is the destination. */
const button =
  (script: string) =>
  (to: string): Parts => ({
    after: `<button id="go">go</button><script>document.querySelector('#go').onclick = () => {
      const to = ${JSON.stringify(to)};
      ${script}
    };</script>`,
  });

/** A script that runs as the page loads. */
const atOnce =
  (script: string) =>
  (to: string): Parts => ({
    after: `<script>{ const to = ${JSON.stringify(to)}; ${script} }</script>`,
  });

const form = (method: string, more = '') => ({
  page: (to: string): Parts => ({
    after: `<form method="${method}" action="${to}" ${more}><input name="secret" value="1"><button id="go">go</button></form>`,
  }),
});

const press = { act: { press: {} } };

export const WAYS_OF_SCRIPTS: readonly Way[] = [
  {
    ...{ id: 'N20', isBasic: true, way: 'window.open', page: button('window.open(to);') },
    ...press,
  },
  {
    ...{ id: 'N21', way: 'window.open, noopener' },
    page: button(`window.open(to, '_blank', 'noopener');`),
    ...press,
  },
  {
    ...{ id: 'N22', way: 'window.open, noreferrer' },
    page: button(`window.open(to, '_blank', 'noreferrer');`),
    ...press,
  },
  {
    ...{ id: 'N23', way: 'window.open of a small window' },
    page: button(`window.open(to, '_blank', 'popup,width=300,height=200');`),
    ...press,
  },
  {
    ...{ id: 'N24', way: 'An empty window that is sent there' },
    page: button(`const opened = window.open(''); opened.location = to;`),
    ...press,
  },
  {
    ...{ id: 'N25', way: 'An empty window with a link that is clicked in it' },
    page: button(`const opened = window.open('');
      opened.document.write('<a href="' + to + '">go</a>');
      opened.document.querySelector('a').click();`),
    ...press,
  },
  {
    ...{ id: 'N26', way: 'An empty window with a refresh written into it' },
    page: button(`const opened = window.open('');
      opened.document.write('<meta http-equiv="refresh" content="0;url=' + to + '">');
      opened.document.close();`),
    ...press,
  },
  {
    ...{ id: 'N27', way: 'window.open of a script' },
    page: button(`window.open('javascript:location.replace("' + to + '")');`),
    ...press,
  },
  {
    ...{ id: 'N28', way: 'window.open some time after a press' },
    page: button('setTimeout(() => window.open(to), 100);'),
    ...press,
  },
  { id: 'N29', way: 'location in a press', page: button('location.href = to;'), ...press },
  {
    ...{ id: 'N30', isBasic: true, way: 'location by itself' },
    page: atOnce('setTimeout(() => { location.href = to; }, 20);'),
  },
  { id: 'N31', way: 'location.replace', page: button('location.replace(to);'), ...press },
  {
    ...{ id: 'N32', way: 'A link that is a script' },
    page: (to) => ({ after: `<a id="go" href="javascript:void(location = '${to}')">go</a>` }),
    ...press,
  },
  {
    ...{ id: 'N33', way: 'A refresh in the page' },
    page: (to) => ({ head: `<meta http-equiv="refresh" content="0;url=${to}">` }),
  },
  {
    ...{ id: 'N34', way: 'A refresh in the headers' },
    page: (to) => ({ headers: { Refresh: `0;url=${to}` } }),
  },
  {
    ...{ id: 'N35', way: 'A redirect of the chat itself' },
    page: (to, ground) => ({ after: `<a id="go" href="${ground.redirect(to)}">go</a>` }),
    ...press,
  },
  { id: 'N36', way: 'A form, GET', ...form('get'), ...press },
  { id: 'N37', isBasic: true, way: 'A form, POST', ...form('post'), ...press },
  {
    ...{ id: 'N38', way: 'A form that a script submits' },
    page: (to) => ({
      after: `<form method="post" action="${to}"><input name="secret" value="1"></form><script>document.forms[0].submit()</script>`,
    }),
  },
  {
    ...{ id: 'N39', way: 'A form, POST, to a new tab' },
    ...form('post', 'target="_blank"'),
    ...press,
  },
  {
    ...{ id: 'N40', way: 'navigation.navigate' },
    page: button('navigation.navigate(to);'),
    ...press,
  },
];
