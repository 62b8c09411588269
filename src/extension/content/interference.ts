/**
 * Whether the page works against the guard: it undoes what is written, or makes more than may be
 * followed. While it does, the person is told that the page layer gave up; a page that rests for a
 * while is looked through afresh.
 */
const REST_MILLISECONDS = 10_000;

export class Interference {
  readonly #onChange: (isDegraded: boolean) => void;
  #last = Number.NEGATIVE_INFINITY;
  #isDegraded = false;

  constructor(onChange: (isDegraded: boolean) => void) {
    this.#onChange = onChange;
  }

  get isDegraded(): boolean {
    return this.#isDegraded;
  }

  /** Something was left undone because of it. */
  note(now: number): void {
    this.#last = now;
    this.#set(true);
  }

  /** Asked now and then. */
  look(now: number): void {
    if (now - this.#last >= REST_MILLISECONDS) {
      this.#set(false);
    }
  }

  #set(isDegraded: boolean): void {
    if (this.#isDegraded !== isDegraded) {
      this.#isDegraded = isDegraded;
      this.#onChange(isDegraded);
    }
  }
}
