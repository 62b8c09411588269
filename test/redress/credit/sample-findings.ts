/** Findings for tests: of one provider, a day apart, unless a test says otherwise. */
import fc from 'fast-check';
import { DAY, type Finding, plus } from '../../../src/redress/index.ts';

export const NOW = '2026-06-01T00:00:00.000Z';

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    rulingId: 'ruling-1',
    providerId: 'taobao',
    severity: 'severe',
    reach: 'many',
    publishedAt: plus(NOW, -30 * DAY),
    removals: [],
    returns: [],
    ...changes,
  };
}

export function findings(count: number, changes: Partial<Finding> = {}): readonly Finding[] {
  return Array.from({ length: count }, (_, index) =>
    finding({ rulingId: `ruling-${index + 1}`, ...changes }),
  );
}

/** Removed and back again a few times, at growing instants after the publication. */
export const anyFinding: fc.Arbitrary<Finding> = findingOfAge(1000);

/** At most so many days old. */
export function findingOfAge(oldest: number): fc.Arbitrary<Finding> {
  return fc
    .record({
      rulingId: fc.uuid(),
      severity: fc.constantFrom('severe' as const, 'lesser' as const),
      reach: fc.constantFrom('few' as const, 'many' as const, 'public' as const),
      age: fc.integer({ min: 1, max: oldest }),
      steps: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ age, steps, ...facts }) => {
      const publishedAt = plus(NOW, -age * DAY);
      const at = (step: number) => plus(publishedAt, (age * DAY * (step + 1)) / 7);
      const all = Array.from({ length: steps }, (_, step) => at(step));
      return finding({
        ...facts,
        publishedAt,
        removals: all.filter((_, step) => step % 2 === 0),
        returns: all.filter((_, step) => step % 2 === 1),
      });
    });
}
