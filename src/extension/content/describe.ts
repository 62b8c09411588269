/** What a page says of itself when the popup asks. */
import type { Context } from '../../policy/index.ts';
import type { PageDescription, SeenLink } from '../messaging/protocol.ts';
import type { Desk } from './desk.ts';
import { isConnected, queryAll } from './dom.ts';
import type { Recognition } from './recognise.ts';
import { generic } from './sites/index.ts';

/** As many as a person can look through. */
const MOST_LINKS = 200;

/** Undefined while no site was recognised. */
export function describePage(desk: Desk): PageDescription | undefined {
  const { recognition, isDegraded } = desk;
  if (recognition === undefined) {
    return undefined;
  }
  const { site } = recognition;
  return {
    site: site.id,
    isRecognised: site !== generic,
    context: contextInView(recognition),
    links: linksInView(desk),
    isDegraded,
  };
}

/** That of the one visible list; `unknown` when visible lists disagree. */
function contextInView({ site, reader }: Recognition): Context {
  reader.refresh();
  const kinds = new Set(
    [...queryAll(document, site.list)].filter(isInView).map((list) => reader.kindAt(list).context),
  );
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : 'unknown';
}

function linksInView(desk: Desk): readonly SeenLink[] {
  const seen: SeenLink[] = [];
  for (const [link, { sighting, order }] of desk.links.all()) {
    if (isConnected(link) && isInView(link)) {
      const action = order?.action ?? 'pending';
      seen.push({ ...sighting, action, reason: order?.reason });
    }
    if (seen.length === MOST_LINKS) {
      break;
    }
  }
  return seen;
}

function isInView(element: Element): boolean {
  const { top, bottom, left, right } = Element.prototype.getBoundingClientRect.call(element);
  const hasSize = bottom > top && right > left;
  return hasSize && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
}
