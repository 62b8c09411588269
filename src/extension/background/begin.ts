/** The first statement of the worker's script: imported before everything else. */
import { askAhead } from '../storage/ahead.ts';

askAhead();
