/**
 * What listens on the window. `document.open()` removes all of it; then it is put there again, which
 * is harmless where it still stands.
 */
export class Listeners {
  /** Ends all of them. */
  readonly signal: AbortSignal;
  readonly #arms: (() => void)[] = [];

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  add<Name extends keyof WindowEventMap>(
    types: readonly Name[],
    listener: (event: WindowEventMap[Name]) => void,
    options: Readonly<AddEventListenerOptions> = {},
  ): void {
    const arm = () => {
      for (const type of types) {
        addEventListener(type, listener, { ...options, signal: this.signal });
      }
    };
    this.#arms.push(arm);
    arm();
  }

  arm(): void {
    for (const arm of this.#arms) {
      arm();
    }
  }
}

/** What may bring other parts of the page into view. */
export const MOVES = ['scroll', 'wheel', 'keydown', 'resize', 'load'] as const;

/** Before the page's own, and without a say in what becomes of the event. */
export const WATCHING = { capture: true, passive: true } as const;
