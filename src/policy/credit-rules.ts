/**
 * The numbers by which a provider's credit is reckoned: part of the policy, so that whoever
 * publishes answers for them, and the same for every provider. docs/credit.md says what each does.
 */
import * as v from 'valibot';

const Positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Letter = v.pipe(v.number(), v.gtValue(0), v.ltValue(100));

export const CreditRulesSchema = v.pipe(
  v.strictObject({
    /** After so many days an upheld complaint weighs half. */
    halfLifeDays: Positive,
    /** Upheld rulings, counted with their decay, below which a provider is `unrated`. */
    minimumSample: Positive,
    severity: v.strictObject({ severe: Positive, lesser: Positive }),
    reach: v.strictObject({ few: Positive, many: Positive, public: Positive }),
    /** Share of the weight that is taken off where what was upheld is removed at once. */
    removalRelief: Share,
    /** After so many days that share is half. */
    removalHalfDays: Positive,
    /** What each return adds to the weight, as a share of it. */
    returnWeight: v.pipe(v.number(), v.finite(), v.minValue(0)),
    /** Monthly users, in millions, that make one unit of exposure. */
    exposureUnit: Positive,
    /** What is believed of a provider before anything is known: harm, in so many unit-years. */
    priorHarm: Positive,
    priorUnitYears: Positive,
    /** Harm for each unit and year at which the credit is 50. */
    harmAtHalf: Positive,
    /** The probability that the interval holds. */
    confidence: v.pipe(v.number(), v.minValue(0.5), v.maxValue(0.999)),
    /** Least credit of each letter; below the last it is E. */
    letters: v.strictObject({ A: Letter, B: Letter, C: Letter, D: Letter }),
  }),
  v.check(
    ({ letters: { A, B, C, D } }) => A > B && B > C && C > D,
    'letters: expected A > B > C > D',
  ),
);

export type CreditRules = v.InferOutput<typeof CreditRulesSchema>;

/** For a policy that says nothing of credit. */
export const USUAL_CREDIT_RULES: CreditRules = {
  halfLifeDays: 180,
  minimumSample: 3,
  severity: { severe: 4, lesser: 1 },
  reach: { few: 1, many: 2, public: 3 },
  removalRelief: 0.5,
  removalHalfDays: 3,
  returnWeight: 0.5,
  exposureUnit: 10,
  priorHarm: 1,
  priorUnitYears: 0.5,
  harmAtHalf: 20,
  confidence: 0.9,
  letters: { A: 90, B: 75, C: 50, D: 25 },
};
