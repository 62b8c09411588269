/**
 * The attack table in Chromium: hostile pages and hostile links, with real input. The cases are in
 * `test/attacks`. Every run carries most of them out once, with the worker just ended where that
 * makes a difference; a whole run all of them, with the ways of navigating, in every mode. `npm run
 * e2e:attacks` carries out the whole table alone, and writes what came of it to `docs/attacks.md`.
 */
import { MODES, modesOf } from '../attacks/attack.ts';
import { ATTACKS, CASES_OF_RUN } from '../attacks/index.ts';
import { runAttacks } from '../attacks/run.ts';
import { IS_WHOLE_RUN } from '../support/whole-run.ts';

if (IS_WHOLE_RUN) {
  runAttacks('chromium', ATTACKS, MODES);
} else {
  const onceKilled = CASES_OF_RUN.filter((attack) => modesOf(attack).includes('killed'));
  const others = CASES_OF_RUN.filter((attack) => !onceKilled.includes(attack));
  runAttacks('chromium', onceKilled, ['killed']);
  runAttacks('chromium', others, ['warm']);
}
