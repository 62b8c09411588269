import { beforeAll, describe, expect, test } from 'vitest';
import {
  openBundle,
  openFirstRoot,
  openHosts,
  openManifest,
  openRules,
  packagedPolicy,
  type Ruleset,
  VIOLATIONS,
} from '../../../src/policy/index.ts';
import { buildSeed, compileSeed, ensureKeys } from '../../../src/service/publish/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');

let rules: Ruleset;

beforeAll(async () => {
  rules = openRules(compileSeed().rules);
});

describe('compileSeed', () => {
  test.each(VIOLATIONS)('lists a reserved host for %s', (violation) => {
    expect(rules.find(`https://${violation}.link-guard.example/`)).toMatchObject({
      expression: `${violation}.link-guard.example/`,
      effect: 'listed',
      violation,
      list: 'link-guard',
    });
  });

  test('lists a page and not its host', () => {
    expect(rules.find('https://page.link-guard.example/')).toBeUndefined();
    expect(rules.find('https://page.link-guard.example/listed.html')?.effect).toBe('listed');
  });

  test('lists and allows what the package does', () => {
    expect(rules.find('https://trezorwallet.org/')).toMatchObject({
      effect: 'listed',
      list: 'eth-phishing-detect',
    });
    expect(rules.find('https://metavas.com/')).toMatchObject({ effect: 'allowed' });
    expect(rules.ruleCount).toBeGreaterThan(14_000);
  });
});

describe('buildSeed', () => {
  test('gives the files that a client opens, and no more', async () => {
    const keys = await ensureKeys(await temporaryFolder());
    const policy = packagedPolicy('wechat-2021');
    const files = await buildSeed({ key: keys.ruleset, policy, now: NOW });
    const read = (path: string) => files.get(path) ?? new Uint8Array();
    const trust = { root: await openFirstRoot(keys.anchor), revocation: undefined };
    const signed = await openManifest(read('manifest.json'), trust);
    const { manifest } = signed;
    const opened = await openBundle(signed, {
      rules: read(`parts/${manifest.parts.rules.sha256}`),
      policy: read(`parts/${manifest.parts.policy.sha256}`),
      grades: read(`parts/${manifest.parts.grades.sha256}`),
    });
    const hosts = await openHosts(manifest, {
      hosts: read(`parts/${manifest.parts.hosts.sha256}`),
      freshHosts: read(`parts/${manifest.parts.freshHosts.sha256}`),
    });
    expect(files.size).toBe(6);
    expect(hosts.blocked.length).toBeGreaterThan(10_000);
    expect(hosts.blocked).toContain('phishing.link-guard.example');
    expect(opened.policy).toEqual(policy);
    expect(opened.rules.find('https://phishing.link-guard.example/')?.effect).toBe('listed');
    expect(manifest.version).toBe(NOW / 1000);
  });
});
