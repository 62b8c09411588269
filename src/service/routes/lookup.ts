/** Look-ups in any form of JSON; those in the plain one are answered by `plain-lookups.ts`. */
import { LookupRequestSchema } from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { answerPrefixesFrom } from '../lookup-answers.ts';
import { OPERATIONS } from '../operations.ts';
import { readJson } from '../read-json.ts';

export function answerLookup(options: AppOptions) {
  const answerPrefixes = answerPrefixesFrom(options);
  return async (context: AppContext): Promise<Response> => {
    const { prefixes } = await readJson(
      context,
      LookupRequestSchema,
      OPERATIONS.lookup.request.maxBytes,
    );
    const asked = prefixes.map((prefix) => Number.parseInt(prefix, 16));
    return context.body(await answerPrefixes(asked), 200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
    });
  };
}
