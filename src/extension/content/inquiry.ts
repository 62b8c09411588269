/**
 * Orders for addresses that are no links in messages: where a form leads, what stands in a draft.
 * Few, asked for when they are needed, and kept for a while in this page's memory alone.
 */
import type { LinkOrder, LinkSighting } from '../messaging/protocol.ts';
import { ask, PortError } from './background-port.ts';
import { keyOf, ordersOf, questionOf } from './batch.ts';
import type { ExtensionApi } from './extension-api.ts';

const KEPT_MILLISECONDS = 60_000;
const MOST_KEPT = 50;

export interface InquiryEvents {
  readonly siteId: () => string | undefined;
  readonly onOrphaned: () => void;
}

export class Inquiry {
  readonly #api: ExtensionApi;
  readonly #events: InquiryEvents;
  readonly #kept = new Map<string, { readonly order: LinkOrder; readonly until: number }>();

  /** Answers to questions from before the last `renew` are stale. */
  #generation = 0;

  constructor(api: ExtensionApi, events: InquiryEvents) {
    this.#api = api;
    this.#events = events;
  }

  /** In the order of the sightings; undefined for those about which nobody answers. Never rejects. */
  async ordersFor(sightings: readonly LinkSighting[]): Promise<readonly (LinkOrder | undefined)[]> {
    const unknown = sightings.filter((sighting) => this.#known(sighting) === undefined);
    const site = this.#events.siteId();
    if (unknown.length > 0 && site !== undefined) {
      try {
        await this.#askAbout(site, unknown);
      } catch (error) {
        if (error instanceof PortError && error.code === 'orphaned') {
          this.#events.onOrphaned();
        }
      }
    }
    return sightings.map((sighting) => this.#known(sighting));
  }

  /** Those of each context by themselves. */
  async #askAbout(site: string, sightings: readonly LinkSighting[]): Promise<void> {
    const generation = this.#generation;
    for (const context of new Set(sightings.map((sighting) => sighting.context))) {
      const links = sightings.filter((sighting) => sighting.context === context);
      const question = questionOf(site, context, links);
      const orders = ordersOf(question, await ask(this.#api, 'links.judge', question));
      if (generation === this.#generation) {
        this.#keep(links, orders);
      }
    }
  }

  /** Rules or preferences have changed. */
  renew(): void {
    this.#generation += 1;
    this.#kept.clear();
  }

  #known(sighting: LinkSighting): LinkOrder | undefined {
    const kept = this.#kept.get(keyOf(sighting));
    return kept !== undefined && kept.until > performance.now() ? kept.order : undefined;
  }

  #keep(sightings: readonly LinkSighting[], orders: readonly LinkOrder[]): void {
    if (this.#kept.size + sightings.length > MOST_KEPT) {
      this.#kept.clear();
    }
    const until = performance.now() + KEPT_MILLISECONDS;
    for (const [index, sighting] of sightings.entries()) {
      const order = orders[index];
      if (order !== undefined) {
        this.#kept.set(keyOf(sighting), { order, until });
      }
    }
  }
}
