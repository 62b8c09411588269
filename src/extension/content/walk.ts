/** One search through a part of the page, with as many pauses as the page needs. */
import type { Desk } from './desk.ts';
import { queryAll, type Root } from './dom.ts';
import type { Recognition } from './recognise.ts';
import { alone, type LongList, type Unit, unitsOf } from './scan.ts';

/** How many links are seen between two looks at the clock. */
const STRIDE = 128;

export class Walk {
  readonly #desk: Pick<Desk, 'see' | 'seeUnsure'>;
  readonly #onLong: (list: LongList) => void;
  #units: Iterator<Unit | LongList | undefined> | undefined;
  #unit: Unit | undefined;
  #next = 0;

  constructor(desk: Pick<Desk, 'see' | 'seeUnsure'>, onLong: (list: LongList) => void) {
    this.#desk = desk;
    this.#onLong = onLong;
  }

  get isOver(): boolean {
    return this.#units === undefined && this.#unit === undefined;
  }

  begin(root: Element | Root, recognition: Recognition, isUnsure: boolean): void {
    this.#units = isUnsure ? unsureUnits(root) : unitsOf(root, recognition);
    this.#unit = undefined;
  }

  stop(): void {
    this.#units = undefined;
    this.#unit = undefined;
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
      this.#onLong(next.value);
    } else if (next.value !== undefined) {
      this.#unit = next.value;
      this.#next = 0;
    }
  }

  #seeSome({ links, context, isSure }: Unit): void {
    const end = Math.min(this.#next + STRIDE, links.length);
    if (isSure) {
      this.#desk.see(links, this.#next, end, context);
    } else {
      for (let index = this.#next; index < end; index += 1) {
        this.#desk.seeUnsure(links[index] as Element);
      }
    }
    this.#next = end;
    if (this.#next >= links.length) {
      this.#unit = undefined;
    }
  }
}

/** Every link below, whether it is a message's or no longer. */
function* unsureUnits(root: Element | Root): Generator<Unit> {
  yield alone(queryAll(root, 'a,area'));
}
