/**
 * Which sites a page may be. The background says so; until it does, or should it never, the generic
 * one alone guards the page, and that only after a moment, lest it touch what a site that is known
 * would leave alone. Asked again for as long as nobody answers.
 */
import type { PageSetup, PageSite } from '../messaging/protocol.ts';
import { ask } from './background-port.ts';
import type { ExtensionApi } from './extension-api.ts';
import { generic } from './generic.ts';
import { readableSite } from './readable-site.ts';

/** So long nothing is read where nobody has answered yet. */
const PATIENCE_MILLISECONDS = 300;
/** Nobody else is asked for it; a background that was just starting can lose the question. */
const LIMIT_MILLISECONDS = 1_500;
const FIRST_RETRY_MILLISECONDS = 1_000;
const LAST_RETRY_MILLISECONDS = 60_000;

export interface KnownSitesEvents {
  /** The generic one stands last. */
  readonly onSites: (sites: readonly PageSite[]) => void;
  readonly onSetup: (setup: PageSetup) => void;
}

export class KnownSites {
  readonly #api: ExtensionApi;
  readonly #events: KnownSitesEvents;
  readonly #signal: AbortSignal;
  /** As it was told the last time; undefined before. */
  #told: string | undefined;
  #retryAfter = FIRST_RETRY_MILLISECONDS;
  /** Nobody has answered yet, but may still. */
  isAsking = true;

  constructor(api: ExtensionApi, events: KnownSitesEvents, signal: AbortSignal) {
    this.#api = api;
    this.#events = events;
    this.#signal = signal;
    setTimeout(() => this.#doWithout(), PATIENCE_MILLISECONDS);
    void this.learn();
  }

  /** Also when what was told is otherwise now. */
  async learn(): Promise<void> {
    const setup = await ask(this.#api, 'page.begin', undefined, LIMIT_MILLISECONDS).catch(
      () => undefined,
    );
    this.isAsking = false;
    if (this.#signal.aborted) {
      return;
    }
    if (setup === undefined) {
      this.#doWithout();
      setTimeout(() => void this.learn(), this.#retryAfter);
      this.#retryAfter = Math.min(2 * this.#retryAfter, LAST_RETRY_MILLISECONDS);
      return;
    }
    this.#retryAfter = FIRST_RETRY_MILLISECONDS;
    this.#events.onSetup(setup);
    this.#use(setup.sites);
  }

  #doWithout(): void {
    if (this.#told === undefined && !this.#signal.aborted) {
      this.#use([]);
    }
  }

  #use(sites: readonly PageSite[]): void {
    const told = JSON.stringify(sites);
    if (told !== this.#told) {
      this.#told = told;
      this.#events.onSites([...sites.map(readableSite), generic]);
    }
  }
}
