/**
 * Faults and bad input, end to end: whatever fails or lies, listed links stay stopped, nothing is
 * lost, and the person is told in words.
 */
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { calm, type Ground, prepareGround } from '../support/fault-ground.ts';
import { IS_WHOLE_RUN } from '../support/whole-run.ts';
import { badInput } from './faults-input.ts';
import { forgedMessages } from './faults-messages.ts';
import { onlyPrefixes } from './faults-privacy.ts';
import { failingService } from './faults-service.ts';
import { brokenStorage } from './faults-storage.ts';
import { oddTimes } from './faults-time.ts';
import { lyingUpdates } from './faults-updates.ts';
import { killedWorker } from './faults-worker.ts';

describe.each(BROWSERS)('in %s', (name) => {
  let ground: Ground;
  const there = () => ground;
  beforeAll(async () => {
    ground = await prepareGround(name);
  });
  afterAll(() => ground.close());
  beforeEach(() => calm(ground));

  // Neither a service that fails nor a ruleset that lies is the browser's.
  const isForBoth = name === 'chromium' || IS_WHOLE_RUN;
  if (isForBoth) failingService(there);
  killedWorker(there);
  badInput(there);
  forgedMessages(there, name);
  if (isForBoth) lyingUpdates(there);
  brokenStorage(there);
  oddTimes(there, name);
  // Last: it reads everything that was sent until then.
  onlyPrefixes(there);
});
