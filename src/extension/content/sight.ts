/** What the guard sees of a link: where it leads, and what it says. */
import { attributeOf, baseOf, getterOf, nameOf, textOf, xlinkOf } from './dom.ts';

export const LONGEST_TEXT = 512;

/** Longer addresses are reported cut: far past what can be judged, they only cost memory. */
export const LONGEST_HREF = 16_384;

const anchorHref = getterOf<string>(HTMLAnchorElement.prototype, 'href');
const areaHref = getterOf<string>(HTMLAreaElement.prototype, 'href');

/** The address to which a click would lead, resolved by the browser; '' when there is none. */
export function hrefOf(link: Element): string {
  if (link instanceof HTMLAnchorElement) {
    return anchorHref.call(link);
  }
  if (link instanceof HTMLAreaElement) {
    return areaHref.call(link);
  }
  const raw = attributeOf(link, 'href') ?? xlinkOf(link);
  if (raw === null) {
    return '';
  }
  const base = baseOf(link);
  return URL.canParse(raw, base) ? new URL(raw, base).href : raw;
}

/**
 * Where the link leads, as the page wrote it where that says it in full: to have the browser
 * resolve thousands of addresses costs three times as much as to read them.
 */
export function addressOf(link: Element): string {
  const raw = attributeOf(link, 'href');
  return raw !== null && isWhole(raw) ? raw : hrefOf(link);
}

/** Whatever else begins otherwise, in whatever letters, is for the browser to say. */
function isWhole(raw: string): boolean {
  return (raw.startsWith('https://') || raw.startsWith('http://')) && raw.length <= LONGEST_HREF;
}

/**
 * Visible words, white space folded; an area of an image map has its alternative text. Most links
 * in chats say their address, which has nothing to fold.
 */
export function linkTextOf(link: Element, address = ''): string {
  const text = textOf(link);
  if (text === address) {
    return address.length > LONGEST_TEXT ? address.slice(0, LONGEST_TEXT) : address;
  }
  const words = text === '' && nameOf(link) === 'area' ? (attributeOf(link, 'alt') ?? '') : text;
  return words
    .slice(0, 4 * LONGEST_TEXT)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_TEXT);
}
