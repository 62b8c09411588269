/** When time alone changes what becomes of a link: an exception expires, or a stage begins. */
import { cancelDecisions, scheduleDecisions } from '../alarms.ts';
import { type Circumstances, circumstances } from './circumstances.ts';

/** Wakes the worker then. */
export async function scheduleNextChange(): Promise<void> {
  const at = nextChange(await circumstances());
  await (at === undefined ? cancelDecisions() : scheduleDecisions(at));
}

/** In milliseconds since the epoch; undefined where nothing will change by itself. */
function nextChange({
  now,
  exceptions,
  policy,
  managed,
}: Pick<Circumstances, 'now' | 'exceptions' | 'policy' | 'managed'>): number | undefined {
  const stages = [...policy.stages, ...(managed.stages ?? [])];
  const instants = [
    ...exceptions.flatMap(({ expiresAt }) => expiresAt ?? []),
    ...stages.map(({ from }) => Date.parse(from)),
  ].filter((at) => at > now);
  return instants.length === 0 ? undefined : Math.min(...instants);
}
