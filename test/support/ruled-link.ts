/** A link that people ruled on, in the store of a running service, as the desk would have left it. */
import type { RulingDraft } from '../../src/redress/index.ts';
import type { Store } from '../../src/service/index.ts';
import { caseOf, draftOf, fileOne, ruleOn } from '../service/store/case-story.ts';

export interface RuledLink {
  readonly rulingId: string;
  readonly receipt: string;
}

export async function ruledLink(
  store: Store,
  address: string,
  changes: Partial<RulingDraft> = {},
): Promise<RuledLink> {
  const receipt = await fileOne(store, address);
  const draft = draftOf({ address, ...changes });
  const { rulingId } = await ruleOn(store, await caseOf(store, receipt), draft);
  return { rulingId, receipt };
}

/** Months of a platform’s grade, as if they had been published; each with its interval. */
export async function gradedFor(store: Store, providerId: string): Promise<void> {
  const points = [
    ...([
      [12, 96, 70, 99, 'A'],
      [10, 88, 64, 96, 'A'],
      [7, 71, 52, 86, 'B'],
    ] as const),
    ...([
      [5, 58, 41, 75, 'C'],
      [3, 63, 47, 78, 'C'],
      [1, 74, 58, 87, 'B'],
    ] as const),
  ];
  for (const [monthsAgo, credit, low, high, grade] of points) {
    const at = new Date(Date.now() - monthsAgo * 30 * 86_400_000).toISOString();
    await store.grades.add(providerId, { at, grade, credit, low, high });
  }
}
