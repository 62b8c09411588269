/** Keeps the equality audit of a new ruleset, with the providers' names, for every node. */
import { type Manifest, providerById } from '../policy/index.ts';
import type { CategoryAudit, Instant } from '../redress/index.ts';
import type { EqualityResponse } from '../wire/index.ts';
import type { Store } from './store/store.ts';

export async function keepEquality(
  { documents }: Pick<Store, 'documents'>,
  { version }: Pick<Manifest, 'version'>,
  audits: readonly CategoryAudit[],
  at: Instant,
): Promise<void> {
  const answer: EqualityResponse = {
    ...{ at, rulesetVersion: version },
    categories: audits.map(({ category, providers, differences }) => ({
      category,
      providers: providers.map(({ providerId, addresses, rates }) => ({
        ...{ providerId, addresses, rates },
        name: providerById(providerId)?.name ?? { en: providerId, zh: providerId },
      })),
      differences: differences.map(({ rulings, lists, ...rest }) => ({
        ...rest,
        rulings: [...rulings],
        lists: [...lists],
      })),
    })),
  };
  await documents.keep('equality', answer);
}
