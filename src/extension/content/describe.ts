/** What a page says of itself when the popup asks. */
import type {
  LinkOrder,
  LinkSighting,
  PageDescription,
  PageWithoutChat,
  SeenLink,
} from '../messaging/protocol.ts';
import type { Desk } from './desk.ts';
import { boxOf, queryAll } from './dom.ts';
import { generic } from './generic.ts';
import type { Known } from './known.ts';
import type { Recognition } from './recognise.ts';
import { type ConversationKind, commonKind } from './weigh.ts';

/** As many as a person can look through. */
const MOST_LINKS = 200;

/** What the page layer knows of itself. */
export interface Standing {
  readonly desk: Desk;
  /** Links of messages, as the page is now. */
  readonly links: Iterable<Element>;
  /** Addresses that are no links, and the elements that say them. */
  readonly texts: Iterable<readonly [Element, LinkSighting & Pick<Known, 'order'>]>;
  readonly expected: string | undefined;
  readonly isDegraded: boolean;
}

/** Of a page that is not read, only what it should be is told; undefined where nobody knows. */
export function describePage(standing: Standing): PageDescription | PageWithoutChat | undefined {
  const { expected, desk } = standing;
  const { recognition } = desk;
  if (recognition === undefined) {
    return expected === undefined ? undefined : { expected };
  }
  const { site } = recognition;
  return {
    ...recognition.here,
    isRecognised: site !== generic,
    expected,
    ...kindInView(recognition),
    ...linksInView(standing, recognition),
    isDegraded: standing.isDegraded,
  };
}

/** That of the one visible list, as far as visible lists agree; some tell it on messages alone. */
export function kindInView({ site, reader }: Recognition): ConversationKind {
  const lists = [...queryAll(document, site.list)].filter(isInView);
  return commonKind(lists.map((list) => reader.kindAt(queryAll(list, site.message)[0] ?? list)));
}

function linksInView(
  { desk, links, texts }: Standing,
  { reader }: Recognition,
): Pick<PageDescription, 'links' | 'hasMoreLinks'> {
  const seen: SeenLink[] = [];
  const add = (
    element: Element,
    { href, text, context }: LinkSighting,
    order: LinkOrder | undefined,
    isText: boolean,
  ) => {
    const { kind, direction, message } = reader.place(element);
    const { action = 'pending', reason } = order ?? {};
    seen.push({ href, text, ...kind, context, direction, message, isText, action, reason });
  };
  for (const link of links) {
    const read = seen.length <= MOST_LINKS && isInView(link) ? desk.reading.read(link) : undefined;
    if (read !== undefined) {
      add(link, read.sighting, read.order, false);
    }
  }
  for (const [element, known] of texts) {
    if (seen.length <= MOST_LINKS && isInView(element)) {
      add(element, known, known.order, true);
    }
  }
  return { links: seen.slice(0, MOST_LINKS), hasMoreLinks: seen.length > MOST_LINKS };
}

function isInView(element: Element): boolean {
  const { top, bottom, left, right } = boxOf(element);
  const hasSize = bottom > top && right > left;
  return hasSize && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
}
