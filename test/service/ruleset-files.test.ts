import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generateSigningKey } from '../../src/policy/index.ts';
import { makeNextRoot, revoke } from '../../src/service/publish/index.ts';
import { openRulesetFiles, type RulesetFiles } from '../../src/service/ruleset-files.ts';
import { type SampleRuleset, writeSampleRuleset } from './sample-ruleset.ts';
import { temporaryFolder } from './temporary-folder.ts';

const AT = Date.parse('2026-11-20T08:00:00.000Z');

async function publishedFolder() {
  const dir = await temporaryFolder();
  const key = await generateSigningKey();
  const publish = (changes: Partial<SampleRuleset> = {}) =>
    writeSampleRuleset({ dir, key, at: AT, ...changes });
  const manifest = await publish();
  return { dir, key, manifest, publish };
}

/** Opens the folder with a clock that moves a second for each look at the ruleset. */
async function openStepping(dir: string): Promise<RulesetFiles> {
  let at = AT;
  const now = () => {
    at += 1000;
    return at;
  };
  return openRulesetFiles({ dir, now });
}

describe('openRulesetFiles', () => {
  test('refuses a folder in which nothing was published', async () => {
    const opening = openStepping(await temporaryFolder());
    await expect(opening).rejects.toMatchObject({ code: 'no-ruleset' });
  });

  test('refuses a ruleset that another key signed', async () => {
    const { dir, publish } = await publishedFolder();
    await publish({ key: await generateSigningKey() });
    await expect(openStepping(dir)).rejects.toMatchObject({ code: 'unknown-key' });
  });

  test('refuses a ruleset with a part missing', async () => {
    const { dir, manifest } = await publishedFolder();
    await rm(join(dir, 'parts', manifest.parts.hashes.sha256));
    await expect(openStepping(dir)).rejects.toMatchObject({ code: 'bad-part' });
  });

  test('holds every part of the ruleset in memory', async () => {
    const { dir, manifest } = await publishedFolder();
    const files = await openStepping(dir);
    await rm(dir, { recursive: true });
    const { fullHashes } = await files.current();
    expect(fullHashes.withPrefix(0xc34e_a69e)).toHaveLength(1);
    for (const { sha256, size } of Object.values(manifest.parts)) {
      expect((await files.part(sha256))?.byteLength).toBe(size);
    }
    expect(files.isDegraded).toBe(true);
  });

  test('gives one ruleset to all who ask while a newer one is being read', async () => {
    const { dir, publish } = await publishedFolder();
    const files = await openStepping(dir);
    const newer = await publish({ at: AT + 60_000 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => files.current()));
    expect(new Set(answers.map(({ manifest }) => manifest.version))).toEqual(
      new Set([newer.version]),
    );
  });

  test('is not degraded by the same manifest written again', async () => {
    const { dir, publish } = await publishedFolder();
    const files = await openStepping(dir);
    const before = await files.current();
    await publish();
    expect((await files.current()).manifest).toEqual(before.manifest);
    expect(files.isDegraded).toBe(false);
  });

  test.each([
    ['an older version', { at: AT - 60_000 }],
    ['other content under the same version', { rules: [] }],
  ])('keeps what it has, and is degraded, when it finds %s', async (_name, changes) => {
    const { dir, manifest, publish } = await publishedFolder();
    const files = await openStepping(dir);
    await publish(changes);
    const held = await files.current();
    expect(held.manifest).toEqual(manifest);
    expect(held.fullHashes.ruleCount).toBe(2);
    expect(files.isDegraded).toBe(true);
  });

  test('keeps what it has when it finds a ruleset of another key', async () => {
    const { dir, manifest, publish } = await publishedFolder();
    const files = await openStepping(dir);
    await publish({ at: AT + 60_000, key: await generateSigningKey() });
    expect((await files.current()).manifest.version).toBe(manifest.version);
    expect(files.isDegraded).toBe(true);
  });

  test('reads what it refused only once, until something changes', async () => {
    const { dir, manifest, publish } = await publishedFolder();
    const files = await openStepping(dir);
    const newer = { at: AT + 60_000, rules: [] };
    const path = join(dir, 'parts', (await publish(newer)).parts.rules.sha256);
    const bytes = await readFile(path);
    await writeFile(path, 'damaged');
    expect((await files.current()).manifest).toEqual(manifest);
    expect(files.isDegraded).toBe(true);
    // Written over in its place: nothing that is watched shows it.
    await writeFile(path, bytes);
    expect((await files.current()).manifest).toEqual(manifest);
    await publish(newer);
    expect((await files.current()).manifest.version).toBe(manifest.version + 60);
    expect(files.isDegraded).toBe(false);
  });

  test('knows that the ruleset in force was revoked, and turns to the one that comes after', async () => {
    const { dir, key, manifest, publish } = await publishedFolder();
    const files = await openStepping(dir);
    const { version } = manifest;
    await revoke({ dir, keyIds: [], versions: [version], keys: [key], now: AT });
    expect((await files.current()).manifest.version).toBe(version);
    expect(files).toMatchObject({ isDegraded: true, isRevoked: true });
    await publish({ at: AT + 60_000 });
    expect((await files.current()).manifest.version).toBe(version + 60);
    expect(files).toMatchObject({ isDegraded: false, isRevoked: false });
  });

  test('knows it also when the folder has another fault by then', async () => {
    const { dir, key, manifest, publish } = await publishedFolder();
    const files = await openStepping(dir);
    await revoke({ dir, keyIds: [], versions: [manifest.version], keys: [key], now: AT });
    await files.current();
    const fresh = await generateSigningKey();
    const roles = { root: { keys: [] }, ruleset: { keys: [fresh] }, revocation: { keys: [] } };
    await makeNextRoot({ dir, roles, keys: [key], now: AT, lifetimeDays: 30 });
    await files.current();
    expect(files).toMatchObject({ isDegraded: true, isRevoked: true });
    await writeFile(join(dir, 'revocation.json'), 'damaged');
    await files.current();
    expect(files).toMatchObject({ isDegraded: true, isRevoked: true });
    await rm(join(dir, 'revocation.json'));
    await publish({ at: AT + 60_000, key: fresh });
    await files.current();
    expect(files).toMatchObject({ isDegraded: false, isRevoked: false });
  });

  test('lets what was revoked keep nothing out, however far it is ahead', async () => {
    const { dir, key, publish } = await publishedFolder();
    const { version } = await publish({ at: AT + 80_000_000 });
    const files = await openStepping(dir);
    await revoke({ dir, keyIds: [], versions: [version], keys: [key], now: AT });
    const after = await publish({ at: AT + 60_000 });
    expect((await files.current()).manifest.version).toBe(after.version);
    expect(files).toMatchObject({ isDegraded: false, isRevoked: false });
  });

  test('keeps what it has when the manifest is gone', async () => {
    const { dir, manifest } = await publishedFolder();
    const files = await openStepping(dir);
    await rm(join(dir, 'manifest.json'));
    expect((await files.current()).manifest.version).toBe(manifest.version);
    expect(files.isDegraded).toBe(true);
  });
});
