/** One search through a part of the page, with as many pauses as the page needs. */
import { queryAll, type Root } from './dom.ts';
import type { Recognition } from './recognise.ts';
import { ALONE, type LongList, type Place, type Unit, unitsOf } from './scan.ts';

/** How many links are seen between two looks at the clock. */
const STRIDE = 128;

export interface WalkEvents {
  readonly onLinks: (links: ArrayLike<Element>, from: number, to: number, place: Place) => void;
  readonly onUnsureLink: (link: Element, place: Place) => void;
  readonly onLong: (list: LongList) => void;
}

/** How far a list was seen while the page was parsed: what follows was appended since. */
interface Seen {
  readonly count: number;
  readonly last: WeakRef<Element>;
}

export class Walk {
  readonly #events: WalkEvents;
  #units: Iterator<Unit | LongList | undefined> | undefined;
  #unit: Unit | undefined;
  #next = 0;
  #isLive = true;
  #seen = new WeakMap<Element, Seen>();

  constructor(events: WalkEvents) {
    this.#events = events;
  }

  get isOver(): boolean {
    return this.#units === undefined && this.#unit === undefined;
  }

  begin(
    root: Element | Root,
    recognition: Recognition,
    { isUnsure, isLive }: { isUnsure: boolean; isLive: boolean },
  ): void {
    this.#isLive = isLive;
    this.#units = isUnsure ? unsureUnits(root) : unitsOf(root, recognition);
    this.#unit = undefined;
  }

  /** What was seen counts as not seen. */
  startOver(): void {
    this.#units = undefined;
    this.#unit = undefined;
    this.#seen = new WeakMap();
  }

  step(deadline: number): void {
    while (!this.isOver && performance.now() < deadline) {
      if (this.#unit === undefined) {
        this.#nextUnit();
      } else {
        this.#seeSome(this.#unit);
      }
    }
  }

  #nextUnit(): void {
    const next = this.#units?.next();
    if (next === undefined || next.done === true) {
      this.#units = undefined;
    } else if (next.value !== undefined && 'rows' in next.value) {
      this.#events.onLong(next.value);
    } else if (next.value !== undefined) {
      this.#unit = next.value;
      this.#next = this.#firstNew(next.value);
    }
  }

  #firstNew({ list, links }: Unit): number {
    const seen = list && this.#seen.get(list);
    return seen !== undefined && links[seen.count - 1] === seen.last.deref() ? seen.count : 0;
  }

  #seeSome(unit: Unit): void {
    const { links, isSure } = unit;
    const end = Math.min(this.#next + STRIDE, links.length);
    if (isSure) {
      this.#events.onLinks(links, this.#next, end, unit);
    } else {
      for (let index = this.#next; index < end; index += 1) {
        this.#events.onUnsureLink(links[index] as Element, unit);
      }
    }
    this.#next = end;
    if (this.#next >= links.length) {
      this.#finish(unit);
    }
  }

  #finish({ list, links }: Unit): void {
    // The last one may not be whole yet.
    const last = links[links.length - 2];
    if (list !== undefined && this.#isLive) {
      this.#seen.delete(list);
    } else if (list !== undefined && last !== undefined) {
      this.#seen.set(list, { count: links.length - 1, last: new WeakRef(last) });
    }
    this.#unit = undefined;
  }
}

/** Every link below, whether it is a message's or no longer. */
function* unsureUnits(root: Element | Root): Generator<Unit> {
  const links = [...queryAll(root, 'a,area')];
  yield { ...ALONE, list: undefined, links, isSure: false };
}
