/** What holds of the canonical form for every string; says what it found broken, or nothing. */
import { MAXIMUM_LENGTH, readAddress } from '../../src/policy/url/address.ts';
import { canonicalize } from '../../src/policy/url/canonicalize.ts';
import { plainCanonical } from './plain-canonical.ts';

/** Which claim a string breaks. */
export function brokenClaim(check: (input: string) => string | undefined, input: string) {
  try {
    return check(input);
  } catch (error) {
    return `throws ${String(error)}`;
  }
}

/** Of `canonicalize`: settled, printable, the host and path that the URL parser says. */
export function checkCanonical(input: string): string | undefined {
  const once = canonicalize(input);
  const reading = readAddress(input);
  const plain = reading.ok ? plainCanonical(reading.text) : undefined;
  if (!once.ok) {
    const isTooLong = (plain?.length ?? 0) > MAXIMUM_LENGTH;
    return plain === undefined || plain === 'refused' || isTooLong ? undefined : 'refused';
  }
  if (!/^https?:\/\/[!-.0-~]+\/[!-~]*$/.test(once.url)) return 'not printable';
  if (plain !== undefined && plain !== once.url) return `not ${plain}`;
  const twice = canonicalize(once.url);
  return twice.ok && twice.url === once.url ? undefined : 'not settled';
}
