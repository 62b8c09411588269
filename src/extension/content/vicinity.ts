/**
 * Of lists too long to be searched as a whole, what is near the view: a few boxes tell where that
 * is, once the browser has drawn the page, so that no layout is forced. What is far is not touched
 * until it comes near, or the person reaches it in some other way (decision 7).
 */
import { boxOf, isConnected, isElement, parentOf } from './dom.ts';
import { type Listeners, MOVES, WATCHING } from './listeners.ts';
import { type Extent, nearRange } from './near.ts';
import type { Recognition } from './recognise.ts';
import { LONG, type LongList, rowsOf } from './scan.ts';

const GAP_MILLISECONDS = 100;
/** A page that is not drawn, as in a tab behind others, is looked at all the same. */
const PATIENCE_MILLISECONDS = 2_000;

export interface VicinityEvents {
  readonly onNear: (row: Element) => void;
  /** What is near cannot be told: it is to be searched as a whole. */
  readonly onDisordered: (list: LongList['list']) => void;
}

interface Kept {
  rows: ArrayLike<Element>;
  /** What came since, together as it came. */
  later: NodeList[];
  laterCount: number;
  /** How many of those have been looked at once. */
  laterSeen: number;
  /** The last row that was near, and where it was: while it stands there, nothing has moved. */
  anchor: Element | undefined;
  anchoredAt: number | undefined;
}

export class Vicinity {
  readonly #events: VicinityEvents;
  readonly #lists = new Map<LongList['list'], Kept>();
  /** What rows stand in, and in which list that is. */
  #around = new WeakMap<Node, LongList['list']>();
  #searched = new WeakSet<Element>();
  #recognition: Recognition | undefined;
  #isAsked = false;
  /** Other rows may be near by now, and not only such as came. */
  #hasMoved = false;
  #lookedAt = Number.NEGATIVE_INFINITY;
  /** Whatever is newly observed is told of in the next frame, between its layout and its drawing. */
  readonly #frame = new ResizeObserver(() => this.#lookNow());

  constructor(events: VicinityEvents, listeners: Listeners) {
    this.#events = events;
    listeners.add(MOVES, () => this.look(), WATCHING);
    listeners.signal.addEventListener('abort', () => this.startOver(undefined));
  }

  /** Nothing is known of any list, and nothing was searched. */
  startOver(recognition: Recognition | undefined): void {
    this.#recognition = recognition;
    this.#lists.clear();
    this.#around = new WeakMap();
    this.#searched = new WeakSet();
    this.#frame.disconnect();
    this.#isAsked = false;
  }

  get lists(): Iterable<LongList['list']> {
    return this.#lists.keys();
  }

  get hasLists(): boolean {
    return this.#lists.size > 0;
  }

  /** A long list was met, perhaps not for the first time. */
  keep({ list, rows }: LongList): void {
    this.#lists.set(list, keptOf(rows));
    this.#around.set(list, list);
    for (const row of [rows[0], rows[rows.length - 1]]) {
      const parent = row && parentOf(row);
      if (parent !== null && parent !== undefined) {
        this.#around.set(parent, list);
      }
    }
    this.look();
  }

  /** False where the nodes did not come into a long list. */
  add(target: Node, nodes: NodeList): boolean {
    const list = this.#lists.size === 0 ? undefined : this.#around.get(target);
    const kept = list && this.#lists.get(list);
    if (kept === undefined) {
      return false;
    }
    if (nodes.length > 0) {
      kept.later.push(nodes);
      kept.laterCount += nodes.length;
      this.#lookSoon();
    }
    return true;
  }

  /** Asked for once a second: things move without an event, and a page can keep frames from us. */
  lookRound(): void {
    if (this.#isAsked && performance.now() - this.#lookedAt > PATIENCE_MILLISECONDS) {
      this.#lookNow();
    } else {
      this.look();
    }
  }

  /** Something may have moved. */
  look(): void {
    this.#hasMoved = true;
    this.#lookSoon();
  }

