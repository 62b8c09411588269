/** Every attack, in the order of the table. */
import type { Attack } from './attack.ts';
import { EVENTS } from './events.ts';

export const ATTACKS: readonly Attack[] = [...EVENTS];
