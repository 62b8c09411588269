/**
 * The attack table: hostile pages and hostile links, in both browsers, with real input. The cases
 * are in `test/attacks`. Every test run carries them out with the worker awake, in Chromium also
 * with the worker just ended. `npm run e2e:attacks` carries out all of it, in every mode, with the
 * ways of navigating, which takes half an hour, and writes what came of it to `docs/attacks.md`.
 */
import { ALL_ATTACKS } from '../attacks/all-attacks.ts';
import { MODES } from '../attacks/attack.ts';
import { ATTACKS, CASES } from '../attacks/index.ts';
import { runAttacks } from '../attacks/run.ts';

const isWhole = process.env[ALL_ATTACKS] !== undefined;

runAttacks(isWhole ? ATTACKS : CASES, (name) => {
  if (isWhole) return MODES;
  return name === 'chromium' ? ['warm', 'killed'] : ['warm'];
});
