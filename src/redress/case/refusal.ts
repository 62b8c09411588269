/** Why a command is refused: every code, with words for whoever gave it. */

export const REFUSALS = {
  'not-your-role': 'This role may not do that.',
  'no-such-case': 'There is no such case.',
  'no-such-task': 'There is nothing of this kind to decide in this case.',
  'no-such-ruling': 'There is no such ruling in this case.',
  'no-such-complaint': 'There is no such complaint in this case.',
  'id-taken': 'This id is used in this case already.',
  'bad-address': 'No browser would open this address.',
  'other-destination': 'The address belongs to another case.',
  'nothing-waits': 'Nothing is waiting to be decided.',
  'claimed-by-another': 'Somebody else has claimed it.',
  'not-claimed': 'It has to be claimed first.',
  'already-claimed': 'You have claimed it already.',
  'awaits-second': 'It waits for a second reviewer.',
  'not-proposed': 'Nothing has been proposed.',
  'same-person': 'A second reviewer is somebody else.',
  'took-part': 'An appeal is decided by somebody who took no part in the ruling.',
  'no-site': 'This host has no registered name, so there is no site.',
  'shared-host': 'This host is lent out to tenants; name the page or the tenant.',
  'page-is-whole-host': 'The page of the root covers the whole host; say origin, host or site.',
  'expiry-in-the-past': 'The end lies in the past.',
  'nothing-answered': 'The ruling would answer none of the waiting complaints.',
  'not-published': 'The ruling is not published.',
  'already-published': 'The ruling is published already.',
  'not-in-force': 'The ruling is not in force any more.',
  'not-a-listing': 'Only a listing can be removed from its destination.',
  'already-noted': 'This was noted already.',
  'not-the-owner': 'There is no valid proof that you own this destination.',
  'not-against-you': 'The ruling is not against you.',
  'too-late': 'The time for an appeal is over.',
  'already-appealed': 'You have appealed already, or it was decided again before you complained.',
  'nothing-to-lift': 'A dismissal cannot be lifted; change it.',
  'needs-replacement': 'To change a ruling, say what stands in its place.',
  'replacement-unasked': 'Only a changed ruling has a replacement.',
  'already-hurried': 'The case has been moved up already.',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export const REFUSAL_CODES = Object.keys(REFUSALS) as readonly RefusalCode[];
