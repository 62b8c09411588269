/**
 * The attack table in Chromium: hostile pages and hostile links, with real input. The cases are in
 * `test/attacks`. Every test run carries each of them out once, but the longest, with the worker
 * just ended where that makes a difference. `npm run e2e:attacks` carries out all of it, in every mode, with the
 * ways of navigating, which takes long, and writes what came of it to `docs/attacks.md`.
 */
import { ALL_ATTACKS } from '../attacks/all-attacks.ts';
import { MODES, modesOf } from '../attacks/attack.ts';
import { ATTACKS, SHORT_CASES } from '../attacks/index.ts';
import { runAttacks } from '../attacks/run.ts';

if (process.env[ALL_ATTACKS] === undefined) {
  const onceKilled = SHORT_CASES.filter((attack) => modesOf(attack).includes('killed'));
  const others = SHORT_CASES.filter((attack) => !onceKilled.includes(attack));
  runAttacks('chromium', onceKilled, ['killed']);
  runAttacks('chromium', others, ['warm']);
} else {
  runAttacks('chromium', ATTACKS, MODES);
}
