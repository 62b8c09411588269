/**
 * Moves the cases up that many people complain of in a short time, those who belong together counted
 * as one. It is only ever the order of work: nothing is listed for it.
 */
import { plus, VELOCITY_LIMIT, VELOCITY_WINDOW, velocityOf } from '../../redress/index.ts';
import type { AppOptions } from '../app-env.ts';
import { actOnCase } from './act-on-case.ts';
import { caseFacts } from './case-facts.ts';

/** Of one case, the newest. */
const VOICES_LIMIT = 2_000;

/** Throws `store-unavailable`. */
export async function hurryFastCases(
  options: Pick<AppOptions, 'store' | 'ruleset'>,
  now: string,
): Promise<void> {
  const { store } = options;
  const found = await store.reporters.fastCases(plus(now, -VELOCITY_WINDOW), VELOCITY_LIMIT);
  for (const caseId of found) {
    const { isBurst, reporters } = velocityOf(
      await store.reporters.voices([caseId], VOICES_LIMIT),
      now,
    );
    if (!isBurst) continue;
    // Refused where it was ruled on meanwhile: then there is nothing to hurry.
    await actOnCase(
      caseId,
      { kind: 'hurry', actor: { id: 'service', role: 'system' }, at: now, reporters },
      { store, facts: await caseFacts(options) },
    );
  }
}
