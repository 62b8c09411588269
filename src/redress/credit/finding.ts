/**
 * What counts for a provider's credit: a listing that a person upheld, as the public log tells it.
 * A dismissed complaint counts for nothing, however many there are.
 */
import type { Severity } from '../../policy/index.ts';
import type { Reach } from '../case/ruling.ts';
import type { Instant } from '../instant.ts';

export interface Finding {
  readonly rulingId: string;
  /** Undefined for tenants and for everybody who is not in the directory: graded by nobody. */
  readonly providerId: string | undefined;
  readonly severity: Severity;
  readonly reach: Reach;
  readonly publishedAt: Instant;
  /** Seen to be gone, and to be there again; alternating, each in the order of time. */
  readonly removals: readonly Instant[];
  readonly returns: readonly Instant[];
}

export interface CreditInputs {
  readonly findings: readonly Finding[];
  /** Units of exposure; one where nobody said. */
  readonly exposure: number;
  readonly now: Instant;
}
