/** What is held of a press while nobody has said yet what the page is: it may be a chat. */
import type { LinkSighting } from '../messaging/protocol.ts';
import { closest } from './dom.ts';
import { EDITABLE } from './recognise.ts';
import { hrefOf, LONGEST_HREF, linkTextOf } from './sight.ts';
import { isLeftAlone } from './skip.ts';

/** Undefined lets the press pass. */
export function inspectUnknown(link: Element, ownOrigin: string): LinkSighting | undefined {
  const href = hrefOf(link).slice(0, LONGEST_HREF);
  return isLeftAlone(href, ownOrigin) || closest(link, EDITABLE) !== undefined
    ? undefined
    : { href, text: linkTextOf(link, href), context: 'unknown' };
}
