/** Finds out which site a page is, and which of its links stand in messages. */

import type { PageSite } from '../messaging/protocol.ts';
import type { Here } from './batch.ts';
import { ConversationReader } from './conversation.ts';
import {
  closest,
  contains,
  has,
  isConnected,
  isElement,
  matches,
  parentOf,
  queryAll,
} from './dom.ts';
import { generic } from './generic.ts';

/** What messages are written in. */
export const EDITOR = '[contenteditable]:not([contenteditable="false"]),textarea';
/** Excluded everywhere: a draft belongs to its writer. */
export const EDITABLE = `${EDITOR},input,select`;

export interface Recognition {
  readonly site: PageSite;
  /** What is said of it in questions, as it is now. */
  readonly here: Here;
  readonly reader: ConversationReader;
  /** The list that was taken for want of a declared one. */
  readonly largest: Element | undefined;
  /** Lists that are not searched as a whole. */
  readonly long: WeakSet<Node>;
  /** Long ones in which the place of one row tells nothing of the others: those are. */
  readonly disordered: WeakSet<Node>;
}

const LIST = 'ul,ol,[role="list"],[role="grid"],[role="listbox"],main [tabindex="0"]';
const MOST_CANDIDATES = 200;
/** Where a page without lists is looked at, as shares of its window. */
const GRID = [0.25, 0.5, 0.75];
/** A smaller part of the window than this is a menu or a box beside something else. */
const SMALLEST_SHARE = 0.15;

/**
 * By what the page declares, or by its largest scrolling list, or by the largest box that scrolls;
 * undefined leaves the page alone.
 */
export function recogniseGeneric(mayMeasure: boolean): Recognition | undefined {
  const hasList = has(document, generic.list);
  const largest =
    hasList || !mayMeasure ? undefined : (largestOf(listsThatScroll()) ?? largestOf(boxesInView()));
  return hasList || largest !== undefined ? recognitionOf(generic, largest) : undefined;
}

export function recognitionOf(site: PageSite, largest: Element | undefined): Recognition {
  const reader = new ConversationReader(site);
  return {
    site,
    largest,
    reader,
    get here() {
      return { site: site.id, conversation: reader.inView };
    },
    long: new WeakSet(),
    disordered: new WeakSet(),
  };
}

export function isMessageLink(
  link: Element,
  { site, largest }: Pick<Recognition, 'site' | 'largest'>,
): boolean {
  if (!matches(link, site.link) || isExcluded(link, site)) {
    return false;
  }
  const isListed =
    closest(link, site.list) !== undefined || (largest !== undefined && contains(largest, link));
  return isListed && (site.message === '*' || closest(link, site.message) !== undefined);
}

function isExcluded(element: Element, site: PageSite): boolean {
  return closest(element, excludedBy(site)) !== undefined;
}

export function excludedBy({ exclude }: PageSite): string {
  return exclude === '' ? EDITABLE : `${EDITABLE},${exclude}`;
}

/** Of those that are no menus: forces a layout, for a page that no adapter claims, and seldom. */
function largestOf(boxes: Iterable<readonly [Element, scroller: Element]>): Element | undefined {
  let largest: Element | undefined;
  let size = SMALLEST_SHARE * innerWidth * innerHeight;
  for (const [box, { clientWidth, clientHeight }] of boxes) {
    const area = clientWidth * clientHeight;
    if (area > size && !isExcluded(box, generic)) {
      largest = box;
      size = area;
    }
  }
  return largest;
}

/** Each is the box that scrolls or right in it; a list that scrolls with the page is no log. */
function* listsThatScroll(): Iterable<readonly [Element, Element]> {
  for (const list of [...queryAll(document, LIST)].slice(0, MOST_CANDIDATES)) {
    const scroller = [list, parentOf(list)].find(scrolls);
    if (scroller !== undefined) {
      yield [list, scroller];
    }
  }
}

/**
 * The innermost that scrolls, or would with more in it. Nobody writes in a log: what holds an
 * editor is more than one.
 */
function* boxesInView(): Iterable<readonly [Element, Element]> {
  for (const x of GRID) {
    for (const y of GRID) {
      let box: Node | null = document.elementFromPoint(x * innerWidth, y * innerHeight);
      while (isElement(box) && !mayScroll(box)) {
        box = parentOf(box);
      }
      if (isElement(box) && !matches(box, ':root,body') && !has(box, EDITOR)) {
        yield [box, box];
      }
    }
  }
}

function scrolls(box: Node | null): box is Element {
  return (
    isElement(box) && isConnected(box) && box.scrollHeight > box.clientHeight + 1 && mayScroll(box)
  );
}

function mayScroll(box: Element): boolean {
  return /auto|scroll/.test(getComputedStyle(box).overflowY);
}
