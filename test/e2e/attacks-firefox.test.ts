/** The attack table in Firefox; every test run carries it out with the worker awake. */
import { ALL_ATTACKS } from '../attacks/all-attacks.ts';
import { MODES } from '../attacks/attack.ts';
import { ATTACKS, CASES } from '../attacks/index.ts';
import { runAttacks } from '../attacks/run.ts';

const isWhole = process.env[ALL_ATTACKS] !== undefined;

runAttacks('firefox', isWhole ? ATTACKS : CASES, isWhole ? MODES : ['warm']);
