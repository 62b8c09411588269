/** Waiting for a fact, bounded in time; there is no other waiting in the tests. */

export interface UntilOptions {
  /** What is waited for, in words: stands in the error. */
  readonly what: string;
  /** Milliseconds. */
  readonly within?: number;
  /** Milliseconds after which a question whose answer was lost is asked again. */
  readonly each?: number;
}

/**
 * Asks again and again until the answer is neither false nor undefined, and gives that answer.
 * An attempt that throws counts as "not yet", and one that never ends ends with the time; the last
 * error is the cause when time is up.
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  { what, within = 10_000, each = within }: UntilOptions,
): Promise<Exclude<T, false | undefined>> {
  const deadline = Date.now() + within;
  let cause: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await before(Math.min(deadline, Date.now() + each), ask);
      if (answer !== false && answer !== undefined) return answer as Exclude<T, false | undefined>;
    } catch (error) {
      cause = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${what}: not within ${within} ms`, { cause });
}

async function before<T>(deadline: number, ask: () => T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), Math.max(deadline - Date.now(), 0));
  });
  try {
    return await Promise.race([ask(), late]);
  } finally {
    clearTimeout(timer);
  }
}
