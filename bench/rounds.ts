/** Several pieces of work, timed in turns in one process, so that all meet the same machine. */
import { median } from './figures.ts';

export interface Timed {
  readonly name: string;
  work(): unknown;
}

declare const gc: (() => void) | undefined;

/** Milliseconds of each, the median of the rounds; a first round warms up and is dropped. */
export async function timeInTurns(
  pieces: readonly Timed[],
  rounds: number,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number[]>(pieces.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, work } of pieces) {
      if (typeof gc === 'function') gc();
      // After a collection its threads go on for a while: on nobody's account.
      await work();
      const started = performance.now();
      await work();
      if (round > 0) times.get(name)?.push(performance.now() - started);
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}
