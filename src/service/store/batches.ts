/**
 * Does together what comes at the same time: while one batch is at work, the next one gathers. A
 * hundred writers then cost the disk a few syncs and not a hundred, and nobody is answered before
 * what he brought is kept.
 */
import { setImmediate } from 'node:timers/promises';
import { CodedError, codeOf } from '../../policy/index.ts';

export interface BatchLimits {
  readonly perBatch: number;
  /** How many batches are at work at the same time, at most. */
  readonly atOnce: number;
  /** How many may wait; who comes after that is refused. */
  readonly waiting: number;
}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  resolve(outcome: Outcome): void;
  reject(reason: unknown): void;
}

/**
 * `work` gives an outcome for each item, in order. Throws `store-unavailable` when too many wait,
 * and what `work` throws.
 */
export function inBatches<Item, Outcome>(
  work: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  { perBatch, atOnce, waiting: mostWaiting }: BatchLimits,
): (item: Item) => Promise<Outcome> {
  const waiting: Waiting<Item, Outcome>[] = [];
  let atWork = 0;

  async function workOff(): Promise<void> {
    if (atWork === atOnce) return;
    atWork += 1;
    while (waiting.length > 0) {
      // Requests that have arrived get their turn to be read: a file's database would not let them.
      await setImmediate();
      if (waiting.length > 0) await settle(waiting.splice(0, perBatch));
    }
    atWork -= 1;
  }

  async function settle(batch: readonly Waiting<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await work(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index] as Outcome);
    } catch (error) {
      const isHopeless = batch.length === 1 || codeOf(error) === 'store-unavailable';
      if (isHopeless) for (const { reject } of batch) reject(error);
      // One that cannot be kept must not take the others with it.
      else await settleEach(batch);
    }
  }

  async function settleEach(batch: readonly Waiting<Item, Outcome>[]): Promise<void> {
    for (const one of batch) await settle([one]);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= mostWaiting) {
        reject(new CodedError('store-unavailable', 'store: too many wait to write'));
        return;
      }
      waiting.push({ item, resolve, reject });
      void workOff();
    });
}
