/** How many of everything there were in a time, for the page on which a service accounts for itself. */
import type { Instant } from '../instant.ts';
import { type Case, isInForce } from './case.ts';
import { complaintStatesOf } from './complaint-state.ts';
import type { AppealOutcome } from './ruling.ts';
import { type HandlingTimes, handlingTimes } from './times.ts';

export interface Figures {
  readonly from: Instant;
  readonly to: Instant;
  /** Of those received in the time, how they stand now. */
  readonly complaints: {
    readonly received: number;
    readonly waiting: number;
    readonly upheld: number;
    readonly dismissed: number;
  };
  readonly rulings: {
    readonly published: number;
    /** At the end of the time. */
    readonly inForce: number;
    readonly lifted: number;
  };
  readonly appeals: { readonly lodged: number } & Readonly<Record<AppealOutcome, number>>;
  readonly times: HandlingTimes;
}

/** From an instant up to another one, which is not in it any more. */
export function figuresOf(cases: Iterable<Case>, from: Instant, to: Instant): Figures {
  const all = [...cases];
  const isIn = (at: Instant | undefined): boolean => at !== undefined && from <= at && at < to;
  const states = all.flatMap((one) => {
    const known = complaintStatesOf(one);
    return one.complaints.filter(({ at }) => isIn(at)).map(({ id }) => known.get(id));
  });
  const rulings = all.flatMap((one) => one.rulings);
  const appeals = all.flatMap((one) => one.appeals);
  const decided = appeals.flatMap(({ decision }) => decision ?? []).filter(({ at }) => isIn(at));
  const count = (outcome: AppealOutcome) =>
    decided.filter((decision) => decision.outcome === outcome).length;
  const [upheld, dismissed] = (['upheld', 'dismissed'] as const).map(
    (state) => states.filter((one) => one === state).length,
  ) as [number, number];
  return {
    from,
    to,
    complaints: {
      received: states.length,
      waiting: states.length - upheld - dismissed,
      ...{ upheld, dismissed },
    },
    rulings: {
      published: rulings.filter(({ publishedAt }) => isIn(publishedAt)).length,
      inForce: rulings.filter((record) => isInForce(record, to)).length,
      lifted: rulings.filter(({ lifted }) => isIn(lifted?.at)).length,
    },
    appeals: {
      lodged: appeals.filter(({ appeal }) => isIn(appeal.at)).length,
      ...{ upheld: count('upheld'), changed: count('changed'), lifted: count('lifted') },
    },
    times: handlingTimes(all.map((one) => onlyIn(one, isIn))),
  };
}

/** What was ruled, and what was decided of an appeal, in the time. */
function onlyIn(theCase: Case, isIn: (at: Instant | undefined) => boolean): Case {
  return {
    ...theCase,
    rulings: theCase.rulings.filter(({ ruling }) => isIn(ruling.at)),
    appeals: theCase.appeals.filter(({ decision }) => isIn(decision?.at)),
  };
}
