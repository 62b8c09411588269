/** What people ruled under hash prefixes that somebody asks for: listed or not, why, since when. */
import {
  type Instant,
  isInForce,
  milliseconds,
  type RulingRecord,
  stands,
} from '../../redress/index.ts';
import type { StandingResponse } from '../../wire/index.ts';
import type { Store } from '../store/store.ts';

type StandingRuling = StandingResponse['rulings'][number];

/** The newest first. Throws `store-unavailable`. */
export async function standingUnder(
  store: Pick<Store, 'rulingsUnder' | 'cases'>,
  prefixes: readonly string[],
  now: Instant,
): Promise<readonly StandingRuling[]> {
  const found = await store.rulingsUnder([...new Set(prefixes)]);
  if (found.length === 0) return [];
  const cases = await store.cases([...new Set(found.map(({ caseId }) => caseId))]);
  const hashes = new Map(found.map(({ rulingId, fullHash }) => [rulingId, fullHash]));
  return cases
    .flatMap(({ rulings }) => rulings.toReversed())
    .flatMap((record) => {
      const fullHash = hashes.get(record.ruling.id);
      return fullHash === undefined ? [] : standingOf(record, fullHash, now);
    })
    .toSorted((one, other) => milliseconds(other.publishedAt) - milliseconds(one.publishedAt));
}

function standingOf(
  record: RulingRecord,
  fullHash: string,
  now: Instant,
): readonly StandingRuling[] {
  const { ruling, publishedAt, lifted } = record;
  if (publishedAt === undefined) return [];
  const { measure, scope, facts, ground, until } = ruling.reasons;
  return [
    {
      ...{ fullHash, scope, facts, publishedAt },
      rulingId: ruling.id,
      measure: measure.kind,
      ...(measure.kind === 'list'
        ? { violation: measure.violation, severity: measure.severity }
        : {}),
      explanation: ground.explanation,
      ...(until === undefined ? {} : { until }),
      ...(lifted === undefined ? {} : { liftedAt: lifted.at }),
      isInForce: isInForce(record, now),
      isSettled: isSettled(record, now),
    },
  ];
}

/** A listing that was lifted, or a dismissal that stands: not again without a new fact. */
function isSettled(record: RulingRecord, now: Instant): boolean {
  const { kind } = record.ruling.reasons.measure;
  if (record.lifted !== undefined) return kind === 'list';
  return kind === 'none' && stands(record, now);
}
