/** What would raise a provider's grade: what it can do today, and what time alone does. */
import type { CreditRules, Grade } from '../../policy/index.ts';
import { DAY, plus } from '../instant.ts';
import { creditOf, letterOf } from './credit.ts';
import type { CreditInputs, Finding } from './finding.ts';
import { isStanding, weightOf } from './weight.ts';

export interface Raise {
  /** The next better letter. */
  readonly to: Grade;
  /** The fewest rulings, the heaviest first, whose content would have to go; absent: not enough. */
  readonly byRemoving?: readonly string[];
  /** Days without another upheld complaint; absent where the sample gets too small before. */
  readonly byDays?: number;
}

const BETTER = { E: 'D', D: 'C', C: 'B', B: 'A' } as const;

/** As long as anybody would wait. */
const LONGEST_WAIT = 3650;

/** Undefined for the best letter and for none. */
export function raiseOf(inputs: CreditInputs, rules: CreditRules): Raise | undefined {
  const { grade } = creditOf(inputs, rules);
  if (grade === 'unrated' || grade === 'A') return undefined;
  const to = BETTER[grade];
  const byRemoving = removalsFor(to, inputs, rules);
  const byDays = daysFor(inputs, rules);
  return {
    to,
    ...(byRemoving !== undefined && { byRemoving }),
    ...(byDays !== undefined && { byDays }),
  };
}

/** Removing what stands longest below its weight first gives the fewest. */
function removalsFor(
  to: keyof CreditRules['letters'],
  { findings, exposure, now }: CreditInputs,
  rules: CreditRules,
): readonly string[] | undefined {
  const removed = (finding: Finding): Finding => ({
    ...finding,
    removals: [...finding.removals, now],
  });
  const gain = (finding: Finding): number =>
    weightOf(finding, now, rules) - weightOf(removed(finding), now, rules);
  const standing = findings
    .filter(isStanding)
    .toSorted((one, other) => gain(other) - gain(one) || (one.rulingId < other.rulingId ? -1 : 1));
  const least = rules.letters[to];
  const isEnough = (count: number): boolean => {
    const gone = new Set(standing.slice(0, count));
    const after = findings.map((finding) => (gone.has(finding) ? removed(finding) : finding));
    return creditOf({ findings: after, exposure, now }, rules).high >= least;
  };
  if (!isEnough(standing.length)) return undefined;
  const count = firstWhere(standing.length, isEnough);
  return standing.slice(0, count).map(({ rulingId }) => rulingId);
}

function daysFor(inputs: CreditInputs, rules: CreditRules): number | undefined {
  const former = creditOf(inputs, rules).high;
  const after = (days: number) => creditOf({ ...inputs, now: plus(inputs.now, days * DAY) }, rules);
  const isBetter = (days: number) => letterOf(after(days).high, rules) < letterOf(former, rules);
  if (!isBetter(LONGEST_WAIT)) return undefined;
  const days = firstWhere(LONGEST_WAIT, isBetter);
  return after(days).grade === 'unrated' ? undefined : days;
}

/** The smallest number for which it holds, where it holds from there up to the limit. */
function firstWhere(limit: number, holds: (number: number) => boolean): number {
  let [low, high] = [0, limit];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
