/**
 * What is selected, as it would be copied without us: the selected part once more, in a place where
 * nothing is loaded, with the page's own addresses and without marks.
 */
import {
  closest,
  createElement,
  isElement,
  isLink,
  nameOf,
  parentOf,
  queryAll,
  rootOf,
  setAttribute,
  setXlink,
  xlinkOf,
} from './dom.ts';
import { EDITABLE } from './recognise.ts';

export interface Originals {
  /** The page's own address of a link that holds another one now. */
  readonly addressOf: (link: Element) => string | undefined;
  readonly isMark: (element: Element) => boolean;
}

export interface Copied {
  readonly html: string;
  readonly text: string;
}

const LINKS = 'a,area';

/** Undefined where nothing of ours is in the selection, and in what a person writes. */
export function copyOf(target: EventTarget | undefined, originals: Originals): Copied | undefined {
  const selection = getSelection();
  const from = elementOf(target);
  if (selection === null || from === undefined || closest(from, EDITABLE) !== undefined) {
    return undefined;
  }
  const ranges = rangesOf(selection, rootOf(from));
  if (!ranges.some((range) => holdsOurs(range, originals))) {
    return undefined;
  }
  return {
    html: ranges.map((range) => htmlOf(range, originals)).join(''),
    text: selection.toString() || ranges.map(String).join(''),
  };
}

/** In the newer way, which alone tells of a selection in a shadow root. */
function rangesOf(selection: Selection, root: Node): readonly Range[] {
  if (root instanceof ShadowRoot) {
    const inside = (selection.getComposedRanges?.({ shadowRoots: [root] }) ?? []).filter(
      ({ startContainer, endContainer }) =>
        rootOf(startContainer) === root && rootOf(endContainer) === root,
    );
    return inside.map(toRange);
  }
  return Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
}

function toRange({ startContainer, startOffset, endContainer, endOffset }: StaticRange): Range {
  const range = new Range();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

function holdsOurs(range: Range, { addressOf, isMark }: Originals): boolean {
  const around = linkAround(range);
  const selected = around === undefined ? within(range, '*') : [around, ...within(range, '*')];
  return (
    !range.collapsed &&
    selected.some((one) => isMark(one) || (isLink(one) && addressOf(one) !== undefined))
  );
}

function htmlOf(range: Range, originals: Originals): string {
  const links = within(range, LINKS);
  const place = createElement('template') as HTMLTemplateElement;
  place.content.append(range.cloneContents());
  // The same part of the same tree: its links come in the same order.
  for (const [index, copy] of queryAll(place.content, LINKS).entries()) {
    writeAddress(copy, links[index], originals);
  }
  for (const copy of queryAll(place.content, '*')) {
    if (originals.isMark(copy)) {
      copy.remove();
    }
  }
  const around = linkAround(range);
  if (around !== undefined) {
    // Some words of a link are copied as a link.
    const copy = around.cloneNode(false) as Element;
    writeAddress(copy, around, originals);
    copy.append(...place.content.childNodes);
    place.content.append(copy);
  }
  return place.innerHTML;
}

function writeAddress(copy: Element, link: Element | undefined, { addressOf }: Originals): void {
  const address = link && addressOf(link);
  if (address === undefined) {
    return;
  }
  setAttribute(copy, 'href', address);
  if (xlinkOf(copy) !== null) {
    setXlink(copy, address);
  }
}

/** What matches and is selected, or partly so, below what holds all of the selection. */
function within(range: Range, selector: string): readonly Element[] {
  const around = elementOf(range.commonAncestorContainer);
  return around === undefined
    ? []
    : [...queryAll(around, selector)].filter((one) => range.intersectsNode(one));
}

function linkAround(range: Range): Element | undefined {
  const around = elementOf(range.commonAncestorContainer);
  const link = around && closest(around, LINKS);
  return link !== undefined && nameOf(link) === 'a' ? link : undefined;
}

function elementOf(target: EventTarget | null | undefined): Element | undefined {
  if (isElement(target)) {
    return target;
  }
  const parent = target instanceof Node ? parentOf(target) : null;
  return isElement(parent) ? parent : undefined;
}
