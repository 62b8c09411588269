/**
 * What a person had under another version: earlier ones wrote the saved profiles (see
 * `scripts/save-profile.ts`), a later one is imitated. Nothing is lost, and nothing is laxer.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import type { ExceptionView } from '../../src/extension/messaging/protocol.ts';
import {
  ask,
  calm,
  explain,
  forgetBackOff,
  type Ground,
  keptFloor,
  LISTED,
  lookForUpdate,
  popupSays,
  prepareGround,
  untilVersion,
  viewOf,
} from '../support/fault-ground.ts';
import { forgeRuleset } from '../support/faulty-service.ts';
import { readKept } from '../support/kept-ruleset.ts';
import type { Published } from '../support/publisher.ts';
import { restoreProfile, type SavedProfile, saveProfile } from '../support/saved-profile.ts';
import { countOutbox } from '../support/stored-data.ts';
import { ROOT } from '../support/tree.ts';
import { until } from '../support/until.ts';

const FORMER_VERSIONS = [1, 2, 3] as const;
/** Its rulesets can still be read. */
const READABLE = 3;
/** Seconds: ahead of everything that is published or packaged here, and not too far to be believed. */
const AHEAD = 3600;

/** Listed by the ruleset in the package. */
const IN_PACKAGE = 'https://phishing.link-guard.example/';
const EXCEPTED = 'https://excepted.profile.example';
const COMPLAINT = 'https://complained.profile.example/page';
const KEY = 'k'.repeat(43);

