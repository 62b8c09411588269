/**
 * Gets orders for links: equal links are asked about once, answers are kept for a while, and an
 * unreachable background is asked again, more and more seldom. A link without an order stays
 * pending, and the guard holds it.
 */
import type { Context } from '../../policy/index.ts';
import type { LinkAnswer, LinkOrder, LinkQuestion } from '../messaging/protocol.ts';
import { Allowance } from './allowance.ts';
import { batchLength, type Here, LARGEST_BATCH, questionOf } from './batch.ts';
import { addWaiting, type Known, KnownLinks, waitingFor } from './known.ts';
import type { TellAhead } from './link-port.ts';

/** Spacing of messages while a page is still being built. */
const GAP_MILLISECONDS = 150;
const FIRST_RETRY_MILLISECONDS = 1_000;
const LAST_RETRY_MILLISECONDS = 30_000;
/** Nodes that come back, as in recycled lists, are not asked about again for so long. */
const KEPT_MILLISECONDS = 5 * 60_000;
/** So that no page fills the worker's memory with what waits there. */
const MOST_UNDER_WAY = 2;

/** Different links of one page: as many at once as any chat shows, and then so many a second. */
const MOST_AT_ONCE = 60_000;
const MOST_A_SECOND = 200;

export interface JudgeEvents {
  readonly ask: (question: LinkQuestion, tellAhead: TellAhead) => Promise<LinkAnswer>;
  readonly here: () => Here | undefined;
  /** The order is in `known`. */
  readonly onOrder: (node: Node, known: Known) => void;
  /** Those of one message have all been told. */
  readonly onAnswered: () => void;
  readonly onOrphaned: () => void;
  /** The node has left the page, and nobody waits for its order. */
  readonly isGone: (node: Node) => boolean;
  /** The page makes more links than anybody could read: this one is not asked about for now. */
  readonly onFlood: () => void;
}

export class Judge {
  readonly #events: JudgeEvents;
  readonly #signal: AbortSignal;
  readonly #known = new KnownLinks();
  readonly #queues = new Map<Context, Known[]>();
  readonly #allowance = new Allowance(MOST_AT_ONCE, MOST_A_SECOND);
  #queued = 0;
  #underWay = 0;
  #sentAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Answers to questions from before the last `renew` are stale. */
  #generation = 0;

  constructor(events: JudgeEvents, signal: AbortSignal) {
    this.#events = events;
    this.#signal = signal;
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  /** What is known of such a link, without asking. */
  find(href: string, text: string, context: Context): Known | undefined {
    return this.#known.find(href, text, context);
  }

  know(href: string, text: string, context: Context): Known {
    return this.#known.findOrAdd(href, text, context);
  }

  isFresh(known: Known, now: number): boolean {
    const { answered } = known;
    return answered?.generation === this.#generation && answered.until > now;
  }

  /** Has `onOrder` called for one of the nodes when there is an answer. */
  judge(known: Known, nodes: ArrayLike<Node>, at: number, now: number): void {
    if (known.askedIn === this.#generation) {
      addWaiting(known, nodes, at);
      return;
    }
    if (!this.#allowance.take(now)) {
      this.#events.onFlood();
      return;
    }
    addWaiting(known, nodes, at);
    this.#enqueue(known);
    if (this.#queued >= LARGEST_BATCH) {
      this.#sendWhole();
    }
  }

  /** Nothing more is coming for the moment: what is queued may go. */
  flush(): void {
    if (this.#queued === 0 || this.#timer !== undefined || this.#underWay >= MOST_UNDER_WAY) {
      return;
    }
    const wait = Math.max(this.#sentAt + GAP_MILLISECONDS - performance.now(), 0);
    if (wait === 0 && this.#failures === 0) {
      this.#send();
    } else {
      this.#sendLater(wait);
    }
  }

  /** What was answered counts no longer, nor what is under way; the orders stand until then. */
  renew(): void {
    this.#generation += 1;
    this.#queues.clear();
    this.#queued = 0;
  }

  #enqueue(known: Known): void {
    known.askedIn = this.#generation;
    const queue = this.#queues.get(known.context);
    if (queue === undefined) {
      this.#queues.set(known.context, [known]);
    } else {
      queue.push(known);
    }
    this.#queued += 1;
  }

  #sendLater(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, wait);
  }

  /** A message that is full need not wait for the rest of the page. */
  #sendWhole(): void {
    if (this.#failures === 0 && this.#underWay < MOST_UNDER_WAY) {
      this.#send();
    }
  }

  #send(): void {
    const here = this.#events.here();
    const longest = [...this.#queues].sort(([, one], [, other]) => other.length - one.length)[0];
    if (here === undefined || this.#signal.aborted || longest === undefined) {
      return;
    }
    const [context, queue] = longest;
    const links = queue.splice(0, batchLength(queue));
    this.#queued -= links.length;
    if (queue.length === 0) {
      this.#queues.delete(context);
    }
    this.#sentAt = performance.now();
    this.#underWay += 1;
    const generation = this.#generation;
    void this.#events
      .ask(questionOf(here, context, links), (orders) => {
        if (generation === this.#generation) {
          this.#onAhead(links, orders);
        }
      })
      .then(
        (answer) => generation === this.#generation && this.#onAnswer(links, answer),
        (error: unknown) => generation === this.#generation && this.#onFailure(links, error),
      )
      .finally(() => {
        this.#underWay -= 1;
        this.#goOn();
      });
    this.#goOn();
  }

  #goOn(): void {
    if (this.#queued > 0 && this.#failures === 0 && this.#underWay < MOST_UNDER_WAY) {
      this.#sendLater(0);
    }
  }

  /** The answer will say the same of these once more. */
  #onAhead(links: readonly Known[], orders: LinkAnswer['orders']): void {
    for (const [index, order] of orders) {
      const known = links[index];
      if (known !== undefined) {
        known.order = order;
        this.#tell(known);
        known.waiting = undefined;
      }
    }
    this.#events.onAnswered();
  }

  #onAnswer(links: readonly Known[], { reason, orders }: LinkAnswer): void {
    this.#failures = 0;
    const asItStands: LinkOrder = { action: 'open', href: undefined, reason };
    const answered = {
      generation: this.#generation,
      until: performance.now() + KEPT_MILLISECONDS,
    };
    for (const known of links) {
      known.order = asItStands;
      known.answered = answered;
      known.askedIn = -1;
    }
    for (const [index, order] of orders) {
      const known = links[index];
      if (known !== undefined) {
        known.order = order;
      }
    }
    for (const known of links) {
      if (known.isUntidy || known.order !== asItStands) {
        this.#tell(known);
      }
      known.waiting = undefined;
    }
    this.#events.onAnswered();
  }

  #tell(known: Known): void {
    for (const node of waitingFor(known)) {
      this.#events.onOrder(node, known);
    }
  }

  #onFailure(links: readonly Known[], error: unknown): void {
    if ((error as { readonly code?: unknown }).code === 'orphaned') {
      this.#events.onOrphaned();
      return;
    }
    this.#failures += 1;
    for (const known of links) {
      const left = waitingFor(known).filter((node) => !this.#events.isGone(node));
      known.waiting = left.length === 0 ? undefined : left;
      known.waitingAt = -1;
      known.askedIn = -1;
      if (left.length > 0) {
        this.#enqueue(known);
      }
    }
    this.#sendLater(
      Math.min(FIRST_RETRY_MILLISECONDS * 2 ** (this.#failures - 1), LAST_RETRY_MILLISECONDS),
    );
  }
}
