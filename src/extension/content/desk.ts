/**
 * What becomes of each link: it is seen, judged, rewritten and marked, and undone when it is no
 * longer a message's. All writes to the page's links go through here, within what each may cost. A
 * link that opens as it stands is never written to.
 */
import type { LinkOrder, LinkSighting, Said } from '../messaging/protocol.ts';
import { isConnected, matches } from './dom.ts';
import type { Judge } from './judge.ts';
import type { Known } from './known.ts';
import { isStanding, type LinkState, Links } from './links.ts';
import type { Marks } from './mark.ts';
import { Marking } from './marking.ts';
import type { Nearness } from './nearness.ts';
import { Reading } from './reading.ts';
import type { Recognition } from './recognise.ts';
import { isRewritten, restore, rewrite } from './rewrite.ts';
import { isAsItStands, isSameOrder } from './same-order.ts';
import { hrefOf, linkTextOf } from './sight.ts';

/** What an open link should have, or not have, is missing or there. */
const UNTIDY = ':is(:not([rel~="noopener" i]),:not([rel~="noreferrer" i]),[ping])';

export class Desk {
  readonly links = new Links();
  readonly reading: Reading;
  readonly #marks: Marks;
  readonly #marking: Marking;
  readonly #judge: Judge;
  readonly #onFight: () => void;
  /** Orders that wait for a slice. */
  readonly #ready = new Map<Element, Known>();
  /** Where the language in force is not the browser's. */
  unreachable: Said | undefined;

  /** `onFight` is told when the page undoes what was written, once too often. */
  constructor(
    marks: Marks,
    nearness: Nearness,
    judge: Judge,
    ownOrigin: string,
    onFight: () => void,
  ) {
    this.#marks = marks;
    this.#marking = new Marking(marks, nearness);
    this.#judge = judge;
    this.reading = new Reading(this.links, judge, ownOrigin);
    this.#onFight = onFight;
  }

  get recognition(): Recognition | undefined {
    return this.reading.recognition;
  }

  set recognition(recognition: Recognition | undefined) {
    this.reading.recognition = recognition;
  }

  /** Links of messages are there, or something about them may have changed. */
  see(
    links: ArrayLike<Element>,
    from: number,
    to: number,
    context: LinkSighting['context'] | undefined,
  ): void {
    const now = performance.now();
    for (let index = from; index < to; index += 1) {
      this.#seeOne(links, index, context, now);
    }
  }

  /** The same of a link that may be none of a message's, or no longer. */
  seeUnsure(link: Element): void {
    if (this.reading.isOfMessage(link)) {
      this.#seeOne([link], 0, undefined, performance.now());
    } else {
      this.withdraw(link);
    }
  }

  /** The judge has an order for the link. */
  obey(link: Element, known: Known): void {
    this.#ready.set(link, known);
  }

  /** Applies orders until the deadline. */
  step(deadline: number): void {
    for (const [link, known] of this.#ready) {
      if (performance.now() >= deadline) {
        return;
      }
      this.#ready.delete(link);
      if (known.order !== undefined && isConnected(link)) {
        this.#apply(link, known, known.order);
      }
    }
  }

  get hasReady(): boolean {
    return this.#ready.size > 0;
  }

  /** The address that the page wrote; undefined where its own words stand. */
  readonly originalOf = (link: Element) => this.links.originalOf(link, hrefOf(link));

  /** The link came into view or close to it, or left. */
  onNearness(link: Element): void {
    const state = this.links.get(link);
    if (this.#marking.onNearness(link, this.links) && state?.applied !== undefined) {
      this.#readyAgain(link, state.applied);
    }
  }

  /** An element left the page: ours is put back, a link's mark goes with it. */
  onRemoved(element: Element): void {
    const marked = this.#marks.linkOf(element);
    const state = this.links.get(marked ?? element);
    if (state === undefined) {
      return;
    }
    if (marked === undefined) {
      this.#marking.remove(state);
    } else if (isConnected(marked) && state.mark === element && state.applied !== undefined) {
      this.#readyAgain(marked, state.applied);
    }
  }

