/** Every attack, in the order of the table: its cases, and the ways of navigating row by row. */
import { ADDRESSES } from './addresses.ts';
import { ADDRESSES_OF_HOSTS } from './addresses-hosts.ts';
import type { Attack } from './attack.ts';
import { DESTINATIONS } from './destinations.ts';
import { EVENTS } from './events.ts';
import { NAVIGATION } from './navigation.ts';
import { SURFACES_OF_FRAMES } from './surfaces-of-frames.ts';
import { SURFACES_OF_GATES } from './surfaces-of-gates.ts';
import { SURFACES_OF_LIMITS } from './surfaces-of-limits.ts';
import { SURFACES_OF_MARKS } from './surfaces-of-marks.ts';
import { SURFACES_OF_MESSAGES } from './surfaces-of-messages.ts';
import { SURFACES_OF_READERS } from './surfaces-of-readers.ts';
import { SURFACES_OF_TRACES } from './surfaces-of-traces.ts';
import { attacksOf } from './way.ts';
import { WAYS_OF_FRAMES } from './ways-of-frames.ts';
import { WAYS_OF_HOPS } from './ways-of-hops.ts';
import { WAYS_OF_LINKS } from './ways-of-links.ts';
import { WAYS_OF_PAGES } from './ways-of-pages.ts';
import { WAYS_OF_SCRIPTS } from './ways-of-scripts.ts';
import { WORK } from './work.ts';
import { WORKER } from './worker.ts';

export const WAYS: readonly Attack[] = [
  ...WAYS_OF_LINKS,
  ...WAYS_OF_SCRIPTS,
  ...WAYS_OF_FRAMES,
  ...WAYS_OF_HOPS,
  ...WAYS_OF_PAGES,
].flatMap(attacksOf);

export const CASES: readonly Attack[] = [
  ...EVENTS,
  ...WORK,
  ...WORKER,
  ...NAVIGATION,
  ...DESTINATIONS,
  ...ADDRESSES,
  ...ADDRESSES_OF_HOSTS,
  ...SURFACES_OF_MARKS,
  ...SURFACES_OF_MESSAGES,
  ...SURFACES_OF_TRACES,
  ...SURFACES_OF_FRAMES,
  ...SURFACES_OF_GATES,
  ...SURFACES_OF_LIMITS,
  ...SURFACES_OF_READERS,
];

/**
 * Those that every run of the tests carries out: not what takes long, not what needs a browser of
 * its own, nor odd addresses, which the engine's own tests read by the thousand.
 */
export const CASES_OF_RUN: readonly Attack[] = CASES.filter(
  (attack) =>
    attack.within === undefined &&
    attack.isDirect === undefined &&
    ![...WORK, ...ADDRESSES, ...ADDRESSES_OF_HOSTS].includes(attack),
);

/** Those of them in which browsers differ most. */
export const CASES_OF_BROWSERS: readonly Attack[] = [
  ...EVENTS,
  ...NAVIGATION,
  ...SURFACES_OF_FRAMES,
  ...SURFACES_OF_GATES,
].filter((attack) => CASES_OF_RUN.includes(attack));

export const ATTACKS: readonly Attack[] = [...CASES, ...WAYS];
