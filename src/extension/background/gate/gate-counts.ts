/** Counts, for the person alone, how often a gate asked or warned and how often they went on. */
import type { Action } from '../../../policy/index.ts';
import { type GateCounts, gateCounts } from '../../storage/settings.ts';

type Counter = Exclude<keyof GateCounts, 'since'>;

const SHOWN: Readonly<Partial<Record<Action, Counter>>> = { ask: 'asked', warn: 'warned' };
const GONE_ON: Readonly<Partial<Record<Action, Counter>>> = { ask: 'answered', warn: 'wentOn' };

/** Never rejects. */
export const countShown = (action: Action): Promise<void> => count(SHOWN[action]);

/** Never rejects. */
export const countGoneOn = (action: Action): Promise<void> => count(GONE_ON[action]);

async function count(counter: Counter | undefined): Promise<void> {
  if (counter === undefined) return;
  const counting = gateCounts.update((before) => ({
    ...before,
    since: before.since === 0 ? Date.now() : before.since,
    [counter]: before[counter] + 1,
  }));
  // A number that is not kept stops nobody; that nothing is kept is told as 'storage-full'.
  await counting.then(undefined, () => undefined);
}