function savedProfile(version: number): SavedProfile {
  const file = join(ROOT, `test/fixtures/profiles/${version}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as SavedProfile;
}

type Entries = SavedProfile['database']['stores'][number]['entries'];

function withEntries(
  saved: SavedProfile,
  entries: Readonly<Record<string, Entries>>,
): SavedProfile {
  const stores = saved.database.stores.map((store) => ({
    ...store,
    entries: entries[store.name] ?? store.entries,
  }));
  return { ...saved, database: { ...saved.database, stores } };
}

/** As if it had held a ruleset of this version. */
function withFloor(saved: SavedProfile, floor: number): SavedProfile {
  const settings = { ...saved.settings, 'version-floor': floor };
  return withEntries(
    { ...saved, settings },
    { pointer: [['active', { slot: 'B', version: floor }]] },
  );
}

/** With that ruleset in its slot: who signed the saved one is nobody here. */
function withSlot(saved: SavedProfile, { manifestBytes, parts }: Published): SavedProfile {
  const bytes = (all: Record<string, Uint8Array>) =>
    Object.fromEntries(
      Object.entries(all).map(([name, one]) => [
        name,
        { $bytes: Buffer.from(one).toString('base64') },
      ]),
    );
  const { rules, policy, grades, hosts, freshHosts } = parts;
  return withEntries(saved, {
    slots: [['B', bytes({ manifest: manifestBytes, rules, policy, grades })]],
    hosts: [['B', bytes({ hosts, freshHosts })]],
  });
}

/** What a later version may add: a store, an item, a kind of choice, a kind of exception. */
function ofLaterVersion(saved: SavedProfile): SavedProfile {
  const { database, settings } = saved;
  const { personal, exceptions } = settings as {
    personal: { categories: object };
    exceptions: object[];
  };
  return {
    ...saved,
    settings: {
      ...settings,
      later: { kept: true },
      personal: { ...personal, categories: { ...personal.categories, later: 'block' }, later: 1 },
      exceptions: [...exceptions, { id: 'later', scope: 'later', value: 'x', madeAt: 1 }],
    },
    database: {
      version: database.version + 1,
      stores: [
        ...database.stores,
        { name: 'later', keyPath: null, entries: [['one', { kept: true }]] },
      ],
    },
  };
}

describe.each(BROWSERS)('in %s', (name) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await prepareGround(name);
  });
  afterAll(() => ground.close());
  beforeEach(() => calm(ground));

  async function begin(profile: SavedProfile): Promise<void> {
    const { browser, desk, service } = ground;
    await service.front.setMode('down');
    await browser.killWorker();
    await restoreProfile(desk, profile);
    await browser.killWorker();
  }

  /** The choices, the exception and the complaint that every saved profile has. */
  async function expectWhatThePersonDid(): Promise<void> {
    const { desk } = ground;
    const { choices, complaints } = await viewOf(desk);
    expect(choices.direct.own).toBe('ask');
    expect(choices.group.own).toBe('block');
    const exceptions = await ask<readonly ExceptionView[]>(desk, 'exceptions.list');
    expect(exceptions).toMatchObject([{ scope: 'origin', value: EXCEPTED, expiresAt: null }]);
    const excepted = await explain(desk, `${EXCEPTED}/other`);
    expect(excepted.action).toBe('open');
    expect(excepted.trace.find(({ effect }) => effect === 'decided')?.authority).toBe('exception');
    expect(complaints).toMatchObject([{ address: COMPLAINT, state: 'waiting' }]);
  }

  /** Its silence says nothing. */
  async function expectPackageAlone(): Promise<void> {
    const { desk } = ground;
    expect((await explain(desk, IN_PACKAGE)).verdict).toBe('harmful');
    expect((await explain(desk, 'https://silent.example/')).verdict).toBe('unknown');
    expect((await viewOf(desk)).protection).toMatchObject({
      state: 'not-protecting',
      ruleset: { origin: 'packaged', stale: 'superseded' },
    });
  }

  /** Under the key that it has had from the start. */
  async function expectComplaintArrivesOnce(key: unknown): Promise<void> {
    const { desk, service } = ground;
    const before = service.complaintsAbout(COMPLAINT);
    service.front.clear();
    await service.front.setMode('up');
    await forgetBackOff(desk);
    await until(async () => (await viewOf(desk)).complaints[0]?.state === 'received', {
      what: 'the receipt of the complaint',
    });
    expect(service.complaintsAbout(COMPLAINT)).toBe(before + 1);
    const sent = service.front.requests('/v1/complaints').find(({ body }) => body !== '');
    expect(sent?.headers['idempotency-key']).toBe(key);
    expect(await countOutbox(desk)).toBe(0);
  }

  describe.each(FORMER_VERSIONS)('what version %i of the database kept', (version) => {
    test('is there after the update, and its floor keeps older rulesets out', async () => {
      const { desk, service } = ground;
      const floor = Math.floor(Date.now() / 1000) + AHEAD;
      const held = await forgeRuleset({
        ...{ key: service.keys.ruleset, version: floor, hosts: [LISTED] },
      });
      const isReadable = version >= READABLE;
      const former = withFloor(savedProfile(version), floor);
      const saved = isReadable ? withSlot(former, held) : former;
      await begin(saved);
      await expectWhatThePersonDid();

      if (isReadable) {
        expect((await explain(desk, `https://${LISTED}/`)).verdict).toBe('harmful');
        const { ruleset } = (await viewOf(desk)).protection;
        expect(ruleset).toMatchObject({ version: floor, origin: 'fetched' });
      } else {
        // A ruleset of a former form cannot be read any more.
        await expectPackageAlone();
      }
      expect(await keptFloor(desk)).toBe(floor);
      expect((await readKept(desk)).pointed).toBe(floor);
      const after = await saveProfile(desk, '');
      for (const key of ['share', 'decoy-secret', 'personal', 'exceptions']) {
        expect(after.settings[key]).toEqual(saved.settings[key]);
      }

      await expectComplaintArrivesOnce(entriesOf(saved, 'outbox')[0]?.[0]);
      await service.publish([LISTED]);
      await lookForUpdate(desk);
      await popupSays(ground, 'older than the rules in use');
      expect(await keptFloor(desk)).toBe(floor);
      await takeForged(floor + 1, isReadable ? held : undefined);
      expect(await keptFloor(desk)).toBe(floor + 1);
      expect((await viewOf(desk)).protection.ruleset).not.toHaveProperty('stale');
    });
  });

  describe('going back by one version', () => {
    let later: SavedProfile;
    let version: number;
    beforeAll(async () => {
      const { desk, service } = ground;
      await calm(ground);
      await begin(withEntries(savedProfile(3), { slots: [], hosts: [], pointer: [] }));
      await service.front.setMode('up');
      version = await service.publish([LISTED]);
      await lookForUpdate(desk);
      await untilVersion(desk, version);
      // As it would be had the complaint not gone out, and under a key of its own.
      const [[, waiting] = []] = entriesOf(savedProfile(3), 'outbox');
      const outbox = [[KEY, { ...(waiting as object), id: KEY }]] as const;
      const present = await saveProfile(desk, '');
      later = ofLaterVersion(withEntries(present, { outbox, complaints: [] }));
    });

    test('loses nothing, and what the later version added is still there for it', async () => {
      const { desk, service } = ground;
      await begin(later);
      await expectWhatThePersonDid();
      const { ruleset, problems } = (await viewOf(desk)).protection;
      expect(ruleset).toMatchObject({ version, origin: 'fetched' });
      expect(problems).not.toContain('storage-broken');
      await expectComplaintArrivesOnce(KEY);
      const next = await service.publish([LISTED, 'next.profile.example']);
      await lookForUpdate(desk);
      await untilVersion(desk, next);
      const after = await saveProfile(desk, '');
      expect(after.settings.later).toEqual({ kept: true });
      expect(after.database.version).toBe(5);
      expect(entriesOf(after, 'later')).toEqual([['one', { kept: true }]]);
    });

    test('to a database that lacks something says so, is stricter, and writes nothing over it', async () => {
      const { desk } = ground;
      const { database } = later;
      const stores = database.stores.filter((store) => store.name !== 'hosts');
      await begin({ ...later, database: { ...database, stores } });
      expect((await viewOf(desk)).choices.group.own).toBe('block');
      await expectPackageAlone();
      expect((await viewOf(desk)).protection.problems).toContain('storage-broken');
      expect(await keptFloor(desk)).toBe(version);
      expect(await countOutbox(desk)).toBe(1);
    });
  });

  /** One that the service never published: no hour passes here. */
  async function takeForged(version: number, former: Published | undefined): Promise<void> {
    const { desk, service } = ground;
    const { manifest, manifestBytes, parts } = await forgeRuleset({
      ...{ key: service.keys.ruleset, version, hosts: [LISTED] },
      ...(former === undefined ? {} : { former }),
    });
    service.lie('/v1/ruleset/manifest.json', { type: 'application/json', body: manifestBytes });
    for (const part of ['rules', 'policy', 'grades', 'hosts', 'freshHosts'] as const) {
      const body = parts[part];
      const path = `/v1/ruleset/parts/${manifest.parts[part].sha256}`;
      service.lie(path, { type: 'application/octet-stream', body });
    }
    await lookForUpdate(desk);
    await untilVersion(desk, version);
  }
});

function entriesOf({ database }: SavedProfile, name: string): Entries {
  return database.stores.find((store) => store.name === name)?.entries ?? [];
}
