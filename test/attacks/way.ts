/**
 * Ways of navigating, as data: how the page is built and what is done in it. Each is tried three
 * times: with a destination that is not listed, which must be reached, for otherwise the rest says
 * nothing; with a listed one that no chat leads to; and with a listed one that stands in a message.
 */
import type { KeyInput, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { BrowserName } from '../../scripts/browsers.ts';
import type { Attack, Hole, Only } from './attack.ts';
import type { Ground, Press } from './ground.ts';

export interface Parts {
  /** A link with the id `go`: beside the messages, or as one. */
  readonly link?: string;
  readonly head?: string;
  /** Beside the messages. What is pressed has the id `go`. */
  readonly after?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is done once the page is there; what is missing is left to the page. */
export type Act =
  | { readonly press: Press }
  | { readonly key: KeyInput; readonly held?: readonly KeyInput[] }
  /** In the page's first frame. */
  | { readonly framed: Press }
  | { readonly by: (ground: Ground, page: Page, to: string) => Promise<unknown> };

/** A gate, or nothing at all for what shows no page. */
export type End = 'gate' | 'nothing';

export interface Way {
  /** `N01`. */
  readonly id: string;
  readonly way: string;
  readonly page: (to: string, ground: Ground) => Parts;
  readonly act?: Act;
  /** `gate` where it is missing. */
  readonly end?: End;
  /** `https` where it is missing. */
  readonly scheme?: 'http';
  readonly browsers?: Only<BrowserName>;
  /** One of those that stand for all others: in every mode, the others in `warm` alone. */
  readonly isBasic?: true;
  /** See `Attack`. */
  readonly isDirect?: true;
  /** What is done before the page is opened; in the tab that it gives, where it gives one. */
  readonly before?: (ground: Ground, to: string) => Promise<Page | undefined>;
  /** A guarded host of the test internet on which the chat stands; localhost where it is missing. */
  readonly on?: string;
  /** Where a listed host that no chat leads to is not stopped, or only seen late. */
  readonly unseen?: LateHole;
  /** The same where a message leads to it. */
  readonly seen?: LateHole;
}

/** `gate`: seen after opening. `reached`: the request goes out and nothing is shown. */
export interface LateHole extends Hole {
  readonly end: 'gate' | 'reached' | 'nothing';
}

const WARM_WHY =
  'the rule is the browser’s own, and the basic ways show in every mode that it needs neither worker nor service.';

export function attacksOf(way: Way): readonly Attack[] {
  const { id, browsers, isBasic, isDirect } = way;
  const more = {
    ...(browsers === undefined ? {} : { browsers }),
    ...(isDirect === undefined ? {} : { isDirect }),
    ...(isBasic ? {} : { modes: { only: ['warm'], why: WARM_WHY } as const }),
  };
  const required =
    way.end === 'nothing' ? 'no request goes out' : 'no request goes out, and the gate comes';
  return [
    {
      ...{ id: `${id}a`, title: `${way.way}, to a host that no chat leads to`, required },
      ...more,
      ...standing(way, way.unseen),
      async run(ground) {
        await carryOut(way, ground, ground.open, 'beside');
        await ground.shown(ground.open);
        await ground.world.clear();
        await goes(way, ground, ground.unseen, way.unseen);
      },
    },
    {
      ...{ id: `${id}b`, title: `${way.way}, to a host that a message leads to`, required },
      ...more,
      ...standing(way, way.seen),
      async run(ground) {
        await goes(way, ground, ground.listed, way.seen);
      },
    },
  ];
}

/** What shows no page leaves no trace of who blocked it. */
function standing({ end }: Way, hole: LateHole | undefined): Pick<Attack, 'hole' | 'layer'> {
  if (hole !== undefined) return { hole };
  return end === 'nothing' ? { layer: 'net' } : {};
}

async function goes(
  way: Way,
  ground: Ground,
  host: string,
  hole: LateHole | undefined,
): Promise<void> {
  await carryOut(way, ground, host, host === ground.listed ? 'message' : 'beside');
  const isHole = hole !== undefined && hole.browsers?.includes(ground.name) !== false;
  const end = isHole ? hole.end : (way.end ?? 'gate');
  if (end === 'gate') expect((await ground.gate()).words).toContain(host);
  if (end === 'reached') await ground.reached(host);
  if (!isHole) await ground.zero();
}

async function carryOut(
  way: Way,
  ground: Ground,
  host: string,
  place: 'beside' | 'message',
): Promise<void> {
  const to = `${way.scheme ?? 'https'}://${host}/`;
  const tab = await way.before?.(ground, to);
  const { link = '', ...parts } = way.page(to, ground);
  const isLink = link !== '' && place === 'message';
  if (place === 'message' && !isLink) await see(ground);
  const after = `${isLink ? '' : link}${parts.after ?? ''}`;
  const address = ground.chat(isLink ? link : '', { ...parts, after }, way.on);
  if (way.act === undefined) {
    await ground.visit(address);
    return;
  }
  const page = tab ?? (await ground.browser.newPage());
  await ground.go(page, address);
  await page.bringToFront();
  if (isLink) await ground.untilStopped(page, '#go');
  if (way.on === undefined) await ground.untilNoted(page);
  await ground.attack(() => act(ground, page, way.act as Act, to));
  if (isLink && isOfMouse(way.act)) await ground.noContact();
}

/** The host stands in a chat of this session, and the net has been told of it. */
async function see(ground: Ground): Promise<void> {
  await ground.show(ground.link('seen'));
  await ground.untilSeen();
}

function act(ground: Ground, page: Page, how: Act, to: string): Promise<unknown> {
  if ('by' in how) return how.by(ground, page, to);
  if ('key' in how) return ground.type(page, '#go', how.key, how.held);
  if ('framed' in how) return ground.pressInFrame(page, '#go', how.framed);
  return ground.press(page, '#go', how.press);
}

function isOfMouse(how: Act): boolean {
  return 'press' in how || 'key' in how;
}
