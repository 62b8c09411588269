import { beforeEach, describe, expect, test, vi } from 'vitest';
import { signRoot } from '../../../src/policy/index.ts';
import { type Keys, makeKeys, type Published, rootOf } from '../../support/publisher.ts';
import {
  BUILT_AT,
  lookupOf,
  makeWorld,
  NOW,
  publishing,
  rulesetOf,
  SEED_VERSION,
  SERVICE,
  type World,
} from './world.ts';

const OWN = 'https://guard.office.example';
const LISTED = [{ line: 'listed.example', violation: 'phishing' as const }];
const OFFICE_LISTED = [{ line: 'office-listed.example', violation: 'phishing' as const }];
const LINK = { site: 'demo', href: 'https://plain.example/', text: '', context: 'direct' as const };

let world: World;
let keys: Keys;
/** Base64 of the own service's first root. */
let root: string;

beforeEach(async () => {
  world = await makeWorld();
  world.permissions.withheld.add(`${OWN}/*`);
  keys = await makeKeys();
  const bytes = await signRoot(rootOf(keys, { number: 1, now: BUILT_AT }), keys.root);
  root = Buffer.from(bytes).toString('base64');
  world.pack(await rulesetOf([], { key: world.key, version: SEED_VERSION }));
});

const ofPackage = (version: number) => rulesetOf(LISTED, { key: world.key, version });
const ofOffice = (version: number) => rulesetOf(OFFICE_LISTED, { key: keys.ruleset, version });

/** A worker of a browser in which these settings hold, after it has been told of them. */
async function startWith(settings: Record<string, unknown> | undefined) {
  world.managed.set = settings === undefined ? undefined : { format: 1, ...settings };
  const worker = await world.startWorker();
  const { keepManaged } = await import('../../../src/extension/background/managed.ts');
  return { ...worker, keepManaged };
}

type Started = Awaited<ReturnType<typeof startWith>>;

async function held(worker: Started) {
  const ruleset = await worker.activeRuleset();
  const { problems } = await worker.protectionNow();
  return { version: ruleset?.manifest.version, origin: ruleset?.origin, problems };
}

/** Lets the worker look for this set, wherever it asks. */
async function look(worker: Started, published: Published) {
  world.service.respond = publishing(published);
  world.others.set(OWN, publishing(published));
  await worker.updateRuleset();
  return held(worker);
}

const asked = () => [...new Set(world.sent.map(({ origin }) => origin))];

