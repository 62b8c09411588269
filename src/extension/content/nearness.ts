/**
 * Tells which links are in view or close to it. Only these are marked: a mark costs a layout, and
 * with thousands of them each frame of the page would be slow. To be observed costs every frame
 * too, so of many links that are far only some are observed at a time, in turns, for one round
 * whenever something may have moved.
 */

import { isConnected } from './dom.ts';
import { type Listeners, MOVES, WATCHING } from './listeners.ts';

/** Of the window's size, and of that of each scrolling box. */
const MARGIN = '100%';

/** Links out of view that are observed at once; a page with fewer never takes turns. */
const MOST_OBSERVED = 500;
/** How many of them change places in one frame. */
const TURN = 250;

const FIRST_PRUNING = 1_000;

export class Nearness {
  readonly #observer: IntersectionObserver;
  readonly #onChange: (link: Element) => void;
  /** What stands for a link: several areas share one picture. */
  readonly #stands = new WeakMap<Element, Element>();
  readonly #links = new Map<Element, Set<Element>>();
  /** Each stand is in one of these four; those that wait are not observed. */
  readonly #waiting = new Set<Element>();
  /** The browser has not yet said where they are. */
  readonly #asked = new Set<Element>();
  readonly #far = new Set<Element>();
  readonly #near = new Set<Element>();
  /** How many that wait have still to get their turn. */
  #turnsLeft = 0;
  #pruneAt = FIRST_PRUNING;

  /** `onChange` is told of a link that came near or went away. */
  constructor(onChange: (link: Element) => void, listeners: Listeners) {
    this.#onChange = onChange;
    this.#observer = new IntersectionObserver((entries) => this.#note(entries), {
      rootMargin: MARGIN,
      // Not known everywhere; without it a mark appears one frame after its link.
      scrollMargin: MARGIN,
    });
    listeners.signal.addEventListener('abort', () => this.#observer.disconnect());
    listeners.add(MOVES, this.#startRound, WATCHING);
  }

  isNear(link: Element): boolean {
    const stand = this.#stands.get(link);
    return stand !== undefined && this.#near.has(stand);
  }

  /** `stand` is the element whose place counts as the link's. Asking twice is asking once. */
  watch(link: Element, stand: Element): void {
    if (this.#stands.get(link) === stand) {
      return;
    }
    this.forget(link);
    this.#stands.set(link, stand);
    const links = this.#links.get(stand);
    if (links !== undefined) {
      links.add(link);
      return;
    }
    this.#prune();
    this.#links.set(stand, new Set([link]));
    this.#waiting.add(stand);
    if (this.#room > 0 || this.#asked.size === 0) {
      this.#startRound();
    } else {
      // It gets its turn in the round that is under way.
      this.#turnsLeft = this.#waiting.size;
    }
  }

  forget(link: Element): void {
    const stand = this.#stands.get(link);
    const links = stand && this.#links.get(stand);
    this.#stands.delete(link);
    links?.delete(link);
    if (stand !== undefined && links?.size === 0) {
      this.#drop(stand);
    }
  }

  #drop(stand: Element): void {
    this.#observer.unobserve(stand);
    this.#links.delete(stand);
    for (const set of [this.#waiting, this.#asked, this.#far, this.#near]) {
      set.delete(stand);
    }
  }

  /** What has left the page is met again should it come back. */
  #prune(): void {
    if (this.#links.size < this.#pruneAt) {
      return;
    }
    for (const [stand, links] of this.#links) {
      if (!isConnected(stand)) {
        for (const link of links) {
          this.#stands.delete(link);
        }
        this.#drop(stand);
      }
    }
    this.#pruneAt = Math.max(FIRST_PRUNING, 2 * this.#links.size);
  }

  readonly #startRound = (): void => {
    this.#turnsLeft = this.#waiting.size;
    this.#turn();
  };

  get #room(): number {
    return Math.max(MOST_OBSERVED - this.#asked.size - this.#far.size, 0);
  }

  /** Observes some that wait, in the place of some that are far where there is no room. */
  #turn(): void {
    const wanted = Math.min(TURN, this.#waiting.size, this.#turnsLeft);
    const room = this.#room;
    const leaving = first(this.#far, Math.max(wanted - room, 0));
    const coming = first(this.#waiting, Math.min(wanted, room + leaving.length));
    for (const stand of leaving) {
      this.#observer.unobserve(stand);
      move(stand, this.#far, this.#waiting);
    }
    for (const stand of coming) {
      // Whatever is newly observed is reported once, wherever it is.
      this.#observer.observe(stand);
      move(stand, this.#waiting, this.#asked);
    }
    this.#turnsLeft = Math.min(this.#turnsLeft - coming.length, this.#waiting.size);
  }

  #note(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const { target } = entry;
      const links = this.#links.get(target);
      if (links === undefined || this.#waiting.has(target)) {
        continue;
      }
      const wasNear = this.#near.has(target);
      const isNear = entry.isIntersecting || hasNoBox(entry);
      this.#asked.delete(target);
      move(target, isNear ? this.#far : this.#near, isNear ? this.#near : this.#far);
      if (isNear !== wasNear) {
        for (const link of links) {
          this.#onChange(link);
        }
      }
    }
    this.#turn();
  }
}

function move<T>(one: T, from: Set<T>, to: Set<T>): void {
  from.delete(one);
  to.add(one);
}

function first<T>(set: ReadonlySet<T>, count: number): readonly T[] {
  const taken: T[] = [];
  for (const one of set) {
    if (taken.length >= count) {
      break;
    }
    taken.push(one);
  }
  return taken;
}

/** What the page shows although it has no place of its own counts as near, to be safe. */
function hasNoBox({ target, boundingClientRect: { width, height } }: IntersectionObserverEntry) {
  return width === 0 && height === 0 && getComputedStyle(target).display === 'contents';
}
