/** Where a person writes, and what stands there; it is read and never written to. */

import type { PageSite } from '../messaging/protocol.ts';
import {
  attributeOf,
  boxOf,
  closest,
  getterOf,
  isElement,
  matches,
  nameOf,
  nodesOf,
  parentOf,
} from './dom.ts';

const RICH = '[contenteditable]:not([contenteditable="false"])';
const TEXT_FIELDS = 'textarea,input:not([type]),input[type="text"]';

/** Elements that begin a new line. */
const LINES = 'br,div,p,li,ul,ol,pre,td,tr';
const MOST_NODES = 2_000;
/** Characters of a draft that are read. */
const LONGEST_DRAFT = 4_000;

const areaValue = getterOf<string>(HTMLTextAreaElement.prototype, 'value');
const inputValue = getterOf<string>(HTMLInputElement.prototype, 'value');

/** The composer in which something was typed; undefined for other fields. */
export function composerOf(target: EventTarget | undefined, site: PageSite): Element | undefined {
  if (!isElement(target)) {
    return undefined;
  }
  const field = matches(target, TEXT_FIELDS) ? target : outermostRich(target);
  if (field === undefined) {
    return undefined;
  }
  if (site.composer !== '') {
    const named = closest(field, site.composer);
    return named === undefined ? undefined : field;
  }
  const { top, bottom } = boxOf(field);
  return (top + bottom) / 2 > innerHeight / 2 ? field : undefined;
}

function outermostRich(target: Element): Element | undefined {
  let field = closest(target, RICH);
  for (;;) {
    const parent = field && parentOf(field);
    const outer = isElement(parent) ? closest(parent, RICH) : undefined;
    if (outer === undefined) {
      return field;
    }
    field = outer;
  }
}

/** The beginning of what is written; a link in it stands with its address. */
export function draftIn(composer: Element): string {
  const value = nameOf(composer) === 'textarea' ? areaValue : inputValue;
  if (matches(composer, 'textarea,input')) {
    return value.call(composer).slice(0, LONGEST_DRAFT);
  }
  let text = '';
  const walker = nodesOf(composer);
  for (let seen = 0; seen < MOST_NODES && text.length < LONGEST_DRAFT; seen += 1) {
    const node = walker.nextNode();
    if (node === null) {
      break;
    }
    text += wordsOf(node);
  }
  return text.slice(0, LONGEST_DRAFT);
}

function wordsOf(node: Node): string {
  if (!isElement(node)) {
    return (node as Text).data.slice(0, LONGEST_DRAFT);
  }
  if (nameOf(node) === 'a') {
    return ` ${attributeOf(node, 'href') ?? ''} `;
  }
  return matches(node, LINES) ? '\n' : '';
}
