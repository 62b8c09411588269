import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fullHashOf, toHex } from '../../../../src/policy/index.ts';
import {
  json,
  lookupOf,
  makeWorld,
  NOW,
  publishing,
  rulesetOf,
  SEED_VERSION,
  type World,
} from '../world.ts';

let world: World;

const UNLISTED = 'https://ordinary.example/page?x=1';
const ON_SEED = 'https://seeded.example/';
const ON_SERVICE = 'https://fresh.example/login';

const KNOWN = {
  fullHash: toHex(fullHashOf('fresh.example/')),
  effect: 'listed',
  violation: 'phishing',
  list: 'service-list',
};

beforeEach(async () => {
  world = await makeWorld();
  const listed = [{ line: 'seeded.example', violation: 'phishing' as const }];
  world.pack(await rulesetOf(listed, { key: world.key, version: SEED_VERSION }));
});

const sight = (href: string) => ({ site: 'demo', href, text: '', context: 'direct' as const });

async function judgeAll(...hrefs: string[]) {
  const worker = await world.startWorker();
  return worker.judgeLinks(hrefs.map(sight), 1);
}

describe('judgeLinks', () => {
  test('does not ask anybody about what the device lists', async () => {
    const [judged] = await judgeAll(ON_SEED);
    expect(judged?.verdict).toMatchObject({ kind: 'harmful', source: { via: 'seed' } });
    expect(judged?.decision.action).toBe('block');
    expect(world.sent).toEqual([]);
  });

  test('finds what only the service lists', async () => {
    world.service.respond = lookupOf([KNOWN]);
    const [judged] = await judgeAll(ON_SERVICE);
    expect(judged?.verdict).toMatchObject({
      kind: 'harmful',
      match: { expression: 'fresh.example/', list: 'service-list' },
      source: { via: 'service', rulesetVersion: SEED_VERSION },
    });
  });

  test('does not list what only shares a prefix', async () => {
    const fullHash = `${KNOWN.fullHash.slice(0, 8)}${'0'.repeat(56)}`;
    world.service.respond = lookupOf([{ ...KNOWN, fullHash }]);
    const [judged] = await judgeAll(ON_SERVICE);
    expect(judged?.verdict).toMatchObject({ kind: 'unlisted', source: { via: 'service' } });
  });

  test('sends padded prefixes, and nothing else, to nobody but the service', async () => {
    world.service.respond = lookupOf();
    await judgeAll(UNLISTED, UNLISTED, ON_SERVICE);
    expect(world.sent).toHaveLength(1);
    const [one] = world.sent;
    const { path, init, body } = one ?? {};
    expect(path).toBe('/v1/lookup');
    expect(Object.keys(body ?? {})).toEqual(['prefixes']);
    expect(body?.prefixes).toHaveLength(16);
    expect(init).toMatchObject({
      method: 'POST',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
    });
    expect(JSON.stringify(init)).not.toMatch(/example|demo|page/);
  });

  test('asks about many links at once', async () => {
    world.service.respond = lookupOf();
    const hrefs = Array.from({ length: 200 }, (_, index) => `https://host${index}.example/`);
    const judged = await judgeAll(...hrefs);
    expect(judged.map(({ link }) => link.input)).toEqual(hrefs);
    expect(world.sent).toHaveLength(1);
  });

  test('relies on an answer for the time that the service gave, and asks again after it', async () => {
    world.service.respond = lookupOf();
    const worker = await world.startWorker();
    await worker.judgeLinks([sight(UNLISTED)], 1);
    vi.setSystemTime(NOW + 599_000);
    await worker.judgeLinks([sight(UNLISTED)], 1);
    expect(world.sent).toHaveLength(1);
    vi.setSystemTime(NOW + 601_000);
    await worker.judgeLinks([sight(UNLISTED)], 1);
    expect(world.sent).toHaveLength(2);
  });

  test('does not let a page flood the service', async () => {
    world.service.respond = lookupOf();
    const hrefs = Array.from({ length: 15_000 }, (_, index) => `https://made-up-${index}.example/`);
    const judged = await judgeAll(...hrefs);
    expect(judged).toHaveLength(15_000);
    expect(world.sent.length).toBeLessThanOrEqual(40);
    expect(judged.at(-1)?.verdict).toMatchObject({ kind: 'unlisted', source: { via: 'seed' } });
  });

  test('judges what cannot be parsed as unknown', async () => {
    world.service.respond = lookupOf();
    const judged = await judgeAll('https://', `https://x.example/${'a'.repeat(20_000)}`);
    expect(judged.map(({ verdict }) => verdict)).toEqual(
      Array(2).fill({ kind: 'unknown', cause: 'unparsable-url' }),
    );
    expect(judged.map(({ decision }) => decision.action)).toEqual(['ask', 'ask']);
  });
});

