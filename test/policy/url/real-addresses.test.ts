/** Canonicalisation of addresses as they are found in the world, good and bad. */
import { describe, expect, test, vi } from 'vitest';
import { canonicalize } from '../../../src/policy/url/canonicalize.ts';
import { expressionsOf } from '../../../src/policy/url/expressions.ts';
import { brokenClaim, checkCanonical } from '../../support/address-claims.ts';
import own from '../../vectors/canonicalize.json' with { type: 'json' };
import { named, readThirdPartyLines } from './third-party.ts';

// Tens of thousands of addresses, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const ORDINARY = readThirdPartyLines('benign/web-urls.txt');
const BAD = [
  ...readThirdPartyLines('lists/tw165-2026-05.txt').filter((line) => !/^[!#]/.test(line)),
  // Of a filter list, the host and path that a rule names.
  ...readThirdPartyLines('lists/urlhaus-abp.txt').flatMap((line) => {
    const [, name] = /^(?:\|\|)?([^!$^|][^$^]*)/.exec(line) ?? [];
    return name === undefined ? [] : [`http://${name}`];
  }),
];
const SAMPLE = own.vectors.map(({ input }) => input);

describe.each([
  ['ordinary', ORDINARY, 37_000],
  ['bad', BAD, 50_000],
] as const)('%s addresses', (kind, found, least) => {
  const addresses = found.length > 0 ? found : SAMPLE;

  test(named(`keep the host, the path and the query that a browser reads: ${kind}`, found), () => {
    const broken = addresses.flatMap((address) => {
      const claim = brokenClaim(checkCanonical, address);
      return claim === undefined ? [] : [`${address}: ${claim}`];
    });
    expect(broken).toEqual([]);
    expect(addresses.length).toBeGreaterThan(found.length > 0 ? least : 0);
  });

  test(named(`have a canonical form where a browser opens them: ${kind}`, found), () => {
    const refused = addresses.filter(
      (address) => URL.canParse(address) && !canonicalize(address).ok,
    );
    expect(refused).toEqual([]);
  });

  test(named(`have at most 30 expressions, the whole address first: ${kind}`, found), () => {
    for (const address of addresses) {
      const canonical = canonicalize(address);
      if (!canonical.ok) continue;
      const expressions = expressionsOf(canonical.url);
      const whole = canonical.url.replace(/^https?:\/\//, '');
      expect([whole, whole.replace(/\?$/, '')]).toContain(expressions[0]);
      expect(new Set(expressions).size).toBe(expressions.length);
      expect(expressions.length).toBeLessThanOrEqual(30);
    }
  });
});
