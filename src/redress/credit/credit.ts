/**
 * A provider's credit: how much harm a person who follows links to it meets, reckoned from upheld
 * rulings alone. The harm of a year and unit of exposure is believed to be Gamma distributed; each
 * finding adds to it and decays. The letter is that of the interval's lenient end: nobody is
 * graded down for what may be chance. docs/credit.md has the formula and a worked example.
 */
import type { CreditRules, Grade } from '../../policy/index.ts';
import type { CreditInputs } from './finding.ts';
import { gammaQuantile } from './gamma.ts';
import { decayOf, isStanding, weightOf } from './weight.ts';

const DAYS_OF_YEAR = 365.25;

export interface Credit {
  readonly grade: Grade;
  /** 0 to 100: of the mean, and of the ends of the interval. */
  readonly credit: number;
  readonly low: number;
  readonly high: number;
  /** Harm for each year and unit of exposure; the mean. */
  readonly harm: number;
  readonly upheld: number;
  /** The upheld, counted with their decay. */
  readonly sample: number;
  /** Those of which nobody noted that they are gone. */
  readonly standing: number;
  readonly returns: number;
}

/** `inputs` are of one provider, in any order; nothing here reads who it is. */
export function creditOf({ findings, exposure, now }: CreditInputs, rules: CreditRules): Credit {
  const weights = findings.map((finding) => weightOf(finding, now, rules));
  const sample = sumOf(findings.map((finding) => decayOf(finding, now, rules)));
  // What decays with a half-life counts as much as if all of so long a time counted wholly.
  const years = rules.halfLifeDays / Math.LN2 / DAYS_OF_YEAR;
  // One finding can weigh as many units, and is one event: the interval errs on the wide side.
  const spread = rules.severity.severe * rules.reach.public;
  const shape = (rules.priorHarm + sumOf(weights)) / spread;
  const rate = (rules.priorUnitYears + exposure * years) / spread;
  const tail = (1 - rules.confidence) / 2;
  const credit = (harm: number) => 100 / (1 + harm / rules.harmAtHalf);
  const high = credit(gammaQuantile(tail, shape, rate));
  return {
    grade: sample < rules.minimumSample ? 'unrated' : letterOf(high, rules),
    credit: credit(shape / rate),
    low: credit(gammaQuantile(1 - tail, shape, rate)),
    high,
    harm: shape / rate,
    upheld: findings.length,
    sample,
    standing: findings.filter(isStanding).length,
    returns: sumOf(findings.map(({ returns }) => returns.length)),
  };
}

const LETTERS = ['A', 'B', 'C', 'D'] as const;

export function letterOf(credit: number, { letters }: CreditRules): Exclude<Grade, 'unrated'> {
  return LETTERS.find((letter) => credit >= letters[letter]) ?? 'E';
}

/** Ascending, so that no order of the findings makes another sum. */
function sumOf(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other).reduce((sum, one) => sum + one, 0);
}
