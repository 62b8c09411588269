/**
 * When to search a page that the browser still parses, of which no record tells: soon, and then more
 * and more seldom, for each look goes over all of it.
 */
const FIRST_LOOK_MILLISECONDS = 50;
const LAST_LOOK_MILLISECONDS = 2_000;

export class Loading {
  #lookAt = 0;
  #lookAfter = FIRST_LOOK_MILLISECONDS;

  /** Milliseconds until the next look. */
  nextLook(now: number): number {
    return Math.max(this.#lookAt - now, 0);
  }

  /** True when it is time; `isLong` where the page has many rows already. */
  look(now: number, isLong: boolean): boolean {
    if (now < this.#lookAt) {
      return false;
    }
    this.#lookAt = now + this.#lookAfter;
    this.#lookAfter = isLong
      ? LAST_LOOK_MILLISECONDS
      : Math.min(2 * this.#lookAfter, LAST_LOOK_MILLISECONDS);
    return true;
  }
}
