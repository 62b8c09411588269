/** What deciding on a case has to know of the service: what its policy does with each violation. */
import type { CaseFacts } from '../../redress/index.ts';
import type { AppOptions } from '../app-env.ts';

export async function caseFacts({ ruleset }: Pick<AppOptions, 'ruleset'>): Promise<CaseFacts> {
  const { policy } = await ruleset.current();
  return { actions: policy.violations };
}
