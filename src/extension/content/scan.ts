/**
 * Finds the links of messages below an element: by the browser's own search, a list or an added
 * subtree at a time, and never by visiting every element. What holds for all links of such a unit,
 * such as their context, is read once for all.
 */
import type { Context } from '../../policy/index.ts';
import type { PageSite } from '../messaging/protocol.ts';
import {
  childrenOf,
  closest,
  contains,
  has,
  isElement,
  isLink,
  parentOf,
  queryAll,
  type Root,
  rootOf,
} from './dom.ts';
import { excludedBy, isMessageLink, type Recognition } from './recognise.ts';

/** Links that are looked at together. */
export interface Unit {
  readonly links: ArrayLike<Element>;
  /** Undefined where each of them has to be looked at by itself. */
  readonly context: Context | undefined;
  /** Whether the search itself has seen to it that they are links of messages. */
  readonly isSure: boolean;
}

/** Rows in one list; in one with more, only those near the view are searched. */
export const LONG = 300;

/** A list that is too long to be searched as a whole. */
export interface LongList {
  readonly list: Element | ShadowRoot;
  readonly rows: ArrayLike<Element>;
}

/** Each step is one search; between two of them the page can have its turn. */
export function* unitsOf(
  root: Element | Root,
  recognition: Recognition,
): Generator<Unit | LongList | undefined> {
  if (isElement(root) && isLink(root)) {
    yield alone([root]);
  }
  for (const list of listsIn(root, recognition)) {
    yield;
    const rows = longRowsOf(list, recognition);
    if (rows === undefined) {
      yield unitOf(list, recognition);
    } else {
      yield { list, rows };
    }
  }
}

/** Undefined where the list may be searched as a whole. */
function longRowsOf(
  list: Element | ShadowRoot,
  { site, long, disordered }: Recognition,
): ArrayLike<Element> | undefined {
  const rows = disordered.has(list) ? [] : rowsOf(list, site);
  const isLong = rows.length > LONG;
  long[isLong ? 'add' : 'delete'](list);
  return isLong ? rows : undefined;
}

/** The messages of a list; where those have no mark of their own, what the list is made of. */
export function rowsOf(list: Element | ShadowRoot, { message }: PageSite): ArrayLike<Element> {
  return message === '*' ? childrenOf(list) : queryAll(list, message);
}

function unitOf(list: Element | ShadowRoot, { site, reader }: Recognition): Unit {
  if (!isElement(list) || rootOf(list) instanceof ShadowRoot) {
    // What a link stands in may be outside of its own tree, where no search looks.
    return alone(queryAll(list, site.link));
  }
  const excluded = excludedBy(site);
  const isOpen = !has(list, excluded) && closest(list, excluded) === undefined;
  return {
    links: queryAll(list, isOpen ? plainLinks(site) : notExcludedLinks(site)),
    context: reader.contextBelow(list),
    isSure: true,
  };
}

/** Nothing holds for all of these. */
export function alone(links: ArrayLike<Element>): Unit {
  return { links, context: undefined, isSure: false };
}

function plainLinks({ link, message }: PageSite): string {
  return message === '*' ? link : `:is(${link}):is(${message},:is(${message}) *)`;
}

function notExcludedLinks(site: PageSite): string {
  const excluded = excludedBy(site);
  return `:is(${plainLinks(site)}):not(${excluded}):not(:is(${excluded}) *)`;
}

/** Lists below, each once; or all of it, where it stands in one. */
export function listsIn(
  root: Element | Root,
  { site, largest }: Recognition,
): readonly (Element | ShadowRoot)[] {
  const element = isElement(root) ? root : root instanceof ShadowRoot ? root.host : undefined;
  if (element !== undefined && root !== document && isListed(element, site, largest)) {
    return [root as Element | ShadowRoot];
  }
  const lists = [...queryAll(root, site.list)].filter((list) => !isInList(list, site, largest));
  if (largest !== undefined && contains(root, largest) && !isInList(largest, site, undefined)) {
    lists.push(largest);
  }
  return lists;
}

function isListed(element: Element, { list }: PageSite, largest: Element | undefined): boolean {
  return (
    closest(element, list) !== undefined || (largest !== undefined && contains(largest, element))
  );
}

function isInList(list: Element, site: PageSite, largest: Element | undefined): boolean {
  const parent = parentOf(list);
  return isElement(parent) && isListed(parent, site, largest);
}

/** All links of messages below, for a look at the page as it is now. */
export function* messageLinks(roots: Iterable<Root>, recognition: Recognition): Generator<Element> {
  for (const root of roots) {
    for (const unit of unitsOf(root, recognition)) {
      const [links, isSure] = unit === undefined ? [[], false] : linksOf(unit, recognition.site);
      for (const link of Array.from(links)) {
        if (isSure || isMessageLink(link, recognition)) {
          yield link;
        }
      }
    }
  }
}

function linksOf(
  unit: Unit | LongList,
  { link }: PageSite,
): readonly [links: ArrayLike<Element>, isSure: boolean] {
  return 'rows' in unit ? [queryAll(unit.list, link), false] : [unit.links, unit.isSure];
}
