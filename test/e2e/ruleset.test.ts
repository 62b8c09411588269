/**
 * The life of a ruleset in real browsers, against a publisher that goes wrong: deltas, shrunk and
 * poisoned sets, new roots, stolen keys. After each it counts what is in force, and what the popup
 * says.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { generateSigningKey, signRoot } from '../../src/policy/index.ts';
import { say, untilState } from '../support/bare-chat.ts';
import {
  calm,
  type Ground,
  keptFloor,
  LISTED,
  lookForUpdate,
  popupSays,
  prepareGround,
  untilVersion,
  viewOf,
} from '../support/fault-ground.ts';
import { forgeRuleset, type PublishChoice } from '../support/faulty-service.ts';
import { makeKeys, rootOf } from '../support/publisher.ts';
import { makeFormerDatabase } from '../support/stored-data.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';

const PARTS = '/v1/ruleset/parts/';
const JSON_TYPE = 'application/json';
const BYTES = 'application/octet-stream';
const MANY = Array.from({ length: 300 }, (_, index) => `host-${index}.faults.example`);

describe.each(BROWSERS_OF_RUN)('in %s', (name) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await prepareGround(name);
  });
  afterAll(() => ground.close());
  beforeEach(() => calm(ground));

  async function take(hosts: readonly string[], choice?: PublishChoice): Promise<number> {
    const version = await ground.service.publish([LISTED, ...hosts], choice);
    await lookForUpdate(ground.desk);
    await untilVersion(ground.desk, version);
    return version;
  }

  async function standing() {
    const { ruleset, problems } = (await viewOf(ground.desk)).protection;
    return { version: ruleset?.version, origin: ruleset?.origin, stale: ruleset?.stale, problems };
  }

  /** The names of the parts that were asked for since the last `clear`. */
  const partsAsked = () =>
    ground.service.front.requests(PARTS).map(({ path }) => path.slice(PARTS.length));

  describe('the next rules', () => {
    test('come as a delta, and whole, once, where the delta is broken', async () => {
      const { chat, service } = ground;
      await take(MANY);
      service.front.clear();
      await take([...MANY.slice(1), 'delta.faults.example']);
      const first = await service.published();
      expect(partsAsked()).toEqual([
        first.manifest.deltas[0]?.sha256,
        first.manifest.parts.freshHosts.sha256,
      ]);
      await say(chat, 'by delta', 'https://delta.faults.example/');
      await untilState(chat, 'by delta', 'stopped');

      const version = await service.publish([LISTED, ...MANY.slice(2), 'whole.faults.example']);
      const { manifest } = await service.published();
      const delta = manifest.deltas[0]?.sha256 ?? '';
      service.lie(`${PARTS}${delta}`, { type: BYTES, body: new Uint8Array(90) });
      service.front.clear();
      await lookForUpdate(ground.desk);
      await untilVersion(ground.desk, version);
      const { rules, freshHosts } = manifest.parts;
      expect(partsAsked()).toEqual([delta, rules.sha256, freshHosts.sha256]);
      expect((await standing()).problems).toEqual([]);
    });

    test('are refused where most are gone, until the publisher says that it is meant', async () => {
      const { chat, desk, service } = ground;
      const version = await take(MANY);
      const { manifestBytes } = await forgeRuleset({
        ...{ key: service.keys.ruleset, version: version + 1, hosts: ['one.faults.example'] },
        former: await service.published(),
      });
      service.lie('/v1/ruleset/manifest.json', { type: JSON_TYPE, body: manifestBytes });
      await lookForUpdate(desk);
      await popupSays(ground, 'more than half of the rules');
      expect(await standing()).toMatchObject({ version, problems: ['update-shrunk'] });
      await say(chat, 'kept', 'https://host-7.faults.example/');
      await untilState(chat, 'kept', 'stopped');
      service.tellTheTruth();
      await take([]);
      expect((await standing()).problems).toEqual([]);
    });

    test('undo a poisoned set by going forward', async () => {
      const { chat } = ground;
      await take(['poisoned.faults.example']);
      await say(chat, 'poisoned', 'https://poisoned.faults.example/');
      await untilState(chat, 'poisoned', 'stopped');
      await take([]);
      await untilState(chat, 'poisoned', 'open');
    });
  });

  describe('a new root', () => {
    test('that the one before did not sign, or that skips a number, is refused', async () => {
      const { desk, service } = ground;
      const version = await take([]);
      const floor = await keptFloor(desk);
      const keys = await makeKeys();
      const { root = keys.root } = service.keys;
      const alone = await signRoot(rootOf(keys, { number: 2, now: Date.now() }), keys.root);
      const third = rootOf(keys, { number: 3, now: Date.now() });
      const skipping = await signRoot(third, root, keys.root);
      for (const body of [alone, skipping]) {
        service.lie('/v1/ruleset/roots/2.json', { type: JSON_TYPE, body });
        await lookForUpdate(desk);
        await popupSays(ground, 'its signature is not valid');
        expect(await standing()).toMatchObject({ version, problems: ['update-bad-signature'] });
      }
      expect(await keptFloor(desk)).toBe(floor);
    });

    test('is found through others by a browser that was away, and asked for once', async () => {
      const { browser, desk, service } = ground;
      const [second, third, fourth] = [
        await generateSigningKey(),
        await generateSigningKey(),
        await generateSigningKey(),
      ];
      await service.front.setMode('down');
      for (const key of [second, third, fourth]) await service.rotate(key);
      await service.front.setMode('up');
      const version = await take([], { key: fourth });
      expect(await standing()).toMatchObject({ version, problems: [] });
      await browser.killWorker();
      await untilVersion(desk, version);
      service.front.clear();
      await lookForUpdate(desk);
      expect(service.front.requests('/v1/ruleset/roots/').map(({ path }) => path)).toEqual([
        '/v1/ruleset/roots/5.json',
      ]);
    });

    test('comes after a stolen key: its sets are refused at once, those of the new key taken', async () => {
      const { browser, chat, desk, service } = ground;
      const stolen = await generateSigningKey();
      await service.rotate(stolen);
      const theirs = await take(['theirs.faults.example'], { key: stolen });
      await say(chat, 'theirs', 'https://theirs.faults.example/');
      await untilState(chat, 'theirs', 'stopped');

      await service.revoke(stolen);
      await lookForUpdate(desk);
      await popupSays(ground, 'has withdrawn the rules');
      expect(await standing()).toMatchObject({ origin: 'packaged', stale: 'superseded' });
      await browser.killWorker();
      expect(await standing()).toMatchObject({ origin: 'packaged', stale: 'superseded' });
      await popupSays(ground, 'has withdrawn the rules');

      const key = await generateSigningKey();
      await service.rotate(key);
      const version = await take([], { key });
      expect(version).toBeGreaterThan(theirs);
      // The look-ups of the links on screen may have failed while the service had no ruleset.
      const { problems, ...now } = await standing();
      expect(now).toEqual({ version, origin: 'fetched', stale: undefined });
      expect(problems.filter((code) => code !== 'service-unreachable')).toEqual([]);
      await say(chat, 'listed', `https://${LISTED}/`);
      await untilState(chat, 'listed', 'stopped');
      await untilState(chat, 'theirs', 'open');
    });
  });

  test('a database of the former version loses its rulesets, and no complaint', async () => {
    const { browser, desk, service } = ground;
    const held = await standing();
    const address = `https://former-${name}.faults.example/`;
    await browser.killWorker();
    await makeFormerDatabase(desk, {
      id: 'f'.repeat(43),
      ...{ filedAt: Date.now() - 1000 },
      complaint: {
        ...{ address, kind: 'fraud', context: 'direct', comment: '', rulesetVersion: 1 },
      },
    });
    await lookForUpdate(desk);
    await until(async () => (await standing()).version === held.version, {
      what: 'the ruleset in a new database',
    });
    await until(() => service.complaintsAbout(address) === 1, { what: 'the kept complaint' });
  });
});
