/** The desk's view of the organisation's browsers: the sums of some days, and of no browser. */
import type { Context } from 'hono';
import { may } from '../../redress/index.ts';
import type { DeskFleet } from '../../wire/index.ts';
import type { DeskEnv, DeskOptions } from '../desk/desk-env.ts';
import { fleetDays, SMALLEST_GROUP, viewFleet } from '../fleet.ts';
import { Refusal } from '../problem.ts';

const DAY = 86_400_000;
const SHOWN_DAYS = 14;

/** For those who publish, and for those who see to it that they can. */
export function answerDeskFleet({ store, now, takesFleet = false }: DeskOptions) {
  return async (context: Context<DeskEnv>): Promise<Response> => {
    const { role } = context.get('person');
    if (!may(role, 'publish') && role !== 'administrator') {
      throw new Refusal('forbidden', { detail: 'this role sees no figures of browsers' });
    }
    const from = dayOf(now() - (SHOWN_DAYS - 1) * DAY);
    const sums = await store.fleet.since(from);
    const view = viewFleet(sums, { from, to: dayOf(now()), smallestGroup: SMALLEST_GROUP });
    const answer: DeskFleet = {
      ...view,
      isTaken: takesFleet,
      lines: [...view.lines],
      days: fleetDays(sums, SMALLEST_GROUP),
    };
    return context.json(answer);
  };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
