/** What an observer delivered, until it is read: a page of 10,000 links brings thousands at once. */

/** How many records are read between two looks at the clock. */
const STRIDE = 16;

/** A page that changes faster than we may read is looked through afresh instead. */
const MOST_RECORDS = 100_000;

/** What the observer delivered in one go. */
interface Batch {
  readonly records: readonly MutationRecord[];
  next: number;
}

export class KeptRecords {
  readonly #batches: Batch[] = [];
  #kept = 0;

  get areThere(): boolean {
    return this.#batches.length > 0;
  }

  /** False where there are too many; then all are forgotten. */
  keep(records: readonly MutationRecord[]): boolean {
    this.#batches.push({ records, next: 0 });
    this.#kept += records.length;
    const isTooMuch = this.#kept > MOST_RECORDS;
    if (isTooMuch) {
      this.forget();
    }
    return !isTooMuch;
  }

  readSome(read: (record: MutationRecord) => void): void {
    const [batch] = this.#batches;
    if (batch === undefined) {
      return;
    }
    const end = Math.min(batch.next + STRIDE, batch.records.length);
    while (batch.next < end) {
      const record = batch.records[batch.next] as MutationRecord;
      batch.next += 1;
      read(record);
    }
    if (batch.next >= batch.records.length && this.#batches[0] === batch) {
      this.#batches.shift();
      this.#kept -= batch.records.length;
    }
  }

  forget(): void {
    this.#batches.length = 0;
    this.#kept = 0;
  }
}