const FAILURES: readonly [string, () => Response][] = [
  [
    'is down',
    () => {
      throw new TypeError('Failed to fetch');
    },
  ],
  [
    'answers with a page',
    () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
  ],
  [
    'answers with JSON called a page',
    () => new Response('{}', { headers: { 'content-type': 'text/html' } }),
  ],
  [
    'is truncated',
    () => new Response('{"rulesetVersion":', { headers: { 'content-type': 'application/json' } }),
  ],
  [
    'answers with other types',
    () => json({ rulesetVersion: 'x', negativeTtl: 1, positiveTtl: 1, matches: [] }),
  ],
  [
    'answers with nonsense numbers',
    () => json({ rulesetVersion: 1, negativeTtl: 1e12, positiveTtl: 1, matches: [] }),
  ],
  ['answers with an array', () => json([])],
  ['fails', () => json({}, 500)],
  ['has too many', () => json({}, 429, { 'retry-after': '60' })],
];

describe.each(FAILURES)('judgeLinks, when the service %s', (_, respond) => {
  beforeEach(() => {
    world.service.respond = respond;
  });

  test('lets the ruleset on the device answer', async () => {
    const [listed, unlisted] = await judgeAll(ON_SEED, UNLISTED);
    expect(listed?.verdict.kind).toBe('harmful');
    expect(unlisted?.verdict).toMatchObject({ kind: 'unlisted', source: { via: 'seed' } });
  });

  test('does not ask again before the back-off is over, not even by a new worker', async () => {
    await judgeAll(UNLISTED);
    await judgeAll(ON_SERVICE);
    expect(world.sent).toHaveLength(1);
    vi.setSystemTime(NOW + 61_000);
    world.service.respond = lookupOf([KNOWN]);
    const [judged] = await judgeAll(ON_SERVICE);
    expect(judged?.verdict.kind).toBe('harmful');
  });

  test('says so in the state of protection', async () => {
    const worker = await world.startWorker();
    await worker.judgeLinks([sight(UNLISTED)], 1);
    expect(await worker.protectionNow()).toMatchObject({
      state: 'degraded',
      service: 'unreachable',
      problems: ['service-unreachable'],
    });
  });

  test('is never clean once the ruleset is stale, and what it lists stays listed', async () => {
    vi.setSystemTime(NOW + 31 * 86_400_000);
    const [listed, unlisted] = await judgeAll(ON_SEED, UNLISTED, 'https://www.taobao.com/');
    expect(listed?.verdict.kind).toBe('harmful');
    expect(unlisted?.verdict).toEqual({ kind: 'unknown', cause: 'service-unreachable' });
    expect(unlisted?.decision.action).toBe('ask');
    const worker = await world.startWorker();
    expect((await worker.protectionNow()).state).toBe('not-protecting');
  });

  test('says that there is no ruleset where the package has none either', async () => {
    world.packaged.clear();
    const [judged] = await judgeAll(UNLISTED);
    expect(judged?.verdict).toEqual({ kind: 'unknown', cause: 'no-ruleset' });
  });
});

describe('judgeLinks, when the service answers from old data', () => {
  const version = SEED_VERSION + 5;

  /** Fetches a newer ruleset than the one that the service looks up in. */
  async function fetchNewer() {
    const set = await rulesetOf([], { key: world.key, version });
    world.service.respond = publishing(set);
    await (await world.startWorker()).updateRuleset();
    world.sent.length = 0;
  }

  test('does not take it for an answer: the ruleset on the device has the word', async () => {
    await fetchNewer();
    world.service.respond = lookupOf([KNOWN]);
    const worker = await world.startWorker();
    const [judged] = await worker.judgeLinks([sight(ON_SERVICE)], 1);
    expect(judged?.verdict).toMatchObject({
      kind: 'unlisted',
      source: { via: 'ruleset', rulesetVersion: version },
    });
    expect((await worker.protectionNow()).service).toBe('unreachable');
  });

  test('asks again for what was answered before the ruleset was fetched', async () => {
    world.service.respond = lookupOf();
    const worker = await world.startWorker();
    await worker.judgeLinks([sight(UNLISTED)], 1);
    await fetchNewer();
    world.service.respond = lookupOf();
    await worker.judgeLinks([sight(UNLISTED)], 1);
    expect(world.sent.map(({ path }) => path)).toEqual(['/v1/lookup']);
  });
});

describe('the service that returns', () => {
  test('makes the pages judge again', async () => {
    const worker = await world.startWorker();
    await worker.judgeLinks([sight(UNLISTED)], 1);
    world.tabs.open.push({ id: 9 });
    world.service.respond = lookupOf();
    vi.setSystemTime(NOW + 60_000);
    await worker.judgeLinks([sight(UNLISTED)], 1);
    await vi.waitFor(() => expect(world.tabs.sent).toHaveLength(1));
    expect(world.tabs.sent[0]).toMatchObject({ tabId: 9, message: { name: 'decisions.changed' } });
  });
});

describe('a database that cannot be opened', () => {
  test('leaves the packaged ruleset in force, and is told', async () => {
    world.disk.isBroken = true;
    world.service.respond = lookupOf();
    const worker = await world.startWorker();
    const [judged] = await worker.judgeLinks([sight(ON_SEED)], 1);
    expect(judged?.verdict).toMatchObject({ kind: 'harmful', source: { via: 'seed' } });
    expect((await worker.protectionNow()).problems).toEqual(['storage-broken']);
  });
});
