/** Writes an order into a link, and takes it out again. Every write is remembered and undoable. */
import type { LinkOrder } from '../messaging/protocol.ts';
import { hasAny, putBack, takeOut } from './also-holds.ts';
import { attributeOf, setAttribute, setXlink, xlinkOf } from './dom.ts';
import type { LinkState, Original } from './links.ts';
import { relWith } from './rel.ts';
import { hrefOf, LONGEST_HREF } from './sight.ts';

const REL = ['noopener', 'noreferrer'];

/**
 * After this the link's `written` says what the page now holds. `alsoHolds` names the attributes
 * in which this site writes the address a second time.
 */
export function rewrite(
  link: Element,
  state: LinkState,
  order: LinkOrder,
  alsoHolds: readonly string[] = [],
): void {
  state.original ??= originalOf(link);
  if (order.href === undefined) {
    putAddressBack(link, state.original);
  } else if (order.action !== 'open' || state.found.length <= LONGEST_HREF) {
    writeHref(link, order.href);
  }
  if (order.action === 'open') {
    const rel = relWith(attributeOf(link, 'rel'), REL);
    writeIfChanged(link, 'rel', rel);
    putBack(link, state.found);
  } else {
    takeOut(link, state.found, alsoHolds);
  }
  writeIfChanged(link, 'ping', null);
  state.written = hrefOf(link);
}

/** Whether the link still holds what was written, and nothing of what was taken out. */
export function isRewritten(
  link: Element,
  { written }: LinkState,
  { action }: LinkOrder,
  alsoHolds: readonly string[] = [],
): boolean {
  const isBare = action === 'open' || !hasAny(link, alsoHolds);
  return written !== undefined && hrefOf(link) === written && isBare;
}

/** Puts back what stood there, unless the page has written something of its own since. */
export function restore(link: Element, state: LinkState): void {
  const { original, written } = state;
  if (original !== undefined && hrefOf(link) === written) {
    putAddressBack(link, original);
    writeIfChanged(link, 'rel', original.rel);
    writeIfChanged(link, 'ping', original.ping);
    putBack(link, state.found);
  }
  state.written = undefined;
  state.original = undefined;
}

function putAddressBack(link: Element, { href, xlinkHref }: Original): void {
  writeIfChanged(link, 'href', href);
  if (xlinkHref !== null) {
    setXlink(link, xlinkHref);
  }
}

function originalOf(link: Element): Original {
  return {
    href: attributeOf(link, 'href'),
    xlinkHref: xlinkOf(link),
    rel: attributeOf(link, 'rel'),
    ping: attributeOf(link, 'ping'),
  };
}

/** An SVG link may hold its address twice; neither copy may keep the old one. */
function writeHref(link: Element, href: string): void {
  if (hrefOf(link) !== href) {
    setAttribute(link, 'href', href);
  }
  if (xlinkOf(link) !== null) {
    setXlink(link, href);
  }
}

function writeIfChanged(link: Element, name: string, value: string | null): void {
  if (attributeOf(link, name) !== value) {
    setAttribute(link, name, value);
  }
}
