/**
 * Quantiles of the Gamma distribution, by which an interval of credit is drawn. The regularised
 * incomplete gamma function is reckoned as its series where that is short, else as its continued
 * fraction (Abramowitz and Stegun 6.5.29 and 6.5.31); the quantile is found by bisection.
 */

/** Lanczos' coefficients for g = 7. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

const PRECISION = 1e-12;
const STEP_LIMIT = 10_000;
const TINY = 1e-300;

/** The value that so large a share of a Gamma distribution with this shape and rate lies below. */
export function gammaQuantile(share: number, shape: number, rate: number): number {
  let low = 0;
  let high = shape + 1;
  while (gammaShare(shape, high) < share) high *= 2;
  while (high - low > PRECISION * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (gammaShare(shape, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2 / rate;
}

/** The share of a Gamma distribution with this shape and rate 1 that lies below `x`. */
export function gammaShare(shape: number, x: number): number {
  if (x <= 0) return 0;
  const scale = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  return x < shape + 1 ? scale * seriesOf(shape, x) : 1 - scale * fractionOf(shape, x);
}

/** For positive arguments. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const [first = 1, ...others] = LANCZOS;
  const sum = others.reduce((total, one, index) => total + one / (x + index), first);
  const top = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(top) - top + Math.log(sum);
}

function seriesOf(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let step = 1; step < STEP_LIMIT && term > sum * PRECISION; step += 1) {
    term *= x / (shape + step);
    sum += term;
  }
  return sum;
}

/** By Lentz's method, as everybody reckons continued fractions. */
function fractionOf(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let step = 1; step < STEP_LIMIT; step += 1) {
    const a = step * (shape - step);
    b += 2;
    d = 1 / nonZero(a * d + b);
    c = nonZero(b + a / c);
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < PRECISION) break;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
