/**
 * What is known of links, by what they are: links of one context, address and text are one here,
 * however many of them stand in the page and whatever elements hold them.
 */
import type { Context } from '../../policy/index.ts';
import type { LinkOrder, LinkSighting } from '../messaging/protocol.ts';

/** All that came with one message. */
export interface Answered {
  readonly generation: number;
  /** Until when the orders need no asking, by `performance.now()`. */
  readonly until: number;
}

export interface Known extends LinkSighting {
  /** Undefined while the background has not answered. An older one stands until a new one comes. */
  order: LinkOrder | undefined;
  answered: Answered | undefined;
  /** In which generation it was asked about; -1 where no question is under way. */
  askedIn: number;
  /**
   * Something was written into a link of it before, or some have a `ping` or lack what an open one
   * should have in its `rel`: then also an order to leave them as they stand means work.
   */
  isUntidy: boolean;
  /**
   * Whoever is to be told of the order: one of these nodes, or all of them where links are alike.
   * What a search found is kept whole instead of each node, which costs the collector far less.
   */
  waiting: ArrayLike<Node> | undefined;
  /** Which one of them; -1 for all. */
  waitingAt: number;
}

/** Past this, those that were met first are forgotten: the guard holds such links and asks. */
const MOST_KNOWN = 60_000;

export class KnownLinks {
  readonly #byContext = new Map<Context, Map<string, Known>>();
  #size = 0;

  find(href: string, text: string, context: Context): Known | undefined {
    return this.#byContext.get(context)?.get(keyOf(href, text));
  }

  findOrAdd(href: string, text: string, context: Context): Known {
    const links = this.#of(context);
    const key = keyOf(href, text);
    let known = links.get(key);
    if (known === undefined) {
      known = {
        href,
        text,
        context,
        order: undefined,
        answered: undefined,
        askedIn: -1,
        isUntidy: false,
        waiting: undefined,
        waitingAt: -1,
      };
      links.set(key, known);
      this.#size += 1;
      if (this.#size > MOST_KNOWN) {
        this.#forgetSome(links);
      }
    }
    return known;
  }

  #of(context: Context): Map<string, Known> {
    let links = this.#byContext.get(context);
    if (links === undefined) {
      links = new Map();
      this.#byContext.set(context, links);
    }
    return links;
  }

  #forgetSome(links: Map<string, Known>): void {
    let left = links.size / 4;
    for (const [key, { waiting }] of links) {
      if (left <= 0) {
        break;
      }
      left -= 1;
      if (waiting === undefined) {
        links.delete(key);
        this.#size -= 1;
      }
    }
  }
}

/** No address holds a line break. */
function keyOf(href: string, text: string): string {
  return text === href ? href : `${href}\n${text}`;
}

export function addWaiting(known: Known, nodes: ArrayLike<Node>, at: number): void {
  if (known.waiting === undefined) {
    known.waiting = nodes;
    known.waitingAt = at;
    return;
  }
  const node = nodes[at] as Node;
  const waiting = known.waitingAt < 0 ? (known.waiting as Node[]) : [...waitingFor(known)];
  if (waiting.at(-1) !== node) {
    waiting.push(node);
  }
  known.waiting = waiting;
  known.waitingAt = -1;
}

export function waitingFor({ waiting, waitingAt }: Known): readonly Node[] {
  if (waiting === undefined) {
    return [];
  }
  return waitingAt < 0 ? (waiting as readonly Node[]) : [waiting[waitingAt] as Node];
}
