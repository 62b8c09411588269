/**
 * The attack table: hostile pages and hostile links, in both browsers, with real input. The cases
 * are in `test/attacks`; `npm run e2e:attacks` carries out the ways of navigating too, which take
 * as long again, and writes what came of all of them to `docs/attacks.md`.
 */
import { ALL_ATTACKS } from '../attacks/all-attacks.ts';
import { ATTACKS, CASES } from '../attacks/index.ts';
import { runAttacks } from '../attacks/run.ts';

runAttacks(process.env[ALL_ATTACKS] === undefined ? CASES : ATTACKS);
