/** Reads what the observer recorded: which parts of the page are to be searched for it. */
import type { PageSite } from '../messaging/protocol.ts';
import type { Desk } from './desk.ts';
import { isConnected, isElement, isLink, matches, nameOf, parentOf } from './dom.ts';
import type { PlainText } from './plain-text.ts';

export const LINK_ATTRIBUTES = ['href', 'xlink:href', 'ping'];

/** So many siblings that come at once are searched as one, where their parent holds few others. */
const MANY = 64;

export interface ChangeEvents {
  /** `isUnsure` where its links may be none of messages any longer. */
  readonly onPart: (part: Element, isUnsure: boolean) => void;
  readonly desk: Pick<Desk, 'seeUnsure' | 'isAsWritten'>;
  readonly text: Pick<PlainText, 'look'>;
  readonly onRemoved: (node: Node) => void;
  /** Relative addresses lead elsewhere from now on. */
  readonly onBase: () => void;
  /** True where somebody else looks after these. */
  readonly isKept: (parent: Node, added: NodeList) => boolean;
  /** The link that an element stands in. */
  readonly linkAround: (element: Element) => Element | undefined;
}

export class Changes {
  readonly #events: ChangeEvents;

  constructor(events: ChangeEvents) {
    this.#events = events;
  }

  read(
    { type, target, addedNodes, removedNodes, attributeName }: MutationRecord,
    site: PageSite,
  ): void {
    if (type === 'childList') {
      // What a list says changes with each message that comes: only words of its own count.
      const saysMore = this.#readChildren(target, addedNodes, removedNodes);
      this.#readTextOf(target, saysMore);
    } else if (type === 'characterData') {
      this.#readTextOf(parentOf(target), true);
    } else if (isElement(target)) {
      this.#readAttribute(target, attributeName ?? '', site);
    }
  }

  /** True where a text was added, and not only elements. */
  #readChildren(target: Node, added: NodeList, removed: NodeList): boolean {
    for (const node of removed) {
      if (!isConnected(node)) {
        this.#events.onRemoved(node);
        this.#readBase(node);
      }
    }
    if (this.#events.isKept(target, added)) {
      return false;
    }
    if (added.length > MANY && isElement(target) && target.childNodes.length < 2 * added.length) {
      this.#events.onPart(target, false);
      return false;
    }
    let hasText = false;
    for (const node of added) {
      if (isElement(node)) {
        this.#events.onPart(node, false);
        this.#readBase(node);
      } else {
        hasText = true;
      }
    }
    return hasText;
  }

  /** Relative addresses lead elsewhere under another base. */
  #readBase(node: Node): void {
    if (isElement(node) && nameOf(node) === 'base') {
      this.#events.onBase();
    }
  }

  #readTextOf(node: Node | null, saysMore: boolean): void {
    if (!isElement(node)) {
      return;
    }
    const link = this.#events.linkAround(node);
    if (link !== undefined) {
      this.#events.desk.seeUnsure(link);
    } else if (saysMore) {
      this.#events.text.look(node);
    }
  }

  /** Class changes count where they can change what kind of conversation it is, nowhere else. */
  #readAttribute(element: Element, attribute: string, site: PageSite): void {
    if (isLink(element)) {
      if (attribute !== 'href' || !this.#events.desk.isAsWritten(element)) {
        this.#events.desk.seeUnsure(element);
      }
      return;
    }
    this.#readBase(element);
    const isOfMessage = site.message !== '*' && matches(element, site.message);
    if (
      (attribute !== 'class' && !LINK_ATTRIBUTES.includes(attribute)) ||
      isOfMessage ||
      matches(element, site.list)
    ) {
      this.#events.onPart(element, true);
    }
  }
}
