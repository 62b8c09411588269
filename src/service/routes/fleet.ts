/** Takes what a browser of the organisation counted, where the service was told to. */
import { FleetReportSchema } from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { sumsOf } from '../fleet.ts';
import { OPERATIONS } from '../operations.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';

const DAY = 86_400_000;
const KEPT_DAYS = 400;

export function takeFleetReport({ store, now, takesFleet }: AppOptions) {
  let cleanedOn = '';
  return async (context: AppContext): Promise<Response> => {
    if (takesFleet !== true) throw new Refusal('not-found');
    const { maxBytes } = OPERATIONS.fleet.request;
    const report = await readJson(context, FleetReportSchema, maxBytes);
    const day = dayOf(now());
    await store.fleet.add(day, sumsOf(report));
    if (cleanedOn !== day) {
      cleanedOn = day;
      await store.fleet.removeBefore(dayOf(now() - KEPT_DAYS * DAY));
    }
    return context.json({ status: 'added' }, 200, { 'Cache-Control': 'no-store' });
  };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
