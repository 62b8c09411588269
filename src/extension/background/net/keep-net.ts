/**
 * The net's own test: puts its rules into force where they are not, tries once more where that
 * fails, and says so where it fails again. What others change about decisions comes in here too.
 */
import { logError } from '../../log.ts';
import { clearProblem, reportProblem } from '../../storage/problems.ts';
import { refreshToolbar } from '../toolbar.ts';
import type { Judged } from '../verdict/judge.ts';
import { applyListed, applySession } from './apply.ts';
import { noteSeen, reviewSeen } from './seen-stops.ts';

/** Never rejects. `isThorough` asks the browser for all of its rules. */
export async function keepNet({ isThorough }: { isThorough: boolean }): Promise<void> {
  const isKept = await twice(async () => {
    await applySession();
    await applyListed({ isThorough });
  });
  await tell(isKept);
}

let reviewing: Promise<void> | undefined;
let isOutdated = false;

/** After exceptions, choices or the ruleset changed. Changes that come meanwhile are one more turn. */
export async function reviewNet(): Promise<void> {
  isOutdated = true;
  reviewing ??= review().finally(() => {
    reviewing = undefined;
  });
  return reviewing;
}

async function review(): Promise<void> {
  while (isOutdated) {
    isOutdated = false;
    await reviewSeen().catch((error: unknown) => logError('net: not reviewed', error));
    await keepNet({ isThorough: false });
  }
}

/** Never rejects, and nobody waits for it: the page has its answer already. */
export async function seeStopped(judged: readonly Judged[]): Promise<void> {
  try {
    if (!(await noteSeen(judged))) return;
  } catch (error) {
    logError('net: not noted', error);
  }
  await tell(await twice(applySession));
}

async function twice(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    logError('net: not in force, once more', error);
  }
  try {
    await work();
    return true;
  } catch (error) {
    logError('net: not in force', error);
    return false;
  }
}

async function tell(isKept: boolean): Promise<void> {
  await (isKept ? clearProblem('net-failed') : reportProblem('net-failed'));
  await refreshToolbar();
}
