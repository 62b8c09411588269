/** That the signs stay as accurate as docs/accuracy.md says, on a part of the same data. */
import { describe, expect, test } from 'vitest';
import { isSuspicious } from '../../../../src/policy/sign.ts';
import { understand } from '../../../../src/policy/understand.ts';
import { named, readThirdPartyLines } from '../third-party.ts';

const PART = 4000;

/** Lines from all over the file, as addresses. */
function someOf(file: string): readonly string[] {
  const lines = readThirdPartyLines(file).filter((line) => !/^[#!]/.test(line));
  const step = Math.max(1, Math.floor(lines.length / PART));
  return lines
    .filter((_, at) => at % step === 0)
    .map((line) => (/^https?:/.test(line) ? line : `https://${line.trim()}/`));
}

function shareOfSuspicious(addresses: readonly string[]): number {
  const found = addresses.filter((address) => understand(address).signs.some(isSuspicious));
  return found.length / Math.max(1, addresses.length);
}

describe('signs', () => {
  test.each(['benign/web-urls.txt', 'benign/opendns-top10k-2014.txt'])(
    named('call next to nothing of %s suspicious', readThirdPartyLines('benign/web-urls.txt')),
    (file) => {
      expect(shareOfSuspicious(someOf(file))).toBeLessThanOrEqual(0.001);
    },
  );

  test.each([
    ['lists/tw165-2026-05.txt', 0.028],
    ['lists/blocklistproject-phishing.txt', 0.055],
  ])(
    named('notice a part of %s', readThirdPartyLines('lists/tw165-2026-05.txt')),
    (file, least) => {
      const addresses = someOf(file);
      if (addresses.length > 0) expect(shareOfSuspicious(addresses)).toBeGreaterThan(least);
    },
  );
});