describe('a service of the administrator', () => {
  test('takes over while the worker runs, and the package no longer counts', async () => {
    const worker = await startWith(undefined);
    expect(await look(worker, await ofPackage(SEED_VERSION + 5))).toMatchObject({
      version: SEED_VERSION + 5,
    });
    world.others.set(OWN, publishing(await ofOffice(SEED_VERSION - 50)));
    world.managed.set = { format: 1, service: { address: OWN, root } };
    world.sent.length = 0;
    await worker.keepManaged();
    // Its versions are its own: one below the other publisher's floor is none.
    expect(await held(worker)).toEqual({
      ...{ version: SEED_VERSION - 50, origin: 'fetched', problems: [] },
    });
    expect(asked()).toEqual([OWN]);
  });

  test('is the only one that the next worker asks, from its first look-up on', async () => {
    await (await startWith({ service: { address: OWN, root } })).keepManaged();
    world.sent.length = 0;
    world.others.set(OWN, lookupOf());
    // A browser that has not told anything yet.
    world.managed.isBroken = true;
    const worker = await world.startWorker();
    const { verdict } = await worker.judgeLink(LINK, 1);
    expect(verdict.kind).toBe('unlisted');
    expect(asked()).toEqual([OWN]);
  });

  test('leaves nothing known while its first ruleset has not come', async () => {
    const worker = await startWith({ service: { address: OWN, root } });
    await worker.keepManaged();
    expect(await held(worker)).toMatchObject({ version: undefined });
    const { verdict } = await worker.judgeLink(LINK, 1);
    expect(verdict).toMatchObject({ kind: 'unknown' });
    expect((await worker.protectionNow()).state).toBe('not-protecting');
  });

  test('cannot give out a set that its root does not vouch for', async () => {
    const worker = await startWith({ service: { address: OWN, root } });
    await worker.keepManaged();
    expect(await look(worker, await ofPackage(SEED_VERSION + 5))).toMatchObject({
      ...{ version: undefined, problems: expect.arrayContaining(['update-bad-signature']) },
    });
  });

  test('lowers no floor, neither its own nor that of the package, when it comes and goes', async () => {
    const settings = { service: { address: OWN, root } };
    const former = await ofPackage(SEED_VERSION + 5);
    await look(await startWith(undefined), former);
    const managed = await startWith(settings);
    await managed.keepManaged();
    expect(await look(managed, await ofOffice(SEED_VERSION + 9))).toMatchObject({
      version: SEED_VERSION + 9,
    });
    const back = await startWith({});
    await back.keepManaged();
    await startWith(undefined);
    const free = await startWith(undefined);
    await free.keepManaged();
    expect(await look(free, await ofPackage(SEED_VERSION + 4))).toMatchObject({
      ...{ version: SEED_VERSION + 5, problems: ['update-rollback'] },
    });
    const again = await startWith(settings);
    await again.keepManaged();
    expect(await look(again, await ofOffice(SEED_VERSION + 8))).toMatchObject({
      ...{ version: SEED_VERSION + 9, problems: ['update-rollback'] },
    });
  });

  test('without a root is another place for the same rulesets, under the same floor', async () => {
    await look(await startWith(undefined), await ofPackage(SEED_VERSION + 5));
    const worker = await startWith({ service: { address: OWN } });
    await worker.keepManaged();
    expect(await held(worker)).toMatchObject({ version: SEED_VERSION + 5 });
    world.sent.length = 0;
    expect(await look(worker, await ofPackage(SEED_VERSION + 4))).toMatchObject({
      ...{ version: SEED_VERSION + 5, problems: ['update-rollback'] },
    });
    expect(asked()).toEqual([OWN]);
  });

  test('whose address cannot be read is asked nothing, and nobody is in its place', async () => {
    const worker = await startWith({ service: { address: 'http://guard.office.example', root } });
    await worker.keepManaged();
    world.sent.length = 0;
    await worker.updateRuleset();
    await worker.judgeLink(LINK, 1);
    expect(world.sent).toEqual([]);
    expect((await worker.protectionNow()).service).toBe('unreachable');
  });

  test('never gets a complaint that was filed with the former one', async () => {
    const free = await startWith(undefined);
    const draft = {
      address: 'https://shop.example/',
      kind: 'fraud',
      context: 'group',
      comment: '',
    };
    await free.fileComplaint(draft as never, { isPrivate: false, tabId: undefined });
    await free.flushOutbox({ isUrgent: true });
    const worker = await startWith({ service: { address: OWN, root } });
    await worker.keepManaged();
    world.sent.length = 0;
    await worker.flushOutbox({ isUrgent: true });
    expect(world.sent).toEqual([]);
    expect(await worker.listComplaints()).toEqual([]);
    world.managed.set = undefined;
    await worker.keepManaged();
    expect(await worker.listComplaints()).toMatchObject([{ address: draft.address }]);
  });

  test('is asked how complaints stand without waiting for what the former one was asked', async () => {
    const worker = await startWith(undefined);
    const { ruledAskedAt, statesAskedAt } = await import(
      '../../../src/extension/storage/asking.ts'
    );
    await worker.judgeLink(LINK, 1);
    await statesAskedAt.set(NOW);
    await ruledAskedAt.set(NOW);
    world.managed.set = { format: 1, service: { address: OWN, root } };
    await worker.keepManaged();
    expect([await statesAskedAt.get(), await ruledAskedAt.get()]).toEqual([0, 0]);
  });

  test('is told apart from the former one in what was sent to whom', async () => {
    world.service.respond = lookupOf();
    world.others.set(OWN, lookupOf());
    const worker = await startWith(undefined);
    const { viewPrivacy } = await import('../../../src/extension/background/options/privacy.ts');
    const requests = async () =>
      (await viewPrivacy()).sent.map((one) => [one.to, one.today.requests]);
    await worker.judgeLink(LINK, 1);
    await vi.waitFor(async () => expect(await requests()).toEqual([[SERVICE, 1]]));
    world.managed.set = { format: 1, service: { address: OWN } };
    await worker.keepManaged();
    await worker.judgeLink(LINK, 1);
    await vi.waitFor(async () =>
      expect(await requests()).toEqual([
        [OWN, 1],
        [SERVICE, 1],
      ]),
    );
  });

  test.each([
    [false, 'cors'],
    [true, 'same-origin'],
  ])('with access to its host %s is asked in mode %s', async (granted, mode) => {
    if (granted) world.permissions.withheld.clear();
    const worker = await startWith({ service: { address: OWN, root } });
    await worker.keepManaged();
    await worker.updateRuleset();
    expect(
      new Set(world.sent.filter(({ origin }) => origin === OWN).map((one) => one.init.mode)),
    ).toEqual(new Set([mode]));
  });

  test('that is taken away in the middle of an answer ends that answer', async () => {
    const worker = await startWith(undefined);
    let isAborted = false;
    world.service.respond = ({ init }) =>
      new Promise((_, reject) => {
        init.signal?.addEventListener('abort', () => {
          isAborted = true;
          reject(new Error('aborted'));
        });
      });
    const judging = worker.judgeLink(LINK, 1);
    await vi.waitFor(() => expect(world.sent).toHaveLength(1));
    world.others.set(OWN, publishing(await ofOffice(SEED_VERSION)));
    world.managed.set = { format: 1, service: { address: OWN, root } };
    await worker.keepManaged();
    expect((await judging).verdict.kind).toBe('unlisted');
    expect(isAborted).toBe(true);
    expect((await worker.protectionNow()).service).toBe('not-asked-yet');
    expect(asked()).toEqual([SERVICE, OWN]);
  });
});
