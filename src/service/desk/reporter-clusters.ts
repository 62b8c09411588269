/** Who complained together with whom, for the people at the desk. */
import {
  type Case,
  clustersOf,
  type Instant,
  qualityOf,
  waitingComplaints,
} from '../../redress/index.ts';
import type { Store } from '../store/store.ts';

/** What is known of the reporter of a complaint, but for who it is. */
export interface Belonging {
  /** From 1; those with one number belong together. */
  readonly cluster: number;
  /** 0 to 1; undefined where none of their complaints was decided yet. */
  readonly quality?: number;
}

/** Of all cases of a queue together, the newest. */
const VOICES_LIMIT = 5_000;

/** The newest reporters of a case whose history is looked at. */
const REPORTERS_LIMIT = 100;

/** By case, how many wait that do not belong together. Throws `store-unavailable`. */
export async function reportersIn(
  cases: readonly Case[],
  { reporters }: Pick<Store, 'reporters'>,
): Promise<ReadonlyMap<string, number>> {
  const voices = await reporters.voices(
    cases.map(({ id }) => id),
    VOICES_LIMIT,
  );
  return new Map(
    cases.map((theCase) => {
      const waiting = new Set(waitingComplaints(theCase).map(({ id }) => id));
      return [theCase.id, clustersOf(voices.filter(({ id }) => waiting.has(id))).length];
    }),
  );
}

/** By complaint. Throws `store-unavailable`. */
export async function clustersIn(
  theCase: Case,
  { reporters }: Pick<Store, 'reporters'>,
  now: Instant,
): Promise<ReadonlyMap<string, Belonging>> {
  const voices = await reporters.voices([theCase.id], VOICES_LIMIT);
  const ids = [...new Set(voices.map(({ reporter }) => reporter))].slice(0, REPORTERS_LIMIT);
  const histories = await reporters.histories(ids);
  const reporterOf = new Map(voices.map(({ id, reporter }) => [id, reporter]));
  return new Map(
    clustersOf(voices).flatMap((cluster, index) =>
      cluster.map((id) => {
        const reports = histories.get(reporterOf.get(id) ?? '')?.reports ?? [];
        const quality = reports.length === 0 ? {} : { quality: qualityOf(reports, now) };
        return [id, { cluster: index + 1, ...quality }] as const;
      }),
    ),
  );
}
