import { beforeAll, describe, expect, test } from 'vitest';
import {
  compileRules,
  cutRules,
  gradeOf,
  importList,
  type MadeRuleset,
  makeRuleset,
  nextVersion,
  openBundle,
  openInPieces,
  openManifest,
  packagedPolicy,
  partOf,
  type SignedManifest,
} from '../../../src/policy/index.ts';
import { NOW, type SampleKeys, sampleKeys, sampleTrust } from './trust/sample-trust.ts';

const KEY = new Uint8Array(16).fill(9);

let keys: SampleKeys;
let signed: SignedManifest;
let made: MadeRuleset;
let other: MadeRuleset;

async function make(hosts: string): Promise<MadeRuleset> {
  const imported = importList(hosts, { format: 'urls', list: 'one', violation: 'fraud' });
  return makeRuleset({
    compiled: compileRules([imported], { baseKey: KEY, freshKey: KEY }),
    policy: packagedPolicy('everyday'),
    grades: { taobao: 'B' },
    keys: [keys.ruleset],
    version: nextVersion(NOW, undefined),
    now: NOW,
    lifetimeDays: 30,
  });
}

beforeAll(async () => {
  keys = await sampleKeys();
  made = await make('bad.test\nhttp://half.test/bad.html');
  other = await make('bad.test\nhttp://half.test/else.html');
  signed = await openManifest(made.manifestBytes, sampleTrust(keys));
});

describe('openBundle', () => {
  test('opens the parts that the manifest names', async () => {
    const { manifest, head, rules, policy, grades } = await openBundle(signed, made.parts);
    expect({ manifest, head }).toEqual({ manifest: made.manifest, head: signed.head });
    expect(manifest.version).toBe(NOW / 1000);
    const fraud = { effect: 'listed', violation: 'fraud', severity: 'severe', list: 'one' };
    expect(rules.find('http://bad.test/')).toEqual({ expression: 'bad.test/', ...fraud });
    expect(rules.find('http://half.test/bad.html')).toEqual({
      expression: 'half.test/bad.html',
      ...fraud,
    });
    expect(rules.find('http://half.test/')).toBeUndefined();
    expect(policy).toEqual(packagedPolicy('everyday'));
    expect(gradeOf(grades, 'taobao')).toBe('B');
  });

  test('refuses a part of another version, which has the same size', async () => {
    expect(other.parts.rules.length).toBe(made.parts.rules.length);
    const mixed = { ...made.parts, rules: other.parts.rules };
    await expect(openBundle(signed, mixed)).rejects.toMatchObject({ code: 'bad-part' });
  });

  test.each(['rules', 'policy', 'grades'] as const)(
    'refuses a truncated part: %s',
    async (name) => {
      const cut = { ...made.parts, [name]: made.parts[name].subarray(1) };
      await expect(openBundle(signed, cut)).rejects.toMatchObject({ code: 'bad-part' });
    },
  );

  test.each(['rules', 'policy', 'grades'] as const)('refuses a changed byte: %s', async (name) => {
    const bytes = Uint8Array.from(made.parts[name]);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const changed = { ...made.parts, [name]: bytes };
    await expect(openBundle(signed, changed)).rejects.toMatchObject({ code: 'bad-part' });
  });

  test('refuses a number of rules, or a policy, other than the signed one', async () => {
    const few = { ...signed, manifest: { ...made.manifest, ruleCount: 1 } };
    await expect(openBundle(few, made.parts)).rejects.toMatchObject({ code: 'bad-part' });
    const renamed = { ...signed, manifest: { ...made.manifest, policyId: 'wechat-2021' } };
    await expect(openBundle(renamed, made.parts)).rejects.toMatchObject({ code: 'bad-part' });
  });

  test.each([
    ['rules', 'bad-rules'],
    ['policy', 'bad-policy'],
    ['grades', 'bad-grades'],
  ] as const)('refuses a signed part that is malformed: %s', async (name, code) => {
    const bytes = new TextEncoder().encode('["not", "this"]');
    const manifest = {
      ...made.manifest,
      parts: { ...made.manifest.parts, [name]: await partOf(bytes) },
    };
    const parts = { ...made.parts, [name]: bytes };
    await expect(openBundle({ ...signed, manifest }, parts)).rejects.toMatchObject({ code });
  });
});

describe('openInPieces', () => {
  async function parts(of = made) {
    return { ...of.parts, contents: (await cutRules(of.parts.rules)).contents };
  }

  test('opens the contents that the manifest names, and what stands beside them', async () => {
    const opened = await openInPieces(signed, await parts());
    const { rules: _, ...whole } = await openBundle(signed, made.parts);
    expect(opened).toMatchObject(whole);
    expect(opened.contents.ruleCount).toBe(made.manifest.ruleCount);
  });

  test('refuses the contents of other rules, and other documents', async () => {
    const { contents } = await parts(other);
    const changed = { ...(await parts()), contents };
    await expect(openInPieces(signed, changed)).rejects.toMatchObject({ code: 'bad-part' });
    const mixed = { ...(await parts()), grades: made.parts.policy };
    await expect(openInPieces(signed, mixed)).rejects.toMatchObject({ code: 'bad-part' });
  });

  test('refuses any contents where the manifest names none, as former ones do', async () => {
    const { contents: _, ...manifest } = made.manifest;
    const former = { ...signed, manifest };
    await expect(openInPieces(former, await parts())).rejects.toMatchObject({ code: 'bad-part' });
  });

  test('refuses a number of rules other than the signed one', async () => {
    const few = { ...signed, manifest: { ...made.manifest, ruleCount: 1 } };
    await expect(openInPieces(few, await parts())).rejects.toMatchObject({ code: 'bad-part' });
  });
});

describe('gradeOf', () => {
  test('is unrated without a letter, for no provider, and for names of the language', () => {
    expect(gradeOf({}, 'taobao')).toBe('unrated');
    expect(gradeOf({}, undefined)).toBe('unrated');
    expect(gradeOf({}, 'constructor')).toBe('unrated');
  });
});

describe('nextVersion', () => {
  test('follows the clock, and grows where the clock does not', () => {
    expect(nextVersion(5_999, undefined)).toBe(5);
    expect(nextVersion(5_999, 3)).toBe(5);
    expect(nextVersion(5_999, 5)).toBe(6);
    expect(nextVersion(5_999, 900)).toBe(901);
  });
});
