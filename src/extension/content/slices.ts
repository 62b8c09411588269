/**
 * Runs work in slices that give the page its turn in between. A page that makes work without end
 * gets slower slices, not a slower page.
 */
const SLICE_MILLISECONDS = 8;
/** Of slices for a page that goes on changing; the first change gets its slice at once. */
const GAP_MILLISECONDS = 150;
/** Work that may be done at once, as for a page of 10,000 links … */
export const BURST_MILLISECONDS = 1_000;
/** … and the share of time that may be spent for ever after, on a page that never rests. */
export const LASTING_SHARE = 0.05;

/** While the browser still parses the page, which then shows sooner, and in smaller pieces. */
const BUSY_SHARE = 0.3;

/** What has no hurry gets a little at a time. */
const IDLE_MILLISECONDS = 2;
const IDLE_GAP_MILLISECONDS = 40;

export interface Work {
  /** Works until the deadline (of `performance.now()`); true when there is more to do. */
  readonly step: (deadline: number) => boolean;
  /** What is done when there is nothing more to do, little by little. */
  readonly idleStep: (deadline: number) => void;
  readonly hasIdleWork: () => boolean;
  /** The page needs the time more than we do. */
  readonly isPageBusy: () => boolean;
}

export class Slices {
  readonly #work: Work;
  readonly #signal: AbortSignal;
  readonly #channel = new MessageChannel();
  #isWaiting = false;
  /** One is waited for by the clock. */
  #isDue = false;
  #isIdling = false;
  #credit = BURST_MILLISECONDS;
  #lastAt = performance.now();

  constructor(work: Work, signal: AbortSignal) {
    this.#work = work;
    this.#signal = signal;
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
    const share = this.#share();
    if (share < 1) {
      setTimeout(() => this.#channel.port2.postMessage(undefined), SLICE_MILLISECONDS / share);
    } else {
      this.#channel.port2.postMessage(undefined);
    }
  }

  /** The same, but not right after the one before. Short, for it is asked while the page waits. */
  requestSoon(): void {
    if (this.#isDue || this.#isWaiting) {
      return;
    }
    const wait = this.#lastAt + GAP_MILLISECONDS - performance.now();
    if (wait <= 0) {
      this.request();
      return;
    }
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      if (this.#isWaiting || this.#share() < 1) {
        this.request();
      } else {
        this.#run();
      }
    }, wait);
  }

  #share(): number {
    if (this.#credit <= 0) {
      return LASTING_SHARE;
    }
    return this.#work.isPageBusy() ? BUSY_SHARE : 1;
  }

  #run(): void {
    this.#isWaiting = false;
    const start = performance.now();
    const earned = (start - this.#lastAt) * LASTING_SHARE;
    this.#lastAt = start;
    const hasMore = this.#work.step(start + SLICE_MILLISECONDS);
    // A slice that lasted much longer was not at work: something else had the processor.
    const spent = Math.min(performance.now() - start, 2 * SLICE_MILLISECONDS);
    this.#credit = Math.min(this.#credit + earned, BURST_MILLISECONDS) - spent;
    if (hasMore) {
      this.request();
    } else if (this.#work.hasIdleWork()) {
      this.#idleLater();
    }
  }

  #idleLater(): void {
    if (!this.#isIdling) {
      this.#isIdling = true;
      setTimeout(() => this.#idle(), IDLE_GAP_MILLISECONDS);
    }
  }

  #idle(): void {
    this.#isIdling = false;
    if (this.#signal.aborted) {
      return;
    }
    this.#work.idleStep(performance.now() + IDLE_MILLISECONDS);
    if (this.#work.hasIdleWork()) {
      this.#idleLater();
    }
  }
}
