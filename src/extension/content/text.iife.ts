/** Reads and marks addresses in plain text: put into a page once a message there seems to say one. */
import { ownWorld } from './own-world.ts';
import { TextMarks } from './text-marks.ts';

ownWorld.linkGuard?.page.takeText((surroundings) => new TextMarks(surroundings));
