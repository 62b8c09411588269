/**
 * Sees every link come, change and go: one observer for the document and its shadow roots, whose
 * records are only kept; they are read, and elements walked, in slices. Walks are snapshots, so
 * that a page that changes under one loses nothing, and an element noted twice is walked once.
 */
import {
  closest,
  closestInTree,
  isConnected,
  isElement,
  isLink,
  matches,
  nameOf,
  parentOf,
  queryAll,
  type Root,
  shadowRootOf,
} from './dom.ts';
import type { ExtensionApi } from './extension-api.ts';
import { attributesOf, type Site } from './sites/index.ts';

const LINK_ATTRIBUTES = ['href', 'xlink:href', 'ping'];
const ALWAYS_OBSERVED = [...LINK_ATTRIBUTES, 'class', 'contenteditable'];

/** How many records are read or elements visited between two looks at the clock. */
const STRIDE = 16;

/** A page that changes faster than we may read is looked through afresh instead. */
const MOST_RECORDS = 100_000;

export interface WatchEvents {
  /** The link is there, or something about it changed. */
  readonly onLink: (link: Element) => void;
  readonly onRemoved: (element: Element) => void;
  /** Whether we made an element ourselves. */
  readonly isOurs: (element: Element) => boolean;
  /** There is work for the next slice. */
  readonly onWork: () => void;
  /** The document's root was replaced: `document.open()` takes the window's listeners along. */
  readonly onNewRoot: () => void;
}

interface Walk {
  readonly elements: ArrayLike<Element>;
  next: number;
}

/** What the observer delivered in one go. */
interface Batch {
  readonly records: readonly MutationRecord[];
  next: number;
}

export class Watch {
  readonly #api: ExtensionApi;
  readonly #events: WatchEvents;
  readonly #observer = new MutationObserver((records) => this.#keep(records));
  readonly #rootObserver: MutationObserver;
  readonly #roots = new Set<Root>();
  readonly #batches: Batch[] = [];
  #kept = 0;
  readonly #pending = new Set<Element | Root>();
  #walk: Walk | undefined;
  #site: Site | undefined;

