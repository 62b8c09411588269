/** Every attack, in the order of the table. */
import type { Attack } from './attack.ts';
import { DESTINATIONS } from './destinations.ts';
import { EVENTS } from './events.ts';
import { NAVIGATION } from './navigation.ts';
import { attacksOf } from './way.ts';
import { WAYS_OF_FRAMES } from './ways-of-frames.ts';
import { WAYS_OF_HOPS } from './ways-of-hops.ts';
import { WAYS_OF_LINKS } from './ways-of-links.ts';
import { WAYS_OF_PAGES } from './ways-of-pages.ts';
import { WAYS_OF_SCRIPTS } from './ways-of-scripts.ts';
import { WORK } from './work.ts';
import { WORKER } from './worker.ts';

const WAYS = [
  ...WAYS_OF_LINKS,
  ...WAYS_OF_SCRIPTS,
  ...WAYS_OF_FRAMES,
  ...WAYS_OF_HOPS,
  ...WAYS_OF_PAGES,
];

export const ATTACKS: readonly Attack[] = [
  ...EVENTS,
  ...WORK,
  ...WORKER,
  ...NAVIGATION,
  ...DESTINATIONS,
  ...WAYS.flatMap(attacksOf),
];
