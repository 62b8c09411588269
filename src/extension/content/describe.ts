/** What a page says of itself when the popup asks. */
import type { PageDescription, SeenLink } from '../messaging/protocol.ts';
import type { Desk } from './desk.ts';
import { isConnected, queryAll } from './dom.ts';
import type { Recognition } from './recognise.ts';
import { generic } from './sites/index.ts';
import { type ConversationKind, commonKind } from './weigh.ts';

/** As many as a person can look through. */
const MOST_LINKS = 200;

/** Undefined while no site was recognised. */
export function describePage(desk: Desk): PageDescription | undefined {
  const { recognition, isDegraded } = desk;
  if (recognition === undefined) {
    return undefined;
  }
  const { site } = recognition;
  recognition.reader.refresh();
  return {
    site: site.id,
    isRecognised: site !== generic,
    expected: undefined,
    ...kindInView(recognition),
    links: linksInView(desk, recognition),
    isDegraded,
  };
}

/** That of the one visible list, as far as visible lists agree; some tell it on messages alone. */
export function kindInView({ site, reader }: Recognition): ConversationKind {
  const lists = [...queryAll(document, site.list)].filter(isInView);
  return commonKind(lists.map((list) => reader.kindAt(queryAll(list, site.message)[0] ?? list)));
}

function linksInView(desk: Desk, { reader }: Recognition): readonly SeenLink[] {
  const seen: SeenLink[] = [];
  for (const [link, { sighting, order }] of desk.links.all()) {
    if (isConnected(link) && isInView(link)) {
      const { kind, direction, message } = reader.place(link);
      const action = order?.action ?? 'pending';
      seen.push({
        ...sighting,
        ...kind,
        direction,
        message,
        isText: false,
        action,
        reason: order?.reason,
      });
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
