/**
 * The attack table in Firefox. Every run carries out those in which browsers differ most, with the
 * worker awake; a whole run all of it, in every mode.
 */
import { MODES } from '../attacks/attack.ts';
import { ATTACKS, CASES_OF_BROWSERS } from '../attacks/index.ts';
import { runAttacks } from '../attacks/run.ts';
import { IS_WHOLE_RUN } from '../support/whole-run.ts';

runAttacks('firefox', IS_WHOLE_RUN ? ATTACKS : CASES_OF_BROWSERS, IS_WHOLE_RUN ? MODES : ['warm']);
