/** The equality audit, as the node that published the ruleset reckoned it. */
import * as v from 'valibot';
import { EqualityResponseSchema } from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { Refusal } from '../problem.ts';

/** There is none before a ruleset was published, and none that this release cannot read. */
export function answerEquality({ store }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const kept = v.safeParse(EqualityResponseSchema, await store.documents.read('equality'));
    if (!kept.success) throw new Refusal('not-found');
    return context.json(kept.output, 200, { 'Cache-Control': 'public, max-age=60' });
  };
}
