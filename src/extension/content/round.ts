/** What no event tells is looked for once a second: another address, an extension that is gone. */
import type { Listeners } from './listeners.ts';

declare global {
  interface WindowEventMap {
    prerenderingchange: Event;
  }
}

export interface RoundEvents {
  /** False where there is nothing left to look for. */
  readonly isAlive: () => boolean;
  readonly onRound: () => void;
  /** The page has written another address over its own. */
  readonly onAddress: () => void;
  /** There may be something to do. */
  readonly onWork: () => void;
  /** The page comes back as it was left, or is shown that was only rendered ahead. */
  readonly onReturn: () => void;
}

const ROUND_MILLISECONDS = 1_000;

export class Round {
  readonly #events: RoundEvents;
  #address = location.href;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(events: RoundEvents, listeners: Listeners) {
    this.#events = events;
    const timer = setInterval(() => this.#look(), ROUND_MILLISECONDS);
    listeners.signal.addEventListener('abort', () => {
      clearInterval(timer);
      clearTimeout(this.#timer);
    });
    listeners.add(['focus'], events.isAlive);
    listeners.add(['pageshow'], ({ persisted }) => persisted && events.onReturn());
    listeners.add(['prerenderingchange'], events.onReturn, { capture: true });
    listeners.add(['popstate', 'hashchange', 'DOMContentLoaded', 'load'], events.onWork);
  }

  /** Though nothing happens in the page; undefined where nothing is waited for. */
  lookIn(...waits: readonly (number | undefined)[]): void {
    const wait = Math.min(...waits.filter((one) => one !== undefined));
    if (Number.isFinite(wait)) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#events.onWork, wait);
    }
  }

  #look(): void {
    if (!this.#events.isAlive()) {
      return;
    }
    this.#events.onRound();
    if (location.href !== this.#address) {
      this.#address = location.href;
      this.#events.onAddress();
    }
  }
}
