/** Finds out which site a page is, and which of its links stand in messages. */
import { ConversationReader } from './conversation.ts';
import { closest, has, isConnected, matches, queryAll } from './dom.ts';
import { EDITABLE, generic, type Site } from './sites/index.ts';

export interface Recognition {
  readonly site: Site;
  readonly reader: ConversationReader;
  /** The list that was taken for want of a declared one. */
  readonly largest: Element | undefined;
}

const LIST = 'ul,ol,[role="list"],[role="grid"],[role="listbox"],main [tabindex="0"]';
const MOST_CANDIDATES = 200;
/** A smaller part of the window than this is a menu or a box beside something else. */
const SMALLEST_SHARE = 0.15;

/** Undefined leaves the page alone. */
export function recognise(
  page: Document,
  sites: readonly Site[],
  mayMeasure: boolean,
): Recognition | undefined {
  for (const site of sites) {
    if (!has(page, site.fingerprint)) {
      continue;
    }
    if (site !== generic) {
      return recognitionOf(site, undefined);
    }
    const hasList = has(page, site.list);
    const largest = hasList || !mayMeasure ? undefined : largestScrollingList(page, site);
    if (hasList || largest !== undefined) {
      return recognitionOf(site, largest);
    }
  }
  return undefined;
}

export function recognitionOf(site: Site, largest: Element | undefined): Recognition {
  return { site, largest, reader: new ConversationReader(site) };
}

export function isMessageLink(link: Element, { site, largest }: Recognition): boolean {
  if (!matches(link, site.link) || isExcluded(link, site)) {
    return false;
  }
  const isListed =
    closest(link, site.list) !== undefined ||
    (largest !== undefined && Node.prototype.contains.call(largest, link));
  return isListed && (site.message === '*' || closest(link, site.message) !== undefined);
}

function isExcluded(element: Element, site: Site): boolean {
  return closest(element, excludedBy(site)) !== undefined;
}

export function excludedBy({ exclude }: Site): string {
  return exclude === '' ? EDITABLE : `${EDITABLE},${exclude}`;
}

/** Forces a layout: for a page that no adapter claims, and seldom. */
function largestScrollingList(page: Document, site: Site): Element | undefined {
  let largest: Element | undefined;
  let size = SMALLEST_SHARE * innerWidth * innerHeight;
  for (const list of [...queryAll(page, LIST)].slice(0, MOST_CANDIDATES)) {
    const scroller = scrollerOf(list);
    const area = scroller === undefined ? 0 : scroller.clientWidth * scroller.clientHeight;
    if (area > size && !isExcluded(list, site)) {
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
