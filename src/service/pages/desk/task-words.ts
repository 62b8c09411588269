/** Where a task stands, in words. */
import type { QueueItem } from '../../../wire/index.ts';
import { say } from '../ui/words.ts';

export function taskWords({ phase, claimedBy }: QueueItem['task']): string {
  if (phase === 'claimed') return say('phase_claimed', { name: claimedBy ?? '?' });
  return say(`phase_${phase}`);
}
