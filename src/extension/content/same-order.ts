/** Whether orders say the same, so that nothing has to be written. Pure. */
import type { LinkOrder, Words } from '../messaging/protocol.ts';

export function isAsItStands({ action, href }: LinkOrder): boolean {
  return action === 'open' && href === undefined;
}

export function isSameOrder(one: LinkOrder | undefined, other: LinkOrder): boolean {
  return one?.href === other.href && isSameMark(one, other);
}

/** What a mark would say. */
export function isSameMark(
  one: Pick<LinkOrder, 'action' | 'reason'> | undefined,
  { action, reason }: Pick<LinkOrder, 'action' | 'reason'>,
): boolean {
  return one?.action === action && isSameReason(one.reason, reason);
}

function isSameReason(one: Words, other: Words): boolean {
  return (
    one.key === other.key &&
    one.substitutions.length === other.substitutions.length &&
    one.substitutions.every((value, index) => value === other.substitutions[index])
  );
}
