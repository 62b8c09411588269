/**
 * The attack table: hostile pages and hostile links, in both browsers, with real input. The cases
 * are in `test/attacks`; `npm run e2e:attacks` writes what came of them to `docs/attacks.md`.
 */
import { ATTACKS } from '../attacks/index.ts';
import { runAttacks } from '../attacks/run.ts';

runAttacks(ATTACKS);
