/**
 * What becomes of each link: it is seen, judged, rewritten and marked, and undone when it is no
 * longer a message's. All writes to the page's links go through here, within each link's budget.
 */
import type { LinkOrder, LinkSighting, Words } from '../messaging/protocol.ts';
import { keyOf } from './batch.ts';
import { spend } from './budget.ts';
import { attributeOf, closest, isConnected } from './dom.ts';
import type { Judge } from './judge.ts';
import { type LinkState, Links } from './links.ts';
import { type Marks, standsAfter } from './mark.ts';
import type { Stopped } from './mark-shape.ts';
import type { Nearness } from './nearness.ts';
import { isMessageLink, type Recognition } from './recognise.ts';
import { isRewritten, restore, rewrite } from './rewrite.ts';
import { hrefOf, sightingOf } from './sight.ts';
import { EDITABLE } from './sites/index.ts';
import { isLeftAlone, isSentinel } from './skip.ts';

/** What the guard does with a press on a link. */
export type Inspection =
  | { readonly kind: 'pass' }
  | { readonly kind: 'hold'; readonly sighting: LinkSighting };

const PASS: Inspection = { kind: 'pass' };

/** Marks that are kept when their links go out of view, against flicker. */
const MOST_FAR_MARKS = 200;

export class Desk {
  readonly links = new Links();
  readonly #marks: Marks;
  readonly #nearness: Nearness;
  readonly #judge: Judge;
  readonly #ownOrigin: string;
  /** Orders that wait for a slice. */
  readonly #ready = new Map<Element, LinkState>();
  /** Longest out of view first. */
  readonly #far = new Set<LinkState>();
  recognition: Recognition | undefined;
  /** The page fights us, and for at least one link it has won. */
  isDegraded = false;

  constructor(marks: Marks, nearness: Nearness, judge: Judge, ownOrigin: string) {
    this.#marks = marks;
    this.#nearness = nearness;
    this.#judge = judge;
    this.#ownOrigin = ownOrigin;
  }

  /** The link appeared, or something about it may have changed. Cheap when nothing did. */
  see(link: Element): void {
    if (this.recognition === undefined || !isMessageLink(link, this.recognition)) {
      this.withdraw(link);
      return;
    }
    const state = this.links.get(link);
    const href = hrefOf(link);
    if (state === undefined) {
      this.#meet(link, href, this.recognition);
    } else if (href === (state.written ?? state.found)) {
      this.#seeAgain(link, state, this.recognition);
    } else if (href === state.found) {
      // The page put its own address back.
      this.ready(link, state);
    } else {
      this.#removeMark(state);
      this.links.forget(link);
      this.#meet(link, href, this.recognition);
    }
  }

  /** Applies orders until the deadline. */
  step(deadline: number): void {
    for (const [link, state] of this.#ready) {
      if (performance.now() >= deadline) {
        return;
      }
      this.#ready.delete(link);
      if (this.links.get(link) === state && isConnected(link)) {
        this.#apply(link, state);
      }
    }
  }

  get hasReady(): boolean {
    return this.#ready.size > 0;
  }

  obey(link: Element, state: LinkState, order: LinkOrder): void {
    state.order = order;
    this.ready(link, state);
  }

  ready(link: Element, state: LinkState): void {
    this.#ready.set(link, state);
  }

  /** Preferences or rules changed: old orders stand until the new ones come. */
  judgeAll(): void {
    for (const [link, state] of this.links.all()) {
      if (isConnected(link)) {
        this.#judge.judge(link, state);
      } else {
        this.withdraw(link);
      }
    }
  }

