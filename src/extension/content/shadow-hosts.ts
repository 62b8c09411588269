/**
 * Finds shadow roots. Elements of unusual names are asked at once; the others that may hold a root
 * only when there is nothing else to do, for they are nearly all there is in a page. Whatever the
 * person points at before that is brought in by the guard.
 */
import {
  childrenOf,
  contains,
  isConnected,
  isElement,
  queryAll,
  type Root,
  shadowRootOf,
} from './dom.ts';
import type { ExtensionApi } from './extension-api.ts';
import type { Marks } from './mark.ts';

/** The most frequent first: the browser stops at the one that fits. */
const USUAL =
  'div,span,a,p,img,br,li,article,section,button,svg,path,i,b,ul,ol,time,strong,em,code';
const UNUSUAL = `:not(${USUAL})`;

/**
 * Others that HTML lets hold a root, and that hold no element beside it: what is left out holds
 * what it shows itself, but for few.
 */
const ORDINARY =
  ':is(div,span,p,article,section,main,header,footer,nav,aside,blockquote):not(:has(> *))';

const STRIDE = 64;
const MOST_WAITING = 500;

export interface ShadowHostsEvents {
  readonly onRoot: (root: ShadowRoot) => void;
  readonly marks: Pick<Marks, 'isOurs'>;
  /** Long lists: what they hold is asked row by row, by who finds it near the view. */
  readonly longLists: () => Iterable<Element | ShadowRoot>;
}

export class ShadowHosts {
  readonly #api: ExtensionApi;
  readonly #events: ShadowHostsEvents;
  readonly #waiting = new Set<Element | Root>();
  #elements: ArrayLike<Element> = [];
  #next = 0;

  constructor(api: ExtensionApi, events: ShadowHostsEvents) {
    this.#api = api;
    this.#events = events;
  }

  /** Of the element itself and all below. */
  look(root: Element | Root): void {
    if (isElement(root)) {
      this.#ask(root, true);
    }
    for (const element of Array.from(this.#search(root, UNUSUAL))) {
      this.#ask(element, true);
    }
    if (this.#waiting.size < MOST_WAITING) {
      this.#waiting.add(root);
    } else {
      this.#waiting.clear();
      this.#waiting.add(document);
    }
  }

  get hasWork(): boolean {
    return this.#waiting.size > 0 || this.#next < this.#elements.length;
  }

  /** Asks ordinary elements until the deadline. */
  step(deadline: number): void {
    while (this.hasWork && performance.now() < deadline) {
      if (this.#next >= this.#elements.length) {
        this.#begin();
      }
      const end = Math.min(this.#next + STRIDE, this.#elements.length);
      for (; this.#next < end; this.#next += 1) {
        this.#ask(this.#elements[this.#next] as Element, false);
      }
    }
  }

  forget(): void {
    this.#waiting.clear();
    this.#elements = [];
    this.#next = 0;
  }

  #begin(): void {
    this.#next = 0;
    this.#elements = [];
    const [root] = this.#waiting;
    if (root !== undefined) {
      this.#waiting.delete(root);
      this.#elements = isConnected(root) ? this.#search(root, ORDINARY) : [];
    }
  }

  #search(root: Element | Root, selector: string): ArrayLike<Element> {
    const long = [...this.#events.longLists()].filter((list) => contains(root, list));
    return long.length === 0 ? queryAll(root, selector) : besides(root, long, selector);
  }

  /** Open roots can be anywhere; asking for closed ones is dear: only odd names are asked. */
  #ask(element: Element, mayBeClosed: boolean): void {
    if (mayBeClosed && this.#events.marks.isOurs(element)) {
      return;
    }
    const root = shadowRootOf(element, mayBeClosed ? this.#api : undefined);
    if (root !== undefined) {
      this.#events.onRoot(root);
    }
  }
}

/** What stands beside the lists, and beside all that they stand in. */
function besides(
  root: Element | Root,
  lists: readonly (Element | ShadowRoot)[],
  selector: string,
): readonly Element[] {
  if (lists.some((list) => list === root)) {
    return [];
  }
  return [...childrenOf(root)].flatMap((child) =>
    lists.some((list) => contains(child, list))
      ? besides(child, lists, selector)
      : [child, ...queryAll(child, selector)],
  );
}