  /** What was changed there was changed by us. */
  isAsWritten(link: Element): boolean {
    const state = this.links.get(link);
    return state?.written !== undefined && state.written === hrefOf(link);
  }

  /** Shown where the background could not be asked about a press. */
  showStopped(link: Element, says: Said): void {
    const address = this.reading.addressOf(link);
    const state =
      this.links.get(link) ?? (address === undefined ? undefined : this.links.meet(link, address));
    if (state !== undefined && state.mark === undefined) {
      state.mark = this.#marks.draw('ask', says);
      this.#marks.place(state.mark, link);
    }
  }

  /** Puts the page's own link back and forgets it. */
  withdraw(link: Element): void {
    const state = this.links.get(link);
    if (state !== undefined) {
      this.#marking.forget(link, state);
      restore(link, state);
      this.links.forget(link);
    }
  }

  withdrawAll(): void {
    for (const [link] of [...this.links.all()]) {
      this.withdraw(link);
    }
  }

  /** Links that left the page unseen, as while it was parsed, take their marks along. */
  withdrawGone(): void {
    for (const [link, state] of this.links.all()) {
      if (!isConnected(link)) {
        this.#marking.remove(state);
      }
    }
  }

  /** Short, for nearly all links of a page come through here and need nothing. */
  #seeOne(
    links: ArrayLike<Element>,
    at: number,
    context: LinkSighting['context'] | undefined,
    now: number,
  ): void {
    const { recognition } = this;
    const link = links[at] as Element;
    const state = this.links.get(link);
    const address =
      state === undefined ? this.reading.addressOf(link) : this.#addressWritten(link, state);
    if (address === undefined || recognition === undefined) {
      return;
    }
    const known = this.#judge.know(
      address,
      linkTextOf(link, address),
      context ?? recognition.reader.contextOf(link),
    );
    const isUntidy = state !== undefined || matches(link, UNTIDY);
    if (!this.#judge.isFresh(known, now)) {
      known.isUntidy ||= isUntidy;
      this.#judge.judge(known, links, at, now);
    }
    // An older order stands until the new one comes.
    const { order } = known;
    if (order !== undefined && (isUntidy || !isAsItStands(order))) {
      this.#ready.set(link, known);
    }
  }

  /** Of an element that holds another address by now, nothing is known. */
  #addressWritten(link: Element, state: LinkState): string | undefined {
    if (isStanding(link, state)) {
      return state.address;
    }
    this.#marking.forget(link, state);
    this.links.forget(link);
    return this.reading.addressOf(link);
  }

  #readyAgain(link: Element, order: LinkOrder): void {
    const read = this.reading.read(link);
    if (read !== undefined) {
      const { href, text, context } = read.sighting;
      const known = this.#judge.know(href, text, context);
      known.order ??= order;
      this.#ready.set(link, known);
    }
  }

  #apply(link: Element, known: Known, order: LinkOrder): void {
    const kept = this.links.get(link);
    if (
      kept === undefined ? this.reading.addressOf(link) !== known.href : !isStanding(link, kept)
    ) {
      // Recycled while the order was on its way.
      this.seeUnsure(link);
      return;
    }
    if (kept === undefined && isAsItStands(order) && !matches(link, UNTIDY)) {
      return;
    }
    const state = kept ?? this.links.meet(link, known.href);
    this.#marking.expect(link, order);
    if (this.#isInPlace(link, state, order)) {
      return;
    }
    if (!this.links.mayRewrite(link, performance.now())) {
      this.#onFight();
      return;
    }
    rewrite(link, state, order, this.recognition?.site.alsoHolds);
    if (order.action !== 'open') {
      this.links.rememberSentinel(hrefOf(link), state.found);
    }
    this.#marking.show(link, state, order);
    state.applied = order;
  }

  #isInPlace(link: Element, state: LinkState, order: LinkOrder): boolean {
    return (
      isRewritten(link, state, order, this.recognition?.site.alsoHolds) &&
      isSameOrder(state.applied, order) &&
      !(order.action === 'open' && matches(link, UNTIDY)) &&
      this.#marking.isRight(link, state, order)
    );
  }
}
