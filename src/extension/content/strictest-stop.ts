/** Of what is to be done with several addresses: what the others who read them will meet. Pure. */
import type { LinkOrder } from '../messaging/protocol.ts';
import type { Stopped } from './mark-shape.ts';

const FROM_STRICTEST: readonly Stopped[] = ['block', 'warn', 'ask'];

/** The person's own choice says nothing of others. */
const OWN = 'reason_own_choice';

export interface Stop {
  /** In the orders given. */
  readonly index: number;
  readonly action: Stopped;
  /** Why, in words. */
  readonly reason: string;
}

/** Undefined when all may open, or nobody answered. */
export function strictestStop(orders: readonly (LinkOrder | undefined)[]): Stop | undefined {
  for (const action of FROM_STRICTEST) {
    const index = orders.findIndex((order) => order?.action === action && order.reason.key !== OWN);
    const says = orders[index]?.says;
    if (says !== undefined) {
      return { index, action, reason: says[1] };
    }
  }
  return undefined;
}
