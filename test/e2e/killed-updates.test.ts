/** Ends the worker and the browser while rulesets come in; `npm run drill -- updates` goes on for longer. */
import { expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { drillUpdates } from '../support/update-drill.ts';

const LOOPS = 6;

test.each(BROWSERS)(
  'an update that is killed at any moment leaves the old ruleset or the new one, in %s',
  async (name) => {
    const { browsersKilled, reached } = await drillUpdates({
      ...{ name, loops: LOOPS, browserEvery: 3 },
    });
    expect(browsersKilled).toBe(2);
    expect(Object.values(reached).reduce((sum, count) => sum + count)).toBe(LOOPS);
  },
  180_000,
);
