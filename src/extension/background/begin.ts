/** The first statements of the worker's script: imported before everything else. */
import { loadPublicSuffixes } from '../public-suffixes.ts';
import { askAhead } from '../storage/ahead.ts';

askAhead();
loadPublicSuffixes().catch(() => undefined); // Said by who waits for it.
