import type { Action } from '../../../policy/index.ts';
import type { GateCounts } from '../../messaging/protocol.ts';
import { onDate } from '../ui/time.ts';
import { language, say } from '../ui/words.ts';

/** From so many on, the person is told how often they go on. */
const ENOUGH = 3;

/** A habit is easier to see from outside; nobody else is told. */
export function Counts({ action, counts }: { action: Action; counts: GateCounts }) {
  const { since, asked, answered, warned, wentOn } = counts;
  if (action === 'warn' && warned >= ENOUGH) {
    return <p class="note">{say('counts_warned', wentOn, warned, onDate(since, language()))}</p>;
  }
  if (action === 'ask' && asked >= ENOUGH) {
    return <p class="note">{say('counts_asked', answered, asked, onDate(since, language()))}</p>;
  }
  return null;
}
