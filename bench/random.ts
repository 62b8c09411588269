/** Seeded, so that every run of a benchmark asks the same questions. */

export interface Random {
  /** An integer from 0 to below the limit. */
  below(limit: number): number;
  /** One of the values, which are not none. */
  one<T>(values: readonly T[]): T;
}

/** A 32-bit xorshift: enough to choose, not to keep a secret. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0 || 1;
  function below(limit: number): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  }
  return {
    below,
    one<T>(values: readonly T[]): T {
      return values[below(values.length)] as T;
    },
  };
}
