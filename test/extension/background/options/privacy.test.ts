import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fullHashOf, type LookupMode, toHex } from '../../../../src/policy/index.ts';
import {
  lookupOf,
  makeWorld,
  NOW,
  offline,
  rulesetOf,
  SEED_VERSION,
  SERVICE,
  type World,
} from '../world.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

let world: World;
let worker: Awaited<ReturnType<World['startWorker']>>;
let privacy: typeof import('../../../../src/extension/background/options/privacy.ts');
let sentLog: typeof import('../../../../src/extension/background/service/sent-log.ts');

const LISTED = 'https://seeded.example/';
const OTHER = 'https://ordinary.example/page';

beforeEach(async () => {
  world = await makeWorld();
  const listed = [{ line: 'seeded.example', violation: 'phishing' as const }];
  world.pack(await rulesetOf(listed, { key: world.key, version: SEED_VERSION }));
  world.service.respond = lookupOf();
  worker = await world.startWorker();
  privacy = await import('../../../../src/extension/background/options/privacy.ts');
  sentLog = await import('../../../../src/extension/background/service/sent-log.ts');
});

async function verdicts(mode: LookupMode, ...hrefs: string[]) {
  await privacy.setLookups({ mode });
  const judged = await worker.judgeLinks(
    hrefs.map((href) => ({ site: 'demo', href, text: '', context: 'direct' as const })),
    1,
  );
  return judged.map(({ verdict }) => verdict);
}

describe('setLookups', () => {
  test('local only: nothing is sent, and the rules here have the word', async () => {
    const [listed, other] = await verdicts('local-only', LISTED, OTHER);
    expect(listed?.kind).toBe('harmful');
    expect(other).toMatchObject({ kind: 'unlisted', source: { via: 'seed' } });
    expect(world.sent).toEqual([]);
  });

  test('local only: who does not ask has no trouble with a service that is away', async () => {
    world.service.respond = offline;
    await verdicts('real-time', OTHER);
    expect((await worker.protectionNow()).problems).toContain('service-unreachable');
    await privacy.setLookups({ mode: 'local-only' });
    expect((await worker.protectionNow()).problems).toEqual([]);
  });

  test('on local hit: only what is listed here is asked about, and stays listed', async () => {
    const [listed, other] = await verdicts('on-local-hit', LISTED, OTHER);
    expect(listed).toMatchObject({ kind: 'harmful', source: { via: 'seed' } });
    expect(other).toMatchObject({ kind: 'unlisted', source: { via: 'seed' } });
    expect(world.sent).toHaveLength(1);
    world.sent.length = 0;
    await verdicts('on-local-hit', OTHER);
    expect(world.sent).toEqual([]);
  });

  test('on local hit: the service adds since when', async () => {
    const fullHash = toHex(fullHashOf('seeded.example/'));
    const known = { effect: 'listed', violation: 'phishing', list: 'l', listedOn: '2026-11-01' };
    world.service.respond = lookupOf([{ fullHash, ...known }]);
    const [listed] = await verdicts('on-local-hit', LISTED);
    expect(listed).toMatchObject({ kind: 'harmful', match: { listedOn: '2026-11-01' } });
  });

  test('real time: what is not listed here is asked about', async () => {
    await verdicts('real-time', LISTED, OTHER);
    expect(world.sent).toHaveLength(1);
  });
});

describe('what an administrator set', () => {
  test('holds whatever the person chose, and cannot be chosen away', async () => {
    await privacy.setLookups({ mode: 'real-time' });
    const managed = await import('../../../../src/extension/storage/managed.ts');
    await managed.reconcileManaged({
      delivered: { kind: 'document', document: { format: 1, lookups: 'local-only' } },
    });
    expect(await privacy.viewPrivacy()).toMatchObject({ mode: 'local-only', isLocked: true });
    await expect(privacy.setLookups({ mode: 'real-time' })).rejects.toMatchObject({
      code: 'locked',
    });
  });
});

describe('viewPrivacy', () => {
  test('tells how much was sent, to whom, and what: prefixes alone', async () => {
    await verdicts('real-time', OTHER);
    await vi.waitFor(async () => expect((await privacy.viewPrivacy()).log).toHaveLength(1));
    const view = await privacy.viewPrivacy();
    const body = world.sent[0]?.init.body as string;
    const amount = { requests: 1, prefixes: 16, bytes: body.length };
    expect(view.sent).toEqual([{ to: SERVICE, today: amount, week: amount }]);
    expect(view.log[0]).toMatchObject({ isAnswered: true, prefixes: JSON.parse(body).prefixes });
    expect(JSON.stringify([...world.browser.storage.session.values])).not.toContain('ordinary');
    expect(JSON.stringify([...world.browser.storage.local.values])).not.toContain('ordinary');
  });

  test('keeps no log where the person does not want one, and forgets the one that is there', async () => {
    await verdicts('real-time', OTHER);
    await vi.waitFor(async () => expect((await privacy.viewPrivacy()).log).toHaveLength(1));
    await sentLog.setLogging({ isLogged: false });
    await verdicts('real-time', 'https://another.example/');
    await vi.waitFor(async () =>
      expect((await privacy.viewPrivacy()).sent[0]?.today.requests).toBe(2),
    );
    expect((await privacy.viewPrivacy()).log).toEqual([]);
  });
});

describe('withSent', () => {
  const entry = (at: number, to = SERVICE) => ({
    at,
    to,
    prefixes: ['00000000', '11111111'],
    bytes: 40,
  });
  const DAY = 86_400_000;

  test('adds up by day, and forgets what is older than a week', () => {
    const first = sentLog.withSent(sentLog.withSent([], entry(NOW)), entry(NOW));
    expect(first).toHaveLength(1);
    expect(first[0]).toMatchObject({ requests: 2, prefixes: 4, bytes: 80 });
    const later = sentLog.withSent(first, entry(NOW + 6 * DAY));
    expect(later).toHaveLength(2);
    expect(sentLog.withSent(later, entry(NOW + 7 * DAY))).toHaveLength(2);
  });

  test('keeps apart what went to another service on the same day', () => {
    const first = sentLog.withSent(
      sentLog.withSent([], entry(NOW)),
      entry(NOW, 'https://own.example'),
    );
    expect(first.map(({ to, requests }) => [to, requests])).toEqual([
      [SERVICE, 1],
      ['https://own.example', 1],
    ]);
  });

  test('forgets what a clock that was ahead has counted', () => {
    expect(sentLog.withSent(sentLog.withSent([], entry(NOW + 30 * DAY)), entry(NOW))).toHaveLength(
      1,
    );
  });
});
