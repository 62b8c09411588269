/** N01–N19: a link, and every way in which a person or a script follows it. */
import type { Way } from './way.ts';

const link = (attributes = '') => ({
  page: (to: string) => ({ link: `<a id="go" ${attributes} href="${to}">go there</a>` }),
});

const beside = link('target="_blank"');
const here = link();

export const WAYS_OF_LINKS: readonly Way[] = [
  { id: 'N01', isBasic: true, way: 'A link', ...here, act: { press: {} } },
  {
    ...{ id: 'N02', way: 'A link, noreferrer' },
    ...link('rel="noreferrer"'),
    act: { press: {} },
  },
  {
    ...{ id: 'N03', way: 'A link, no referrer by policy' },
    ...link('referrerpolicy="no-referrer"'),
    act: { press: {} },
  },
  { id: 'N04', way: 'A link, http', ...here, scheme: 'http', act: { press: {} } },
  { id: 'N05', isBasic: true, way: 'A link to a new tab', ...beside, act: { press: {} } },
  {
    ...{ id: 'N06', way: 'A link to a new tab, with an opener' },
    ...link('target="_blank" rel="opener"'),
    act: { press: {} },
  },
  {
    ...{ id: 'N07', way: 'A link to a new tab, noopener' },
    ...link('target="_blank" rel="noopener"'),
    act: { press: {} },
  },
  {
    ...{ id: 'N08', way: 'A link to a new tab, noreferrer' },
    ...link('target="_blank" rel="noreferrer"'),
    act: { press: {} },
  },
  {
    id: 'N09',
    isBasic: true,
    way: 'A middle click',
    ...here,
    act: { press: { button: 'middle' } },
  },
  {
    ...{ id: 'N10', way: 'A middle click, noreferrer' },
    ...link('rel="noreferrer"'),
    act: { press: { button: 'middle' } },
  },
  { id: 'N11', way: 'Ctrl and a click', ...here, act: { press: { keys: ['Control'] } } },
  { id: 'N12', way: 'Shift and a click', ...here, act: { press: { keys: ['Shift'] } } },
  {
    ...{ id: 'N13', way: 'Ctrl, Shift and a click', ...here },
    act: { press: { keys: ['Control', 'Shift'] } },
  },
  {
    ...{ id: 'N14', way: 'Alt and a click, which saves', ...here },
    act: { press: { keys: ['Alt'] } },
    browsers: { only: ['chromium'], why: 'In Firefox it does nothing.' },
    unseen: {
      end: 'reached',
      why: 'Saving is no navigation, and the rule for listed hosts knows only these.',
      shown: 'Nothing: the file is saved.',
    },
  },
  { id: 'N15', isBasic: true, way: 'Enter on a link', ...here, act: { key: 'Enter' } },
  { id: 'N16', way: 'Ctrl and Enter on a link', ...here, act: { key: 'Enter', held: ['Control'] } },
  {
    ...{ id: 'N17', way: 'A script clicks a link, with nobody near it' },
    page: (to) => ({
      after: `<a id="go" href="${to}">go</a><script>document.querySelector('#go').click()</script>`,
    }),
  },
  {
    ...{ id: 'N18', way: 'A link in a drawing' },
    page: (to) => ({
      link: `<svg width="90" height="30"><a id="go" href="${to}"><rect width="90" height="30"/></a></svg>`,
    }),
    act: { press: {} },
  },
  {
    ...{ id: 'N19', way: 'A link in an image map' },
    page: (to) => ({
      link: `<map name="m"><area id="go" alt="go" shape="rect" coords="0,0,90,30" href="${to}"></map><img id="picture" usemap="#m" width="90" height="30" alt="map" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E">`,
    }),
    act: { by: (ground, page) => ground.press(page, '#picture') },
  },
];
