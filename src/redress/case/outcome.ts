/** What comes of a command: events, or the code of the rule that refuses it. */
import type { Action, Violation } from '../../policy/index.ts';
import type { Instant } from '../instant.ts';
import type { Actor } from './actor.ts';
import type { CaseEvent } from './case-event.ts';
import type { OwnerClaim } from './owner-claim.ts';
import type { RefusalCode } from './refusal.ts';

export type Outcome =
  | { readonly ok: true; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly refusal: RefusalCode };

/** What `decide` has to know beside the case. */
export interface CaseFacts {
  /** What the policy in force does with each violation. */
  readonly actions: Readonly<Record<Violation, Action>>;
  /** The claim of the owner who acts. */
  readonly ownerClaim?: OwnerClaim | undefined;
}

/** Who acts, when, knowing what. */
export interface Acting {
  readonly actor: Actor;
  /** Never before the last event of the case, whatever the clock of this machine says. */
  readonly at: Instant;
  readonly facts: CaseFacts;
}

export function accept(...events: readonly CaseEvent[]): Outcome {
  return { ok: true, events };
}

export function refuse(refusal: RefusalCode): Outcome {
  return { ok: false, refusal };
}
