/** Whether orders say the same, so that nothing has to be written. Pure. */
import type { LinkOrder } from '../messaging/protocol.ts';

export function isAsItStands({ action, href }: LinkOrder): boolean {
  return action === 'open' && href === undefined;
}

export function isSameOrder(one: LinkOrder | undefined, other: LinkOrder): boolean {
  return one?.href === other.href && isSameMark(one, other);
}

/** What a mark would say. */
export function isSameMark(
  one: Pick<LinkOrder, 'action' | 'says'> | undefined,
  { action, says }: Pick<LinkOrder, 'action' | 'says'>,
): boolean {
  return one?.action === action && `${one.says}` === `${says}`;
}
