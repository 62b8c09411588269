/**
 * Decides what happens with one link, and says why. This is the only place that turns knowledge
 * into an action; nothing else decides.
 *
 * Every rule that has something to say makes a claim, in the order of authority. A claim either
 * decides, or sets a floor below which no later claim can fall. Managed lists decide first. A
 * severe violation is a floor that no exception lifts; any other listing, a suspicion and an
 * unknown are floors that a person's exception lifts but a general choice does not, so that
 * "open everything in groups" never silences a look-alike. Equal facts give equal actions: no
 * claim reads who a provider is, only its category and grade.
 *
 * Where an administrator has it only reported, the same is decided, and then everything opens; the
 * trace keeps what would have been.
 */
import { type Action, isStricter } from './action.ts';
import type { ActInput, Claim } from './claim.ts';
import { claimsOf } from './claims.ts';
import type { Trace, TraceStep } from './trace.ts';

export type { ActInput } from './claim.ts';

export interface Decision {
  readonly action: Action;
  readonly trace: Trace;
}

export function act(input: ActInput): Decision {
  const decision = decisionBy(claimsOf(input));
  return input.managed.reportOnly === true ? onlyReported(decision) : decision;
}

/** What would be done if it were not only reported. */
export function wouldBe({ action, trace }: Decision): Action {
  const [first] = trace;
  return first?.rule === REPORT_ONLY && first.authority === 'managed'
    ? (first.detail.would as Action)
    : action;
}

const REPORT_ONLY = 'report-only';

function onlyReported({ action, trace }: Decision): Decision {
  if (action === 'open') return { action, trace };
  const step: TraceStep = {
    authority: 'managed',
    source: 'managed',
    rule: REPORT_ONLY,
    says: 'open',
    effect: 'decided',
    detail: { would: action },
  };
  const others = trace.map((one) => ({
    ...one,
    effect: one.says === 'open' ? ('agreed' as const) : ('overruled' as const),
  }));
  return { action: 'open', trace: [step, ...others] };
}

function decisionBy(claims: readonly Claim[]): Decision {
  const decisive = decide(claims);
  const action = decisive.says;
  return {
    action,
    trace: claims.map((claim) => {
      const { isFloor: _, ...said } = claim;
      return { ...said, effect: effectOf(claim, decisive) };
    }),
  };
}

/** The step that decided, for a one-line reason. */
export function decidedBy(trace: Trace): TraceStep | undefined {
  return trace.find((step) => step.effect === 'decided');
}

function decide(claims: readonly Claim[]): Claim {
  let floor: Claim | undefined;
  for (const claim of claims) {
    const raises = floor === undefined || isStricter(claim.says, floor.says);
    if (!claim.isFloor) return raises ? claim : (floor as Claim);
    if (raises) floor = claim;
  }
  throw new TypeError('act: the default of the context always decides');
}

/** Compares the claims themselves: names of rules are only words, and two may share one. */
function effectOf(claim: Claim, decisive: Claim): TraceStep['effect'] {
  if (claim === decisive) return 'decided';
  return claim.says === decisive.says ? 'agreed' : 'overruled';
}
