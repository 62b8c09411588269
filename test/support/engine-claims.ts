/** What the engine holds to for every string; says what it found broken, or nothing. */
import { understand } from '../../src/policy/understand.ts';
import { parseAddress } from '../../src/policy/url/address.ts';
import { expressionsOf } from '../../src/policy/url/expressions.ts';
import { clean } from '../../src/policy/url/parameters/clean.ts';
import { unwrap } from '../../src/policy/url/wrappers/unwrap.ts';

/** Of everything that the engine finds out about an address by itself. */
export function checkEngine(input: string): string | undefined {
  const { canonical, destination, hops } = understand(input, { text: input });
  if (hops.length > 5) return 'too many hops';
  if (destination !== undefined && parseAddress(destination)?.href !== destination) {
    return `leads nowhere: ${destination}`;
  }
  if (canonical !== undefined && expressionsOf(canonical).length > 30)
    return 'too many expressions';
  const address = parseAddress(input);
  if (address === undefined) return undefined;
  const inner = unwrap(address.href).destination;
  const cleaned = clean(inner).url;
  if (clean(cleaned).url !== cleaned) return `not clean: ${cleaned}`;
  return new URL(cleaned).host === new URL(inner).host ? undefined : `another host: ${cleaned}`;
}