  /** In a frame, when boxes can be read without a layout, and not too often. */
  #lookSoon(): void {
    if (this.#isAsked || this.#lists.size === 0) {
      return;
    }
    this.#isAsked = true;
    const wait = this.#lookedAt + GAP_MILLISECONDS - performance.now();
    setTimeout(() => this.#observeAll(), Math.max(wait, 0));
  }

  #observeAll(): void {
    // What has no box is never told of.
    for (const one of [document.documentElement, ...this.#lists.keys()]) {
      this.#frame.observe(isElement(one) ? one : one.host);
    }
  }

  #lookNow(): void {
    this.#frame.disconnect();
    this.#isAsked = false;
    this.#lookedAt = performance.now();
    const view = { top: -innerHeight, bottom: 2 * innerHeight };
    const hasMoved = this.#hasMoved;
    this.#hasMoved = false;
    for (const [list, kept] of this.#lists) {
      if (!isConnected(list)) {
        this.#lists.delete(list);
        continue;
      }
      this.#seeNew(kept, view);
      if (hasMoved) {
        this.#seeAll(list, kept, view);
      }
    }
  }

  #seeNew(kept: Kept, view: Extent): void {
    for (; kept.laterSeen < kept.later.length; kept.laterSeen += 1) {
      const nodes = kept.later[kept.laterSeen];
      const extent = extentOfAll(nodes);
      if (extent === undefined || (extent.bottom >= view.top && extent.top <= view.bottom)) {
        this.#see(nodes);
      }
    }
  }

  #seeAll(list: LongList['list'], kept: Kept, view: Extent): void {
    if (kept.anchor !== undefined && extentOf(kept.anchor)?.top === kept.anchoredAt) {
      return;
    }
    if (kept.laterCount > Math.max(LONG, kept.rows.length / 4)) {
      this.#readAgain(list, kept);
    }
    if (this.#seeNear(kept, view)) {
      return;
    }
    this.#readAgain(list, kept);
    if (!this.#seeNear(kept, view)) {
      this.#lists.delete(list);
      this.#events.onDisordered(list);
    }
  }

  #readAgain(list: LongList['list'], kept: Kept): void {
    const rows = this.#recognition && rowsOf(list, this.#recognition.site);
    Object.assign(kept, keptOf(rows ?? kept.rows));
  }

  /** False where the boxes tell nothing. */
  #seeNear(kept: Kept, view: Extent): boolean {
    const { rows, later } = kept;
    const near = nearRange(rows.length, (index) => extentOf(rows[index]), view);
    const nearLater = nearRange(later.length, (index) => extentOfAll(later[index]), view);
    if (near === undefined || nearLater === undefined) {
      return false;
    }
    kept.anchor = rows[near[1] - 1];
    kept.anchoredAt = extentOf(kept.anchor)?.top;
    this.#see(rows, ...near);
    for (const nodes of later.slice(...nearLater)) {
      this.#see(nodes);
    }
    return true;
  }

  #see(rows: ArrayLike<Node> = [], from = 0, to = rows.length): void {
    for (let index = from; index < to; index += 1) {
      const row = rows[index];
      if (isElement(row) && isConnected(row) && !this.#searched.has(row)) {
        this.#searched.add(row);
        this.#events.onNear(row);
      }
    }
  }
}

function keptOf(rows: ArrayLike<Element>): Kept {
  return {
    rows,
    later: [],
    laterCount: 0,
    laterSeen: 0,
    anchor: undefined,
    anchoredAt: undefined,
  };
}

/** Of nodes that came together, as if they were one. */
function extentOfAll(nodes: NodeList | undefined): Extent | undefined {
  const first = extentOf(nodes?.[0]);
  const last = extentOf(nodes?.[nodes.length - 1]);
  return (
    first &&
    last && { top: Math.min(first.top, last.top), bottom: Math.max(first.bottom, last.bottom) }
  );
}

/** Undefined where the node has no box. */
function extentOf(node: Node | undefined): Extent | undefined {
  if (!isElement(node)) {
    return undefined;
  }
  const { top, bottom, left, right } = boxOf(node);
  return bottom > top || right > left ? { top, bottom } : undefined;
}
