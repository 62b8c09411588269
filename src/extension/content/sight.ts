/** What the guard sees of a link: where it leads, what it says, in which kind of conversation. */
import type { LinkSighting } from '../messaging/protocol.ts';
import type { ConversationReader } from './conversation.ts';
import { attributeOf, baseOf, nameOf, textNodesOf } from './dom.ts';

export const LONGEST_TEXT = 512;

/** Longer addresses are reported cut: far past what can be judged, they only cost memory. */
export const LONGEST_HREF = 16_384;

/** Text nodes that are read for a link's words before its text counts as read. */
const MOST_TEXT_NODES = 200;

const XLINK = 'http://www.w3.org/1999/xlink';

const anchorHref = Object.getOwnPropertyDescriptor(HTMLAnchorElement.prototype, 'href')?.get;
const areaHref = Object.getOwnPropertyDescriptor(HTMLAreaElement.prototype, 'href')?.get;

/** The address to which a click would lead, resolved by the browser; '' when there is none. */
export function hrefOf(link: Element): string {
  if (link instanceof HTMLAnchorElement) {
    return anchorHref?.call(link) ?? '';
  }
  if (link instanceof HTMLAreaElement) {
    return areaHref?.call(link) ?? '';
  }
  const raw =
    attributeOf(link, 'href') ?? Element.prototype.getAttributeNS.call(link, XLINK, 'href');
  if (raw === null) {
    return '';
  }
  const base = baseOf(link);
  return URL.canParse(raw, base) ? new URL(raw, base).href : raw;
}

/** Visible words, white space folded; an area of an image map has its alternative text. */
export function linkTextOf(link: Element): string {
  const text = nameOf(link) === 'area' ? (attributeOf(link, 'alt') ?? '') : ownText(link);
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT);
}

function ownText(link: Element): string {
  const walker = textNodesOf(link);
  let text = '';
  for (let seen = 0; seen < MOST_TEXT_NODES && text.length < 2 * LONGEST_TEXT; seen += 1) {
    const node = walker.nextNode();
    if (node === null) {
      break;
    }
    text += (node as Text).data.slice(0, 2 * LONGEST_TEXT);
  }
  return text;
}

export function sightingOf(link: Element, href: string, reader: ConversationReader): LinkSighting {
  return {
    href: href.slice(0, LONGEST_HREF),
    text: linkTextOf(link),
    context: reader.place(link).kind.context,
  };
}
