/** So much at once, and so much a second for ever after. Asked for every link: whole numbers. Pure. */
export class Allowance {
  readonly #most: number;
  readonly #aSecond: number;
  #left: number;
  #at = 0;

  constructor(most: number, aSecond: number) {
    this.#most = most;
    this.#aSecond = aSecond;
    this.#left = most;
  }

  /** False when nothing is left; then nothing is taken either. `now` in milliseconds. */
  take(now: number): boolean {
    if (now - this.#at >= 1_000) {
      const seconds = Math.floor((now - this.#at) / 1_000);
      this.#left = Math.min(this.#left + seconds * this.#aSecond, this.#most);
      this.#at = Math.floor(now);
    }
    if (this.#left === 0) {
      return false;
    }
    this.#left -= 1;
    return true;
  }
}