  constructor(api: ExtensionApi, events: WatchEvents, signal: AbortSignal) {
    this.#api = api;
    this.#events = events;
    this.#rootObserver = new MutationObserver(() => events.onNewRoot());
    this.#rootObserver.observe(document, { childList: true });
    this.observe(document);
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      this.#rootObserver.disconnect();
      this.#forgetWork();
    });
  }

  /** Without a site only the arrival of one is waited for. */
  setSite(site: Site | undefined): void {
    this.#site = site;
    for (const root of this.#roots) {
      this.#observe(root);
    }
    this.rescan();
  }

  rescan(): void {
    for (const root of this.#roots) {
      if (isConnected(root)) {
        this.#pending.add(root);
      } else {
        this.#roots.delete(root);
      }
    }
    this.#events.onWork();
  }

  /** Shadow roots that no record announces are brought in by whoever meets them. */
  observe(root: Root): void {
    if (!this.#roots.has(root)) {
      this.#roots.add(root);
      this.#observe(root);
      this.#pending.add(root);
      this.#events.onWork();
    }
  }

  /** Reads records and walks until the deadline; true when there is more. */
  step(deadline: number): boolean {
    if (this.#site === undefined) {
      this.#forgetWork();
    }
    while (performance.now() < deadline) {
      const [batch] = this.#batches;
      if (batch !== undefined && this.#site !== undefined) {
        this.#readSome(batch, this.#site);
        continue;
      }
      this.#walk ??= this.#nextWalk();
      if (this.#walk === undefined) {
        return false;
      }
      this.#visitSome(this.#walk);
    }
    return true;
  }

  #observe(root: Root): void {
    this.#observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: [
        ...ALWAYS_OBSERVED,
        ...(this.#site === undefined ? [] : attributesOf(this.#site)),
      ],
    });
  }

  #nextWalk(): Walk | undefined {
    const [next] = this.#pending;
    if (next === undefined) {
      return undefined;
    }
    this.#pending.delete(next);
    if (isElement(next)) {
      this.#visit(next);
    }
    return { elements: isConnected(next) ? queryAll(next, '*') : [], next: 0 };
  }

  #visitSome(walk: Walk): void {
    const end = Math.min(walk.next + STRIDE, walk.elements.length);
    for (; walk.next < end; walk.next += 1) {
      const element = walk.elements[walk.next];
      if (element !== undefined) {
        this.#visit(element);
      }
    }
    if (walk.next >= walk.elements.length) {
      this.#walk = undefined;
    }
  }

  #visit(element: Element): void {
    this.#pending.delete(element);
    if (!isConnected(element)) {
      return;
    }
    if (isLink(element)) {
      this.#events.onLink(element);
      return;
    }
    // Open roots can be anywhere; asking for closed ones is dear: only custom elements are asked.
    const mayBeClosed = nameOf(element).includes('-') && !this.#events.isOurs(element);
    const root = shadowRootOf(element, mayBeClosed ? this.#api : undefined);
    if (root !== undefined) {
      this.observe(root);
    }
  }

  #forgetWork(): void {
    this.#pending.clear();
    this.#walk = undefined;
    this.#forgetRecords();
  }

  #forgetRecords(): void {
    this.#batches.length = 0;
    this.#kept = 0;
  }

  /** Called while the page waits: a page of 10,000 links brings thousands of records at once. */
  #keep(records: readonly MutationRecord[]): void {
    if (this.#site !== undefined) {
      this.#batches.push({ records, next: 0 });
      this.#kept += records.length;
      if (this.#kept > MOST_RECORDS) {
        this.#forgetRecords();
        this.rescan();
      }
    }
    this.#events.onWork();
  }

  #readSome(batch: Batch, site: Site): void {
    const end = Math.min(batch.next + STRIDE, batch.records.length);
    for (; batch.next < end; batch.next += 1) {
      const record = batch.records[batch.next];
      if (record !== undefined) {
        this.#noteOne(record, site);
      }
    }
    if (batch.next >= batch.records.length) {
      this.#batches.shift();
      this.#kept -= batch.records.length;
    }
  }

  #noteOne({ type, target, addedNodes, removedNodes, attributeName }: MutationRecord, site: Site) {
    if (type === 'childList') {
      this.#noteChildren(addedNodes, removedNodes);
      this.#noteTextOf(target);
    } else if (type === 'characterData') {
      this.#noteTextOf(parentOf(target));
    } else if (isElement(target)) {
      this.#noteAttribute(target, attributeName ?? '', site);
    }
  }

  #noteChildren(added: NodeList, removed: NodeList): void {
    for (const node of removed) {
      if (isElement(node) && !isConnected(node)) {
        this.#events.onRemoved(node);
        this.#noteBase(node);
      }
    }
    for (const node of added) {
      if (isElement(node)) {
        this.#pending.add(node);
        this.#noteBase(node);
      }
    }
  }

  /** Relative addresses lead elsewhere under another base. */
  #noteBase(element: Element): void {
    if (nameOf(element) === 'base') {
      this.rescan();
    }
  }

  #noteTextOf(node: Node | null): void {
    if (!isElement(node)) {
      return;
    }
    // This is asked for every record. Without shadow roots there is no border to look across.
    const link = this.#roots.size > 1 ? closest(node, 'a') : closestInTree(node, 'a');
    if (link !== undefined) {
      this.#pending.add(link);
    }
  }

  /** Class changes count where they can change what kind of conversation it is, nowhere else. */
  #noteAttribute(element: Element, attribute: string, site: Site): void {
    if (isLink(element)) {
      this.#pending.add(element);
      return;
    }
    this.#noteBase(element);
    const isOfMessage = site.message !== '*' && matches(element, site.message);
    if (
      (attribute !== 'class' && !LINK_ATTRIBUTES.includes(attribute)) ||
      isOfMessage ||
      matches(element, site.list)
    ) {
      this.#pending.add(element);
    }
  }
}
