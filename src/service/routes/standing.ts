/**
 * Answers what people ruled under the asked prefixes. Like a look-up, nothing of a request is kept,
 * and the answer's size does not tell what was found.
 */
import { StandingRequestSchema } from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { standingUnder } from '../desk/standing.ts';
import { OPERATIONS } from '../operations.ts';
import { readJson } from '../read-json.ts';
import { padded } from './padded.ts';

export function answerStanding({ store, now }: AppOptions) {
  return async (context: AppContext): Promise<Response> => {
    const { prefixes } = await readJson(
      context,
      StandingRequestSchema,
      OPERATIONS.standing.request.maxBytes,
    );
    const rulings = await standingUnder(store, prefixes, new Date(now()).toISOString());
    return context.body(padded({ rulings }), 200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
    });
  };
}
