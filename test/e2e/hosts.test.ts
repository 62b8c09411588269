/** The hosts in plain, in real browsers: they come whole with their ruleset, or it does not come. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  calm,
  type Ground,
  keptFloor,
  LISTED,
  lookForUpdate,
  popupSays,
  prepareGround,
  startUpdate,
  untilVersion,
  viewOf,
} from '../support/fault-ground.ts';
import { damageHosts, keptHosts } from '../support/stored-data.ts';
import { until } from '../support/until.ts';
import { BROWSERS_OF_RUN } from '../support/whole-run.ts';

const PARTS = '/v1/ruleset/parts/';
const BYTES = 'application/octet-stream';
const MANY = Array.from({ length: 300 }, (_, index) => `host-${index}.faults.example`);

type Name = 'hosts' | 'freshHosts';
type Bend = (bytes: Uint8Array) => Uint8Array;

const LIES: readonly [string, Bend][] = [
  ['of another content', (bytes) => bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1)],
  ['cut', (bytes) => bytes.subarray(0, -1)],
  ['too long', (bytes) => Uint8Array.of(...bytes, 0)],
];

describe.each(BROWSERS_OF_RUN)('in %s', (name) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await prepareGround(name);
  });
  afterAll(() => ground.close());
  beforeEach(async () => {
    await calm(ground);
    await take(MANY);
    ground.service.front.clear();
  });

  async function take(hosts: readonly string[]): Promise<number> {
    const version = await ground.service.publish([LISTED, ...hosts]);
    await lookForUpdate(ground.desk);
    await untilVersion(ground.desk, version);
    return version;
  }

  /** What was wrong is told until the update is over, a moment after its version is in force. */
  const untilNoProblem = () =>
    until(async () => (await viewOf(ground.desk)).protection.problems.length === 0, {
      what: 'no problem to be told of',
    });

  const partsAsked = () =>
    ground.service.front.requests(PARTS).map(({ path }) => path.slice(PARTS.length));

  async function published() {
    const { parts, manifest } = await ground.service.published();
    const { hosts, freshHosts } = manifest.parts;
    const sha256 = { hosts: hosts.sha256, freshHosts: freshHosts.sha256 };
    return { parts, version: manifest.version, sha256 };
  }

  test('come with the next rules as a few fresh ones, on the base that is held', async () => {
    const before = await published();
    expect(await keptHosts(ground.desk)).toEqual(before.sha256);
    await take([...MANY.slice(1), 'added.faults.example']);
    const { sha256 } = await published();
    expect(sha256.hosts).toBe(before.sha256.hosts);
    expect(partsAsked()).toContain(sha256.freshHosts);
    expect(partsAsked()).not.toContain(sha256.hosts);
    expect(await keptHosts(ground.desk)).toEqual(sha256);
    await untilNoProblem();
  });

  const CASES = (['hosts', 'freshHosts'] as const).flatMap((part) =>
    LIES.map(([what, bend]): [Name, string, Bend] => [part, what, bend]),
  );

  test.each(CASES)('refuse their ruleset where %s are %s', async (part, _, bend) => {
    const { desk, service } = ground;
    const before = await published();
    const floor = await keptFloor(desk);
    // So many are new that there is another base too.
    await service.publish([LISTED, ...MANY.map((host) => `${part}.${host}`)]);
    const { parts, sha256, version } = await published();
    service.lie(`${PARTS}${sha256[part]}`, { type: BYTES, body: bend(parts[part]) });
    await lookForUpdate(desk);
    await popupSays(ground, 'it is not a ruleset');
    expect((await viewOf(desk)).protection.ruleset?.version).toBe(before.version);
    expect(await keptHosts(desk)).toEqual(before.sha256);
    expect(await keptFloor(desk)).toBe(floor);
    service.tellTheTruth();
    await lookForUpdate(desk);
    await untilVersion(desk, version);
    expect(await keptHosts(desk)).toEqual(sha256);
    await untilNoProblem();
  });

  test('are the former ones where the worker is killed while it waits for others', async () => {
    const { browser, desk, service } = ground;
    const before = await published();
    await service.publish([LISTED, ...MANY.slice(1)]);
    const { sha256, version } = await published();
    service.lie(`${PARTS}${sha256.freshHosts}`, undefined);
    await startUpdate(desk);
    await until(() => partsAsked().includes(sha256.freshHosts), {
      what: 'the question for the fresh hosts',
    });
    await browser.killWorker();
    expect((await viewOf(desk)).protection.ruleset?.version).toBe(before.version);
    expect(await keptHosts(desk)).toEqual(before.sha256);
    service.tellTheTruth();
    await startUpdate(desk);
    await untilVersion(desk, version);
    expect(await keptHosts(desk)).toEqual(sha256);
  });

  test('are fetched again where they were damaged, though nothing newer is there', async () => {
    const { browser, desk } = ground;
    const { sha256, version } = await published();
    await browser.killWorker();
    await damageHosts(desk);
    await untilVersion(desk, version);
    expect(partsAsked()).toEqual([]);
    await lookForUpdate(desk);
    await until(async () => (await keptHosts(desk)).hosts === sha256.hosts, {
      what: 'the hosts that were damaged',
    });
    expect([...partsAsked()].sort()).toEqual(Object.values(sha256).sort());
    await untilVersion(desk, version);
    await untilNoProblem();
  });
});
