/**
 * Gets orders for links: equal links are asked about once, answers are kept for a while, and an
 * unreachable background is asked again, more and more seldom. A link without an order stays
 * pending, and the guard holds it.
 */
import type { LinkOrder, LinkSighting } from '../messaging/protocol.ts';
import { ask, PortError } from './background-port.ts';
import { keyOf, LARGEST_BATCH, nextBatch } from './batch.ts';
import type { ExtensionApi } from './extension-api.ts';
import type { LinkState } from './links.ts';

/** Spacing of messages while a page is still being built. */
const GAP_MILLISECONDS = 150;
const FIRST_RETRY_MILLISECONDS = 1_000;
const LAST_RETRY_MILLISECONDS = 30_000;
/** Nodes that come back, as in recycled lists, are not asked about again for so long. */
const KEPT_MILLISECONDS = 5 * 60_000;
const MOST_KEPT = 20_000;

export interface JudgeEvents {
  readonly siteId: () => string | undefined;
  readonly onOrder: (link: Element, state: LinkState, order: LinkOrder) => void;
  readonly onOrphaned: () => void;
  /** The link has left the page, and nobody waits for its order. */
  readonly isGone: (link: Element) => boolean;
}

interface Waiting {
  readonly sighting: LinkSighting;
  readonly links: Map<Element, LinkState>;
}

export class Judge {
  readonly #api: ExtensionApi;
  readonly #events: JudgeEvents;
  readonly #signal: AbortSignal;
  readonly #waiting = new Map<string, Waiting>();
  readonly #queue = new Map<string, LinkSighting>();
  readonly #kept = new Map<string, { readonly order: LinkOrder; readonly until: number }>();
  #sentAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Answers to questions from before the last `renew` are stale. */
  #generation = 0;

  constructor(api: ExtensionApi, events: JudgeEvents, signal: AbortSignal) {
    this.#api = api;
    this.#events = events;
    this.#signal = signal;
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  judge(link: Element, state: LinkState): void {
    const key = keyOf(state.sighting);
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > performance.now()) {
      this.#events.onOrder(link, state, kept.order);
      return;
    }
    const waiting = this.#waiting.get(key);
    if (waiting !== undefined) {
      waiting.links.set(link, state);
      return;
    }
    this.#waiting.set(key, { sighting: state.sighting, links: new Map([[link, state]]) });
    this.#queue.set(key, state.sighting);
    if (this.#queue.size >= LARGEST_BATCH && this.#failures === 0) {
      this.#send();
    }
  }

  /** Nothing more is coming for the moment: what is queued may go. */
  flush(): void {
    if (this.#queue.size === 0 || this.#timer !== undefined) {
      return;
    }
    const wait = Math.max(this.#sentAt + GAP_MILLISECONDS - performance.now(), 0);
    if (wait === 0 && this.#failures === 0) {
      this.#send();
    } else {
      this.#sendLater(wait);
    }
  }

  /** Forgets every answer, also those under way. */
  renew(): void {
    this.#generation += 1;
    this.#kept.clear();
    this.#waiting.clear();
    this.#queue.clear();
  }

  #sendLater(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, wait);
  }

  #send(): void {
    const site = this.#events.siteId();
    if (site === undefined || this.#signal.aborted) {
      return;
    }
    const links = nextBatch(this.#queue.values());
    if (links.length === 0) {
      return;
    }
    for (const sighting of links) {
      this.#queue.delete(keyOf(sighting));
    }
    this.#sentAt = performance.now();
    const generation = this.#generation;
    void ask(this.#api, 'links.judge', { site, links }).then(
      (orders) => generation === this.#generation && this.#onOrders(links, orders),
      (error: unknown) => generation === this.#generation && this.#onFailure(links, error),
    );
    if (this.#queue.size > 0) {
      this.#sendLater(0);
    }
  }

  #onOrders(links: readonly LinkSighting[], orders: readonly LinkOrder[]): void {
    this.#failures = 0;
    const until = performance.now() + KEPT_MILLISECONDS;
    if (this.#kept.size > MOST_KEPT) {
      this.#kept.clear();
    }
    for (const [index, sighting] of links.entries()) {
      const order = orders[index];
      const key = keyOf(sighting);
      const waiting = this.#waiting.get(key);
      if (order === undefined || waiting === undefined) {
        continue;
      }
      this.#waiting.delete(key);
      this.#kept.set(key, { order, until });
      for (const [link, state] of waiting.links) {
        this.#events.onOrder(link, state, order);
      }
    }
  }

  #onFailure(links: readonly LinkSighting[], error: unknown): void {
    if (error instanceof PortError && error.code === 'orphaned') {
      this.#events.onOrphaned();
      return;
    }
    this.#failures += 1;
    for (const sighting of links) {
      this.#queueAgain(sighting);
    }
    this.#sendLater(
      Math.min(FIRST_RETRY_MILLISECONDS * 2 ** (this.#failures - 1), LAST_RETRY_MILLISECONDS),
    );
  }

  #queueAgain(sighting: LinkSighting): void {
    const key = keyOf(sighting);
    const links = this.#waiting.get(key)?.links ?? new Map();
    for (const link of links.keys()) {
      if (this.#events.isGone(link)) {
        links.delete(link);
      }
    }
    if (links.size > 0) {
      this.#queue.set(key, sighting);
    } else {
      this.#waiting.delete(key);
    }
  }
}
