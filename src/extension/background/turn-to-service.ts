/**
 * Turns to another policy service when an administrator has set one. Requests to the former one end
 * first; what is under way with it comes to its end; and nothing that was known from it is left in
 * memory. What is on the disk stays with its publisher.
 */
import { lookupBackOff, outboxBackOff, ruledAskedAt, statesAskedAt } from '../storage/asking.ts';
import { closeDatabase } from '../storage/database.ts';
import { clearProblem, PROBLEMS } from '../storage/problems.ts';
import { nextService, turnToService } from '../storage/service.ts';
import { OUTBOX_LOCK } from './complaints/outbox.ts';
import { forgetProviders } from './gate/gate-more.ts';
import { forgetAnswers } from './lookup/lookup.ts';
import { forgetRuleset } from './ruleset/ruleset.ts';
import { forgetTrust } from './ruleset/trust.ts';
import { RULESET_LOCK } from './ruleset/updates.ts';
import { forgetFloor } from './ruleset/version-floor.ts';
import { endRequests } from './service/fetching.ts';

/** Whether there was another one to turn to. */
export async function turnWhereAdministratorSays(): Promise<boolean> {
  if ((await nextService()) === undefined) return false;
  endRequests();
  await holding([RULESET_LOCK, OUTBOX_LOCK], turn);
  return true;
}

async function turn(): Promise<void> {
  const next = await nextService();
  if (next === undefined) return;
  turnToService(next);
  await closeDatabase();
  forgetTrust();
  forgetFloor();
  forgetRuleset();
  forgetAnswers();
  forgetProviders();
  await forgetTrouble();
}

/** That the former one did not answer, or was not believed, says nothing of the next. */
async function forgetTrouble(): Promise<void> {
  const fresh = { failures: 0, notBefore: 0, succeededAt: 0 };
  await Promise.all([
    lookupBackOff.set(fresh),
    outboxBackOff.set(fresh),
    statesAskedAt.set(0),
    ruledAskedAt.set(0),
  ]).catch(() => undefined); // Told as 'storage-full'.
  const ofRuleset = PROBLEMS.filter((code) => /^(?:update|ruleset)-/.test(code));
  for (const code of ofRuleset) await clearProblem(code);
}

async function holding(locks: readonly string[], work: () => Promise<void>): Promise<void> {
  const [first, ...others] = locks;
  if (first === undefined) return work();
  await navigator.locks.request(first, () => holding(others, work));
}
