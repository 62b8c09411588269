/** What the pages of the extension say of complaints. */
import type { Context } from '../../policy/index.ts';
import type { ComplaintKind, ComplaintState } from '../../redress/index.ts';

/** Whether a complaint can be filed; where the administrator takes none, nothing is said of it. */
export type Complaining = 'possible' | 'off' | 'private-window';

/** Why the service refuses a complaint. */
export type ComplaintProblem =
  | 'bad-request'
  | 'too-large'
  | 'idempotency-conflict'
  | 'unsupported-media-type';

export interface ComplaintView {
  readonly id: string;
  readonly address: string;
  readonly kind: ComplaintKind;
  readonly context: Context;
  readonly comment: string;
  /** Milliseconds since the epoch. */
  readonly filedAt: number;
  /** `waiting` until the service has acknowledged it; `refused` when it never will. */
  readonly state: 'waiting' | 'refused' | ComplaintState;
  /** Of one that is refused, where it was kept. */
  readonly problem: ComplaintProblem | undefined;
}

export interface ComplaintDraft {
  readonly address: string;
  readonly kind: ComplaintKind;
  readonly context: Context;
  readonly comment: string;
}

/** The link of a complaint that was begun in a menu. */
export interface ComplaintSubject {
  readonly address: string;
  readonly context: Context;
  /** Version in force, 0 for none. */
  readonly rulesetVersion: number;
  readonly complaining: Complaining;
}
