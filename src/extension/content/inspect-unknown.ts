/** What is done with a press while nobody has said yet what the page is: it may be a chat. */
import type { Inspection } from './desk.ts';
import { closest } from './dom.ts';
import { EDITABLE } from './recognise.ts';
import { hrefOf, LONGEST_HREF, linkTextOf } from './sight.ts';
import { isLeftAlone } from './skip.ts';

export function inspectUnknown(link: Element, ownOrigin: string): Inspection {
  const href = hrefOf(link).slice(0, LONGEST_HREF);
  return isLeftAlone(href, ownOrigin) || closest(link, EDITABLE) !== undefined
    ? { kind: 'pass' }
    : { kind: 'hold', sighting: { href, text: linkTextOf(link, href), context: 'unknown' } };
}
