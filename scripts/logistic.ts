/** Logistic regression with bounds on each weight, by gradient steps of an adapting size. */

export interface Row {
  /** Which features it has. */
  readonly features: readonly number[];
  readonly isPositive: boolean;
  /** How much it counts; the mean is 1. */
  readonly weight: number;
}

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface FitOptions {
  readonly rounds: number;
  readonly step: number;
  /** Strength of the pull towards 0, shared by the rows that have the feature. */
  readonly pull: number;
}

/** A weight for each feature, in logits. Deterministic: rows are visited in a fixed shuffled order. */
export function fitLogistic(
  rows: readonly Row[],
  bounds: readonly Bounds[],
  { rounds, step, pull }: FitOptions,
): Float64Array {
  const bias = bounds.length;
  const weights = new Float64Array(bias + 1);
  const sizes = new Float64Array(bias + 1).fill(1e-6);
  const counts = new Float64Array(bias).fill(0);
  for (const { features } of rows) for (const at of features) counts[at] = valueAt(counts, at) + 1;
  const move = (at: number, slope: number) => {
    sizes[at] = valueAt(sizes, at) + slope * slope;
    const moved = valueAt(weights, at) - (step * slope) / Math.sqrt(valueAt(sizes, at));
    const { low, high } = bounds[at] ?? { low: -Infinity, high: Infinity };
    weights[at] = Math.min(high, Math.max(low, moved));
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const { features, isPositive, weight } of shuffled(rows, round + 1)) {
      const logit = features.reduce(
        (sum, at) => sum + valueAt(weights, at),
        valueAt(weights, bias),
      );
      const slope = (1 / (1 + Math.exp(-logit)) - Number(isPositive)) * weight;
      for (const at of features)
        move(at, slope + (pull * valueAt(weights, at)) / valueAt(counts, at));
      move(bias, slope);
    }
  }
  return weights;
}

function valueAt(values: Float64Array, at: number): number {
  return values[at] ?? 0;
}

function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const mixed = [...items];
  let state = seed;
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    const held = mixed[at] as T;
    mixed[at] = mixed[other] as T;
    mixed[other] = held;
  }
  return mixed;
}
