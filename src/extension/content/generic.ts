/** The one site that a page knows by itself: what guards it until, or unless, it is told of others. */
import type { PageSite } from '../messaging/protocol.ts';
import { genericReading } from './sites/generic.ts';

export const generic: PageSite = {
  ...genericReading,
  observed: ['role', 'aria-live'],
  within: genericReading.list,
};
