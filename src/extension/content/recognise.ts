/** Finds out which site a page is, and which of its links stand in messages. */

import type { PageSite } from '../messaging/protocol.ts';
import type { Here } from './batch.ts';
import { ConversationReader } from './conversation.ts';
import { closest, contains, has, isConnected, matches, queryAll } from './dom.ts';
import { generic } from './generic.ts';

/** Excluded everywhere: a draft belongs to its writer. */
export const EDITABLE = '[contenteditable]:not([contenteditable="false"]),textarea,input,select';

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
/** A smaller part of the window than this is a menu or a box beside something else. */
const SMALLEST_SHARE = 0.15;

/** By what the page declares, or by its largest scrolling list; undefined leaves the page alone. */
export function recogniseGeneric(mayMeasure: boolean): Recognition | undefined {
  const hasList = has(document, generic.list);
  const largest = hasList || !mayMeasure ? undefined : largestScrollingList();
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

/** Forces a layout: for a page that no adapter claims, and seldom. */
function largestScrollingList(): Element | undefined {
  let largest: Element | undefined;
  let size = SMALLEST_SHARE * innerWidth * innerHeight;
  for (const list of [...queryAll(document, LIST)].slice(0, MOST_CANDIDATES)) {
    const scroller = scrollerOf(list);
    const area = scroller === undefined ? 0 : scroller.clientWidth * scroller.clientHeight;
    if (area > size && !isExcluded(list, generic)) {
      largest = list;
      size = area;
    }
  }
  return largest;
}

/** The list itself or the box right around it; a list that scrolls with the page is no log. */
function scrollerOf(list: Element): Element | undefined {
  return [list, list.parentElement].find(
    (box): box is Element =>
      box !== null &&
      box !== undefined &&
      isConnected(box) &&
      box.scrollHeight > box.clientHeight + 1 &&
      /auto|scroll/.test(getComputedStyle(box).overflowY),
  );
}
