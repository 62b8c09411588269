/** N41–N67: what a frame does, where it is the page's own, and where it has no origin at all. */
import type { Page } from 'puppeteer-core';
import type { Ground, Press } from './ground.ts';
import type { Act, LateHole, Parts, Way } from './way.ts';

const OPAQUE: LateHole = {
  end: 'gate',
  why: 'A frame without an origin does not count as the chat for the rule that knows every listed host.',
  shown: 'The gate, which says that the page was already being opened.',
};

const FOREIGN: LateHole = {
  ...OPAQUE,
  why: 'A frame of somebody else does not count as the chat for the rule that knows every listed host.',
};

/** The frame with these attributes, once its content is there. */
function frame(attributes: string): Parts {
  return {
    after: `<iframe id="frame" width="300" height="80" onload="this.dataset.ready = ''" ${attributes}></iframe>`,
  };
}

const content = (html: string) => `<!doctype html><body>${html}`;

const linkTo = (target: string) => (to: string) =>
  content(`<a id="go" target="${target}" href="${to}">go there</a>`);

const scripted = (script: string) => (to: string) =>
  content(`<button id="go">go</button><script>document.querySelector('#go').onclick = () => {
    const to = ${JSON.stringify(to)};
    ${script}
  };</script>`);

const quoted = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

type Kind = (inside: string, ground: Ground) => Parts;

const KINDS = {
  'A frame of the chat’s own origin': (inside, ground) => frame(`src="${ground.serve(inside)}"`),
  'A sandboxed frame': (inside, ground) =>
    frame(`sandbox="${SANDBOX}" src="${ground.serve(inside)}"`),
  'A sandboxed frame of its own text': (inside) =>
    frame(`sandbox="${SANDBOX}" srcdoc="${quoted(inside)}"`),
  'A frame of its own text': (inside) => frame(`srcdoc="${quoted(inside)}"`),
  'A data: frame': (inside) => frame(`src="data:text/html,${encodeURIComponent(inside)}"`),
  'A blob: frame': (inside) => ({
    after: `${frame('').after}<script>{
      const frame = document.querySelector('#frame');
      const text = ${JSON.stringify(inside).replaceAll('</', '<\\/')};
      frame.src = URL.createObjectURL(new Blob([text], { type: 'text/html' }));
    }</script>`,
  }),
  'A frame of a third site': (inside, ground) => frame(`src="${ground.elsewhere(inside)}"`),
} satisfies Record<string, Kind>;

const SANDBOX = 'allow-scripts allow-popups allow-top-navigation';

const TOP = ['a link for the whole page', linkTo('_top'), {}] as const;
const BLANK = ['a link to a new tab', linkTo('_blank'), {}] as const;
const MIDDLE = ['a middle click', linkTo(''), { button: 'middle' }] as const;
const OPEN = ['window.open', scripted('window.open(to);'), {}] as const;
const TOP_LOCATION = ['top.location', scripted('top.location = to;'), {}] as const;

type Doing = readonly [what: string, inside: (to: string) => string, press: Press];

function framed(id: string, kind: keyof typeof KINDS, [what, inside, press]: Doing): Way {
  const isOpaque = kind.includes('sandboxed') || kind.includes('data:');
  const hole = isOpaque ? OPAQUE : kind.includes('third') ? FOREIGN : undefined;
  const build: Kind = KINDS[kind];
  return {
    ...{ id, way: `${kind}: ${what}`, act: { framed: press } },
    page: (to, ground) => build(inside(to), ground),
    ...(hole === undefined ? {} : { unseen: hole }),
  };
}

const PRESS: { readonly act: Act } = { act: { press: {} } };

/** A frame that is made and used before our script can be in it. */
const sameTick =
  (script: string) =>
  (to: string): Parts => ({
    after: `<button id="go">go</button><script>document.querySelector('#go').onclick = () => {
      const to = ${JSON.stringify(to)};
      const frame = document.body.appendChild(document.createElement('iframe'));
      const w = frame.contentWindow;
      const link = (target) => {
        const made = w.document.body.appendChild(w.document.createElement('a'));
        Object.assign(made, { href: to, target });
        return made;
      };
      ${script}
    };</script>`,
  });

/**
 * What a script clicks in a frame that was not there when the person pressed is a pop-up to both
 * browsers, which open none (Chromium 156, Firefox 153); driven, they would. So the frame is pressed.
 */
async function pressTwice(ground: Ground, page: Page): Promise<void> {
  await ground.press(page, '#go');
  await ground.pressInFrame(page, 'a');
}

export const WAYS_OF_FRAMES: readonly Way[] = [
  { ...framed('N41', 'A frame of the chat’s own origin', TOP), isBasic: true },
  framed('N42', 'A frame of the chat’s own origin', BLANK),
  framed('N43', 'A frame of the chat’s own origin', MIDDLE),
  framed('N44', 'A sandboxed frame', TOP),
  framed('N45', 'A sandboxed frame', BLANK),
  framed('N46', 'A sandboxed frame', MIDDLE),
  framed('N47', 'A sandboxed frame', OPEN),
  framed('N48', 'A sandboxed frame', TOP_LOCATION),
  framed('N49', 'A sandboxed frame of its own text', TOP),
  framed('N50', 'A sandboxed frame of its own text', BLANK),
  framed('N51', 'A frame of its own text', TOP),
  framed('N52', 'A frame of its own text', BLANK),
  framed('N53', 'A data: frame', TOP),
  framed('N54', 'A data: frame', BLANK),
  framed('N55', 'A data: frame', OPEN),
  framed('N56', 'A data: frame', MIDDLE),
  framed('N57', 'A blob: frame', TOP),
  framed('N58', 'A blob: frame', BLANK),
  {
    ...{ id: 'N59', way: 'A window of a blob: with a link that is clicked in it', ...PRESS },
    page: (to) => ({
      after: `<button id="go">go</button><script>document.querySelector('#go').onclick = () => {
        const text = '<a href="${to}">go</a><script>document.querySelector("a").click()</' + 'script>';
        window.open(URL.createObjectURL(new Blob([text], { type: 'text/html' })));
      };</script>`,
    }),
  },
  framed('N60', 'A frame of a third site', TOP),
  framed('N61', 'A frame of a third site', BLANK),
  {
    id: 'N62',
    way: 'A new empty frame at once: window.open',
    page: sameTick('w.open(to);'),
    ...PRESS,
  },
  {
    ...{ id: 'N63', way: 'A new empty frame at once: window.open, noopener', ...PRESS },
    page: sameTick(`w.open(to, '_blank', 'noopener');`),
  },
  {
    ...{ id: 'N64', way: 'A new empty frame at once: a link for the whole page', ...PRESS },
    page: sameTick(`link('_top').click();`),
  },
  {
    ...{ id: 'N65', way: 'A new empty frame at once: a link to a new tab, pressed in it' },
    page: sameTick(`link('_blank').textContent = 'go there'; frame.dataset.ready = '';`),
    act: { by: pressTwice },
  },
  {
    ...{ id: 'N66', way: 'A new empty frame at once: top.location', ...PRESS },
    page: sameTick('w.top.location = to;'),
  },
  {
    ...{
      id: 'N67',
      way: 'A new empty frame at once: a window of it, sent there when the frame is gone',
      ...PRESS,
    },
    page: sameTick(`const opened = w.open(''); frame.remove(); opened.location = to;`),
  },
];
