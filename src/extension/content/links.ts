/**
 * What was written into links, by element and address, and never in the page: a page that recycles
 * or copies an element must not inherit or read an order. A link that opens as it stands has no
 * state at all; what is known of it is known of all that are alike (`judge.ts`).
 */
import type { LinkOrder } from '../messaging/protocol.ts';
import { Allowance } from './allowance.ts';
import { attributeOf } from './dom.ts';
import { hrefOf } from './sight.ts';
import { isSentinel } from './skip.ts';

/** A page that undoes us more often than this is left with the guard alone: 20 times in 5 seconds. */
const MOST_REWRITES = 10;
const MOST_REWRITES_A_SECOND = 2;

/** Addresses of ours that copies of a link may bring back. */
const MOST_REMEMBERED = 10_000;

export interface Original {
  readonly href: string | null;
  readonly xlinkHref: string | null;
  readonly rel: string | null;
  readonly ping: string | null;
}

export interface LinkState {
  /** The whole address as found, as the element resolved it. */
  readonly found: string;
  /** The same, as it was asked about. */
  readonly address: string;
  /** The order that the page shows; undefined while it shows none. */
  applied: LinkOrder | undefined;
  /** What we wrote, as the element resolves it; undefined while the page's own address stands. */
  written: string | undefined;
  original: Original | undefined;
  mark: HTMLElement | undefined;
}

export class Links {
  readonly #states = new WeakMap<Element, LinkState>();
  /** Of the element, not of its address: recycling must not refill it. */
  readonly #rewrites = new WeakMap<Element, Allowance>();
  readonly #all = new Map<LinkState, WeakRef<Element>>();
  readonly #sentinels = new Map<string, string>();
  #pruneAt = 1_000;

  get(link: Element): LinkState | undefined {
    return this.#states.get(link);
  }

  /** `address`: as it is asked about; a copy of a link of ours holds another one. */
  meet(link: Element, address: string): LinkState {
    this.forget(link);
    const href = hrefOf(link);
    const isCopy = isSentinel(href);
    const found = isCopy ? address : href;
    const state: LinkState = {
      found,
      address,
      applied: undefined,
      written: isCopy ? href : undefined,
      original: isCopy
        ? { href: found, xlinkHref: null, rel: attributeOf(link, 'rel'), ping: null }
        : undefined,
      mark: undefined,
    };
    this.#states.set(link, state);
    this.#all.set(state, new WeakRef(link));
    this.#prune();
    return state;
  }

  forget(link: Element): void {
    const state = this.#states.get(link);
    if (state !== undefined) {
      this.#states.delete(link);
      this.#all.delete(state);
    }
  }

  mayRewrite(link: Element, now: number): boolean {
    const known = this.#rewrites.get(link);
    const rewrites = known ?? new Allowance(MOST_REWRITES, MOST_REWRITES_A_SECOND);
    if (known === undefined) {
      this.#rewrites.set(link, rewrites);
    }
    return rewrites.take(now);
  }

  rememberSentinel(sentinel: string, found: string): void {
    this.#sentinels.delete(sentinel);
    this.#sentinels.set(sentinel, found);
    const [oldest] = this.#sentinels.keys();
    if (this.#sentinels.size > MOST_REMEMBERED && oldest !== undefined) {
      this.#sentinels.delete(oldest);
    }
  }

  /** The address that the page wrote, where the link holds what we wrote. */
  originalOf(link: Element, href: string): string | undefined {
    const state = this.get(link);
    return state?.written === href ? state.found : this.behind(href);
  }

  /** The address behind a sentinel of this page. */
  behind(sentinel: string): string | undefined {
    return this.#sentinels.get(sentinel);
  }

  *all(): Iterable<readonly [Element, LinkState]> {
    for (const [state, reference] of this.#all) {
      const link = reference.deref();
      if (link !== undefined) {
        yield [link, state];
      }
    }
  }

  #prune(): void {
    if (this.#all.size < this.#pruneAt) {
      return;
    }
    for (const [state, reference] of this.#all) {
      if (reference.deref() === undefined) {
        this.#all.delete(state);
      }
    }
    this.#pruneAt = Math.max(1_000, 2 * this.#all.size);
  }
}

/** The element holds what we wrote into it, or still what it was when it was met. */
export function isStanding(link: Element, { written, found }: LinkState): boolean {
  const href = hrefOf(link);
  return href === written || href === found;
}
