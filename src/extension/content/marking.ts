/**
 * Where marks stand: behind stopped links that are in view or close to it. They stay for a while
 * when their links go out of view, against flicker, and a mark whose words did not change is left
 * where it is.
 */
import type { LinkOrder } from '../messaging/protocol.ts';
import type { LinkState, Links } from './links.ts';
import { type Marks, standsAfter } from './mark.ts';
import type { Nearness } from './nearness.ts';
import { isSameMark } from './same-order.ts';

/** Marks that are kept when their links go out of view. */
const MOST_FAR_MARKS = 200;

export class Marking {
  readonly #marks: Marks;
  readonly #nearness: Nearness;
  /** Longest out of view first. */
  readonly #far = new Set<LinkState>();

  constructor(marks: Marks, nearness: Nearness) {
    this.#marks = marks;
    this.#nearness = nearness;
  }

  /** Told before the order is carried out. */
  expect(link: Element, { action }: LinkOrder): void {
    if (action === 'open') {
      this.#nearness.forget(link);
    } else {
      this.#nearness.watch(link, standsAfter(link));
    }
  }

  isRight(link: Element, { mark }: LinkState, { action }: LinkOrder): boolean {
    if (mark === undefined || action === 'open') {
      return (mark === undefined) === (action === 'open' || !this.#nearness.isNear(link));
    }
    return this.#marks.isPlaced(mark, link);
  }

  show(link: Element, state: LinkState, { action, says }: LinkOrder): void {
    if (action === 'open' || !isSameMark(state.applied, { action, says })) {
      this.remove(state);
    }
    if (action !== 'open' && state.mark === undefined && this.#nearness.isNear(link)) {
      state.mark = this.#marks.draw(action, says);
    }
    if (state.mark !== undefined) {
      this.#marks.place(state.mark, link);
    }
  }

  remove(state: LinkState): void {
    state.mark?.remove();
    state.mark = undefined;
    this.#far.delete(state);
  }

  /** Nothing of ours is to be shown there any more. */
  forget(link: Element, state: LinkState): void {
    this.remove(state);
    this.#nearness.forget(link);
  }

  /** The link came into view or close to it, or left: true where it may want its mark now. */
  onNearness(link: Element, links: Links): boolean {
    const state = links.get(link);
    if (state === undefined) {
      this.#nearness.forget(link);
    } else if (this.#nearness.isNear(link)) {
      this.#far.delete(state);
      return true;
    } else if (state.mark !== undefined) {
      this.#far.add(state);
      this.#removeFar();
    }
    return false;
  }

  #removeFar(): void {
    for (const state of this.#far) {
      if (this.#far.size <= MOST_FAR_MARKS) {
        break;
      }
      this.remove(state);
    }
  }
}
