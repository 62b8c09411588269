/**
 * The attack table in Firefox. Every test run carries out those in which browsers differ most, with
 * the worker awake; `npm run e2e:attacks` all of it, in every mode.
 */
import { ALL_ATTACKS } from '../attacks/all-attacks.ts';
import { MODES } from '../attacks/attack.ts';
import { ATTACKS, CASES_OF_BROWSERS } from '../attacks/index.ts';
import { runAttacks } from '../attacks/run.ts';

const isWhole = process.env[ALL_ATTACKS] !== undefined;

runAttacks('firefox', isWhole ? ATTACKS : CASES_OF_BROWSERS, isWhole ? MODES : ['warm']);
