/** The channel of ruleset updates lies. */
import { describe, expect, test } from 'vitest';
import { generateSigningKey } from '../../src/policy/index.ts';
import { say, untilState } from '../support/bare-chat.ts';
import {
  explain,
  type Ground,
  keptFloor,
  LISTED,
  lookForUpdate,
  popupSays,
  untilVersion,
  viewOf,
} from '../support/fault-ground.ts';
import { type FaultyService, forgeRuleset } from '../support/faulty-service.ts';
import { until } from '../support/until.ts';

const MANIFEST = '/v1/ruleset/manifest.json';
const PARTS = '/v1/ruleset/parts/';
const JSON_TYPE = 'application/json';
const DAY = 86_400;

type Tell = (service: FaultyService, version: number) => Promise<void>;

/** A manifest signed by the service's own key, of another version or day. */
const signed =
  (versionOf: (version: number) => number, now?: () => number): Tell =>
  async (service, version) => {
    const { manifestBytes } = await forgeRuleset({
      key: service.keys.ruleset,
      version: versionOf(version),
      hosts: [],
      ...(now === undefined ? {} : { now: now() }),
    });
    service.lie(MANIFEST, { type: JSON_TYPE, body: manifestBytes });
  };

const LIES: readonly [string, string, Tell][] = [
  [
    'signed by another key',
    'its signature is not valid',
    async (service, version) => {
      const key = await generateSigningKey();
      const { manifestBytes } = await forgeRuleset({ key, version: version + 1, hosts: [] });
      service.lie(MANIFEST, { type: JSON_TYPE, body: manifestBytes });
    },
  ],
  ['older than what is held', 'older than the rules in use', signed((version) => version - 1)],
  [
    'of the held version with other content',
    'under the same version',
    signed((version) => version),
  ],
  [
    'no continuation of what is held',
    'does not follow from the rules in use',
    signed((version) => version + 1),
  ],
  ['far in the future', 'jumps too far', signed((version) => version + 30 * DAY)],
  [
    'expired',
    'already expired',
    signed(
      (version) => version + 1,
      () => Date.now() - 40 * DAY * 1000,
    ),
  ],
  [
    'a truncated manifest',
    'it is not a ruleset',
    async (service, version) => {
      const { manifestBytes } = await forgeRuleset({
        ...{ key: service.keys.ruleset, version: version + 1, hosts: [] },
      });
      const body = manifestBytes.subarray(0, manifestBytes.length >> 1);
      service.lie(MANIFEST, { type: JSON_TYPE, body });
    },
  ],
  [
    'a web page',
    'it is not a ruleset',
    async (service) => service.lie(MANIFEST, { type: 'text/html', body: '<h1>Sign in</h1>' }),
  ],
  [
    'made with a part of another content',
    'it is not a ruleset',
    async (service, version) => {
      const { manifestBytes, parts } = await forgeRuleset({
        ...{ key: service.keys.ruleset, version: version + 1 },
        hosts: ['wrong.faults.example'],
        former: await service.published(),
      });
      const bytes = parts.rules.slice();
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      service.lie(MANIFEST, { type: JSON_TYPE, body: manifestBytes });
      service.lie(PARTS, { type: 'application/octet-stream', body: bytes });
    },
  ],
];

export function lyingUpdates(ground: () => Ground): void {
  describe('an update that is', () => {
    test.each(LIES)('%s is refused: %s', async (_, words, tell) => {
      const { chat, desk, service } = ground();
      const version = await held(ground());
      const floor = await keptFloor(desk);
      await tell(service, version);
      await lookForUpdate(desk);
      await popupSays(ground(), words);
      expect(await held(ground())).toBe(version);
      expect(await keptFloor(desk)).toBe(floor);
      await say(chat, 'listed', `https://${LISTED}/`);
      await untilState(chat, 'listed', 'stopped');
    });

    test('good is taken after all lies, and the links on screen are judged again', async () => {
      const { chat, desk, service } = ground();
      await untilVersion(desk, await publishAndTake(ground(), [LISTED, 'old.faults.example']));
      await say(chat, 'delisted', 'https://old.faults.example/');
      await say(chat, 'new', 'https://newly.faults.example/');
      await untilState(chat, 'delisted', 'stopped');
      await untilState(chat, 'new', 'open');
      const version = await publishAndTake(ground(), [LISTED, 'newly.faults.example']);
      await untilState(chat, 'new', 'stopped');
      expect(await untilState(chat, 'delisted', 'open')).toMatchObject({
        address: 'https://old.faults.example/',
      });
      await untilVersion(desk, version);
      expect((await viewOf(desk)).protection.problems).toEqual([]);
      expect(await keptFloor(desk)).toBe(version);
      expect(service.front.requests(PARTS).length).toBeGreaterThan(0);
    });

    test('good and then expires leaves no silence that counts as clean', async () => {
      const { chat, desk, service } = ground();
      const lifetimeDays = 6 / DAY;
      const version = await service.publish([LISTED], { lifetimeDays });
      await lookForUpdate(desk);
      await untilVersion(desk, version);
      await until(async () => (await viewOf(desk)).protection.ruleset?.stale, {
        what: 'the end of a short life',
      });
      await service.front.setMode('down');
      await say(chat, 'unlisted', 'https://silence.example/');
      await say(chat, 'listed', `https://${LISTED}/`);
      await untilState(chat, 'unlisted', 'stopped');
      await untilState(chat, 'listed', 'stopped');
      expect(await explain(desk, 'https://silence.example/')).toMatchObject({
        verdict: 'unknown',
        unknownCause: 'service-unreachable',
        action: 'ask',
      });
      await popupSays(ground(), 'The ruleset is out of date');
      await service.front.setMode('up');
      await untilVersion(desk, await publishAndTake(ground(), [LISTED]));
    });
  });
}

async function held({ desk }: Ground): Promise<number> {
  return (await viewOf(desk)).protection.ruleset?.version ?? 0;
}

async function publishAndTake({ desk, service }: Ground, hosts: string[]): Promise<number> {
  const version = await service.publish(hosts);
  await lookForUpdate(desk);
  return version;
}