  /** Reads the link at the last moment. */
  inspect(link: Element): Inspection {
    const href = hrefOf(link);
    const state = this.links.get(link);
    if (state !== undefined && (href === state.written || href === state.found)) {
      return state.order?.action === 'open' ? PASS : { kind: 'hold', sighting: state.sighting };
    }
    const { recognition } = this;
    if (isSentinel(href) && closest(link, EDITABLE) === undefined) {
      const found = this.links.behind(href) ?? href;
      return { kind: 'hold', sighting: this.#sightingOf(link, found) };
    }
    const isOurs = state !== undefined || (recognition && isMessageLink(link, recognition));
    return !isOurs || isLeftAlone(href, this.#ownOrigin, recognition?.site.wrappers)
      ? PASS
      : { kind: 'hold', sighting: this.#sightingOf(link, href) };
  }

  /** The address that the page wrote; undefined where its own words stand. */
  readonly originalOf = (link: Element) => this.links.originalOf(link, hrefOf(link));

  /** The link came into view or close to it, or left. */
  onNearness(link: Element): void {
    const state = this.links.get(link);
    if (state === undefined) {
      this.#nearness.forget(link);
    } else if (this.#nearness.isNear(link)) {
      this.#far.delete(state);
      this.ready(link, state);
    } else if (state.mark !== undefined) {
      this.#far.add(state);
      this.#removeFarMarks();
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
      this.#removeMark(state);
    } else if (isConnected(marked) && state.mark === element) {
      this.ready(marked, state);
    }
  }

  /** True for marks; one whose link is gone, or that the page has copied, is taken out. */
  isOurs(element: Element): boolean {
    const link = this.#marks.linkOf(element);
    const isLeft = link !== undefined && !isConnected(link);
    if (isLeft || this.#marks.isCopy(element)) {
      element.remove();
      return true;
    }
    return link !== undefined;
  }

  /** Shown where the background could not be asked about a press. */
  showStopped(link: Element, reason: Words): void {
    const state = this.links.get(link);
    if (state !== undefined && state.mark === undefined) {
      state.mark = this.#marks.draw('ask', reason);
      this.#marks.place(state.mark, link);
    }
  }

  /** Puts the page's own link back and forgets it. */
  withdraw(link: Element): void {
    const state = this.links.get(link);
    if (state !== undefined) {
      this.#removeMark(state);
      this.#nearness.forget(link);
      restore(link, state);
      this.links.forget(link);
    }
  }

  withdrawAll(): void {
    for (const [link] of [...this.links.all()]) {
      this.withdraw(link);
    }
  }

  #meet(link: Element, href: string, { reader, site }: Recognition): void {
    // A copy of a link that we stopped, made by the page or by the person.
    const found = isSentinel(href) ? this.links.behind(href) : href;
    if (found === undefined || isLeftAlone(found, this.#ownOrigin, site.wrappers)) {
      return;
    }
    const state = this.links.add(link, found, sightingOf(link, found, reader));
    if (found !== href) {
      state.written = href;
      state.original = { href: found, xlinkHref: null, rel: attributeOf(link, 'rel'), ping: null };
    }
    this.#judge.judge(link, state);
  }

  #seeAgain(link: Element, state: LinkState, { reader }: Recognition): void {
    const sighting = sightingOf(link, state.found, reader);
    if (keyOf(sighting) !== keyOf(state.sighting)) {
      state.sighting = sighting;
      this.#judge.judge(link, state);
    } else if (state.order !== undefined) {
      this.ready(link, state);
    }
  }

  #sightingOf(link: Element, found: string): LinkSighting {
    return this.recognition === undefined
      ? { href: found, text: '', context: 'unknown' }
      : sightingOf(link, found, this.recognition.reader);
  }

  #apply(link: Element, state: LinkState): void {
    const { order } = state;
    const href = hrefOf(link);
    if (href !== state.written && href !== state.found) {
      // Recycled while the order was on its way.
      this.see(link);
      return;
    }
    if (order === undefined) {
      return;
    }
    this.#watchNearness(link, order);
    if (this.#isInPlace(link, state, order)) {
      return;
    }
    if (!spend(this.links.budgetOf(link), performance.now())) {
      this.isDegraded = true;
      return;
    }
    rewrite(link, state, order, this.recognition?.site.alsoHolds);
    if (order.action === 'open') {
      this.#removeMark(state);
    } else {
      this.links.rememberSentinel(hrefOf(link), state.found);
      this.#mark(link, state, order.action, order.reason);
    }
    state.applied = order;
  }

  #watchNearness(link: Element, { action }: LinkOrder): void {
    if (action === 'open') {
      this.#nearness.forget(link);
    } else {
      this.#nearness.watch(link, standsAfter(link));
    }
  }

  #isInPlace(link: Element, state: LinkState, order: LinkOrder): boolean {
    const isWritten = isRewritten(link, state, order, this.recognition?.site.alsoHolds);
    return state.applied === order && isWritten && this.#isMarkedRightly(link, state, order);
  }

  #isMarkedRightly(link: Element, { mark }: LinkState, { action }: LinkOrder): boolean {
    if (mark === undefined || action === 'open') {
      return (mark === undefined) === (action === 'open' || !this.#nearness.isNear(link));
    }
    return this.#marks.isPlaced(mark, link);
  }

  #mark(link: Element, state: LinkState, action: Stopped, reason: Words): void {
    if (state.applied !== state.order) {
      this.#removeMark(state);
    }
    if (state.mark === undefined && this.#nearness.isNear(link)) {
      state.mark = this.#marks.draw(action, reason);
    }
    if (state.mark !== undefined) {
      this.#marks.place(state.mark, link);
    }
  }

  #removeMark(state: LinkState): void {
    state.mark?.remove();
    state.mark = undefined;
    this.#far.delete(state);
  }

  #removeFarMarks(): void {
    for (const state of [...this.#far].slice(0, -MOST_FAR_MARKS)) {
      this.#removeMark(state);
    }
  }
}
