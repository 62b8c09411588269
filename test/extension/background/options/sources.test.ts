import { beforeEach, describe, expect, test } from 'vitest';
import type { Published } from '../../../support/publisher.ts';
import {
  inForce,
  json,
  makeWorld,
  offline,
  rulesetOf,
  SEED_VERSION,
  type World,
} from '../world.ts';

let world: World;
let importing: typeof import('../../../../src/extension/background/ruleset/import-ruleset.ts');
let sources: typeof import('../../../../src/extension/background/options/sources.ts');
let diagnostics: typeof import('../../../../src/extension/background/options/diagnostics.ts');

const LISTED = [{ line: 'listed.example', violation: 'phishing' as const }];
const HEALTH = {
  status: 'ok',
  version: '1',
  rulesetVersion: 7,
  rulesetExpiresAt: '2027-01-01T00:00:00Z',
  store: 'ok',
};

beforeEach(async () => {
  world = await makeWorld();
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
  await world.startWorker();
  importing = await import('../../../../src/extension/background/ruleset/import-ruleset.ts');
  sources = await import('../../../../src/extension/background/options/sources.ts');
  diagnostics = await import('../../../../src/extension/background/options/diagnostics.ts');
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function filesOf({ manifestBytes, parts }: Published) {
  return [
    ...Object.values(parts).map((bytes, index) => ({
      name: `part ${index}`,
      content: base64(bytes),
    })),
    { name: 'manifest.json', content: base64(manifestBytes) },
  ];
}

const next = (version: number, options = {}) =>
  rulesetOf(LISTED, { key: world.key, version, ...options });

describe('importRuleset', () => {
  test('takes a newer version from files, whatever they are called, without the service', async () => {
    await importing.importRuleset({ files: filesOf(await next(SEED_VERSION + 1)) });
    expect(await inForce(world)).toMatchObject({
      version: SEED_VERSION + 1,
      origin: 'fetched',
      isListed: true,
    });
    expect(world.sent).toEqual([]);
  });

  test('refuses one with a part missing, and keeps what is in force', async () => {
    const files = filesOf(await next(SEED_VERSION + 1));
    await expect(importing.importRuleset({ files: files.slice(1) })).rejects.toMatchObject({
      code: 'no-part',
    });
    await expect(importing.importRuleset({ files: files.slice(0, 2) })).rejects.toMatchObject({
      code: 'no-manifest',
    });
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION });
  });

  test('refuses one that is older, that others signed, or that is no ruleset', async () => {
    await importing.importRuleset({ files: filesOf(await next(SEED_VERSION + 2)) });
    const older = filesOf(await next(SEED_VERSION + 1));
    await expect(importing.importRuleset({ files: older })).rejects.toMatchObject({
      code: 'update-rollback',
    });
    const { generateSigningKey } = await import('../../../../src/policy/index.ts');
    const key = await generateSigningKey();
    const foreign = filesOf(await rulesetOf(LISTED, { key, version: SEED_VERSION + 3 }));
    await expect(importing.importRuleset({ files: foreign })).rejects.toMatchObject({
      code: 'update-bad-signature',
    });
    const none = [{ name: 'manifest.json', content: btoa('{}') }];
    await expect(importing.importRuleset({ files: none })).rejects.toMatchObject({
      code: 'update-not-a-ruleset',
    });
    expect(await inForce(world)).toMatchObject({ version: SEED_VERSION + 2 });
  });
});

describe('viewSources', () => {
  test('tells the service, who vouches, and what is in force', async () => {
    const view = await sources.viewSources();
    expect(view.service).toMatchObject({
      address: 'http://service.test',
      state: 'not-asked-yet',
      rootNumber: 1,
      neededKeys: 1,
    });
    expect(view.service.keyIds).toHaveLength(1);
    expect(view.ruleset?.version).toBe(SEED_VERSION);
    expect(Object.keys(view.parts)).toEqual(['rules', 'policy', 'grades', 'hosts', 'freshHosts']);
  });
});

describe('testService', () => {
  test('tells how long it took, or what is wrong', async () => {
    world.service.respond = () => json(HEALTH);
    expect(await sources.testService()).toMatchObject({ ok: true, rulesetVersion: 7 });
    world.service.respond = () => json({ welcome: 'to the hotel' });
    expect(await sources.testService()).toEqual({ ok: false, code: 'not-the-service' });
    world.service.respond = () => json({}, 502);
    expect(await sources.testService()).toEqual({ ok: false, code: 'status-502' });
    world.service.respond = offline;
    expect(await sources.testService()).toEqual({ ok: false, code: 'unreachable' });
  });
});

describe('runDiagnostics', () => {
  const stepsBy = async () =>
    Object.fromEntries((await diagnostics.runDiagnostics()).steps.map((one) => [one.id, one]));

  test('finds what is there and what is missing', async () => {
    world.service.respond = () => json(HEALTH);
    const steps = await stepsBy();
    expect(steps.access?.outcome).toBe('good');
    expect(steps.net?.outcome).toBe('good');
    expect(steps.storage?.outcome).toBe('good');
    expect(steps.ruleset?.outcome).toBe('good');
    expect(steps.service?.outcome).toBe('good');
    expect(steps.alarms?.outcome).toBe('caution');
  });

  test('finds each thing that is broken', async () => {
    world.service.respond = offline;
    world.permissions.granted = false;
    world.browser.storage.local.state.isFull = true;
    world.net.dynamic.isBroken = true;
    world.net.session.isBroken = true;
    const steps = await stepsBy();
    expect(steps.access?.outcome).toBe('bad');
    expect(steps.storage?.outcome).toBe('bad');
    expect(steps.service).toMatchObject({ outcome: 'caution', detail: 'unreachable' });
  });

  test('asks nobody where nobody is to be asked', async () => {
    const settings = await import('../../../../src/extension/storage/settings.ts');
    await settings.lookups.set('local-only');
    expect((await stepsBy()).service).toMatchObject({ outcome: 'good', detail: 'local-only' });
    expect(world.sent).toEqual([]);
  });
});
