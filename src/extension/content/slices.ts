/**
 * Runs work in slices that give the page its turn in between. A page that makes work without end
 * gets slower slices, not a slower page.
 */
const SLICE_MILLISECONDS = 8;
/** Work that may be done at once, as for a page of 10,000 links … */
const BURST_MILLISECONDS = 1_000;
/** … and the share of time that may be spent for ever after, on a page that never rests. */
const LASTING_SHARE = 0.05;

/** Works until the deadline (of `performance.now()`); true when there is more to do. */
export type Step = (deadline: number) => boolean;

export class Slices {
  readonly #step: Step;
  readonly #channel = new MessageChannel();
  #isWaiting = false;
  #credit = BURST_MILLISECONDS;
  #lastAt = performance.now();

  constructor(step: Step, signal: AbortSignal) {
    this.#step = step;
    this.#channel.port1.onmessage = () => this.#run();
    signal.addEventListener('abort', () => {
      this.#isWaiting = true;
      this.#channel.port1.close();
    });
  }

  /** Asks for a slice soon; asking twice is asking once. */
  request(): void {
    if (this.#isWaiting) {
      return;
    }
    this.#isWaiting = true;
    if (this.#credit <= 0) {
      const spacing = SLICE_MILLISECONDS / LASTING_SHARE;
      setTimeout(() => this.#channel.port2.postMessage(undefined), spacing);
    } else {
      this.#channel.port2.postMessage(undefined);
    }
  }

  #run(): void {
    this.#isWaiting = false;
    const start = performance.now();
    const earned = (start - this.#lastAt) * LASTING_SHARE;
    this.#lastAt = start;
    const hasMore = this.#step(start + SLICE_MILLISECONDS);
    const spent = performance.now() - start;
    this.#credit = Math.min(this.#credit + earned, BURST_MILLISECONDS) - spent;
    if (hasMore) {
      this.request();
    }
  }
}
