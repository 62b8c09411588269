/** A key that is good vouches for who wrote a ruleset, not for what is in it. */
import { describe, expect, test } from 'vitest';
import { openBundle, openManifest } from '../../../src/policy/index.ts';
import { type HostileRuleset, hostileRulesets } from '../../attacks/hostile-rulesets.ts';
import { publish } from '../../support/publisher.ts';
import { NOW, sampleKeys, sampleTrust } from './trust/sample-trust.ts';

const MARKUP = '<img src=x onerror="fetch(`https://signals.example`)">';

const keys = await sampleKeys();
const published = await publish([{ line: 'http://bad.test/', violation: 'phishing' }], {
  ...{ key: keys.ruleset, version: NOW / 1000, now: NOW },
});
const hostile = await hostileRulesets({ key: keys.ruleset }, published, MARKUP);

async function open({ manifestBytes, part }: HostileRuleset): Promise<unknown> {
  const signed = await openManifest(manifestBytes, sampleTrust(keys));
  const parts = part === undefined ? {} : { [part.name]: part.bytes };
  return openBundle(signed, { ...published.parts, ...parts });
}

describe('a ruleset that is signed as it should be', () => {
  test('is taken as it was published', async () => {
    const { manifestBytes } = published;
    await expect(open({ what: 'as it was', manifestBytes })).resolves.toBeDefined();
  });

  test.each(hostile.map((one) => [one.what, one] as const))('is refused as %s', async (_, one) => {
    await expect(open(one)).rejects.toMatchObject({
      code: expect.stringMatching(/^bad-(?:manifest|part|policy|grades|rules)$/),
    });
  });
});
