/**
 * The attack table in Chromium: hostile pages and hostile links, with real input. The cases are in
 * `test/attacks`. Every test run carries them out with the worker awake, and with the worker just ended.
 * `npm run e2e:attacks` carries out all of it, in every mode, with the ways of navigating, which
 * takes long, and writes what came of it to `docs/attacks.md`.
 */
import { ALL_ATTACKS } from '../attacks/all-attacks.ts';
import { MODES } from '../attacks/attack.ts';
import { ATTACKS, CASES } from '../attacks/index.ts';
import { runAttacks } from '../attacks/run.ts';

const isWhole = process.env[ALL_ATTACKS] !== undefined;

runAttacks('chromium', isWhole ? ATTACKS : CASES, isWhole ? MODES : ['warm', 'killed']);
