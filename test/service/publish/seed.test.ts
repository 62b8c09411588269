import { beforeAll, describe, expect, test } from 'vitest';
import {
  generateSigningKey,
  openBundle,
  openManifest,
  openRules,
  packagedPolicy,
  type Ruleset,
  rootKeyOf,
  type SigningKey,
  VIOLATIONS,
} from '../../../src/policy/index.ts';
import { buildSeed, compileSeed } from '../../../src/service/publish/index.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');

let key: SigningKey;
let rules: Ruleset;

beforeAll(async () => {
  key = await generateSigningKey();
  rules = openRules(compileSeed().rules);
});

describe('compileSeed', () => {
  test.each(VIOLATIONS)('lists a reserved host for %s', (violation) => {
    expect(rules.match([`${violation}.link-guard.example/`])).toEqual([
      {
        expression: `${violation}.link-guard.example/`,
        effect: 'listed',
        violation,
        list: 'link-guard',
      },
    ]);
  });

  test('lists a page and not its host', () => {
    expect(rules.match(['page.link-guard.example/'])).toEqual([]);
    expect(rules.match(['page.link-guard.example/listed.html'])).toHaveLength(1);
  });

  test('lists and allows what the package does', () => {
    expect(rules.match(['trezorwallet.org/'])).toMatchObject([
      { effect: 'listed', list: 'eth-phishing-detect' },
    ]);
    expect(rules.match(['metavas.com/'])).toMatchObject([{ effect: 'allowed' }]);
    expect(rules.ruleCount).toBeGreaterThan(14_000);
  });
});

describe('buildSeed', () => {
  test('gives the files that a client opens, and no more', async () => {
    const policy = packagedPolicy('wechat-2021');
    const files = await buildSeed({ key, policy, now: NOW });
    const read = (path: string) => files.get(path) ?? new Uint8Array();
    const manifest = await openManifest(read('manifest.json'), [rootKeyOf(key)]);
    const opened = await openBundle(manifest, {
      rules: read(`parts/${manifest.parts.rules.sha256}`),
      policy: read(`parts/${manifest.parts.policy.sha256}`),
      grades: read(`parts/${manifest.parts.grades.sha256}`),
    });
    expect(files.size).toBe(4);
    expect(opened.policy).toEqual(policy);
    expect(opened.rules.match(['phishing.link-guard.example/'])).toHaveLength(1);
    expect(manifest.version).toBe(NOW / 1000);
  });
});
