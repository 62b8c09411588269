/** Reads single clues from the page: what each says of a conversation, or nothing. */
import type { Clue } from '../../policy/index.ts';
import type { PageSite } from '../messaging/protocol.ts';
import { attributeOf, closest, matches, queryAll, textOf } from './dom.ts';
import { meaningOf, pick } from './like.ts';
import type { Claim } from './weigh.ts';

/** Longer values are no ids, and patterns are compared with them. */
export const LONGEST_VALUE = 256;

export type Where = NonNullable<PageSite['sender']>;

export function pageClaim(clue: Clue): Claim | undefined {
  switch (clue.at) {
    case 'page': {
      const [found] = queryAll(document, clue.selector);
      return found === undefined ? undefined : claim(clue.context, clue);
    }
    case 'page-attribute':
      return claimOf(queryAll(document, clue.selector)[0], clue);
    case 'address': {
      const context = meaningOf(addressHere(), clue.is);
      return saying(context, clue);
    }
    default:
      return undefined;
  }
}

export function claimOf(
  element: Element | undefined,
  clue: Pick<Extract<Clue, { attribute: string }>, 'attribute' | 'is' | 'certainty' | 'mayBeBot'>,
): Claim | undefined {
  const value = element === undefined ? null : attributeOf(element, clue.attribute);
  const context = value === null ? undefined : meaningOf(value.slice(0, LONGEST_VALUE), clue.is);
  return saying(context, clue);
}

/** A value that means `unknown` says nothing; an element that does says that nothing can be known. */
function saying(
  context: Claim['context'] | undefined,
  clue: Pick<Claim, 'certainty' | 'mayBeBot'>,
): Claim | undefined {
  return context === undefined || context === 'unknown' ? undefined : claim(context, clue);
}

export function claim(
  context: Claim['context'],
  { certainty, mayBeBot }: Pick<Claim, 'certainty' | 'mayBeBot'>,
): Claim {
  return { context, certainty, mayBeBot: mayBeBot && context === 'direct' };
}

/** In an element, itself included. */
export function readIn(element: Element, where: Where): string | undefined {
  const { selector } = where;
  return readFrom(matches(element, selector) ? element : queryAll(element, selector)[0], where);
}

export function readFrom(
  element: Element | undefined,
  { attribute, like }: Where,
): string | undefined {
  if (element === undefined) {
    return undefined;
  }
  const value = attribute === undefined ? textOf(element) : attributeOf(element, attribute);
  if (value === null) {
    return undefined;
  }
  const whole = value.trim().slice(0, LONGEST_VALUE);
  return like === undefined ? whole || undefined : pick(whole, like);
}

export function isAround(link: Element, selector: string): boolean {
  return selector !== '' && closest(link, selector) !== undefined;
}

export function addressHere(): string {
  return `${location.pathname}${location.hash}`.slice(0, LONGEST_VALUE);
}
