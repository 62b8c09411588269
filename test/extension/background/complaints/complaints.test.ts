import { beforeEach, describe, expect, test, vi } from 'vitest';
import { json, makeWorld, NOW, offline, type World } from '../world.ts';

let world: World;

const DRAFT = {
  address: 'https://bad.example/',
  kind: 'fraud',
  context: 'group',
  comment: '',
} as const;

beforeEach(async () => {
  world = await makeWorld();
});

/** A worker with one complaint that failed so often that the back-off is at its longest. */
async function longOffline() {
  world.service.respond = offline;
  const worker = await world.startWorker();
  await worker.fileComplaint(DRAFT, { isPrivate: false, tabId: 1 });
  for (let failure = 0; failure < 12; failure++) await worker.flushOutbox({ isUrgent: true });
  world.sent.length = 0;
  return worker;
}

/** Everything that was begun before is over. */
const settled = () => navigator.locks.request('outbox', () => undefined);

async function look(worker: Awaited<ReturnType<World['startWorker']>>) {
  await worker.listComplaints();
  await settled();
}

describe('listComplaints', () => {
  test('sends what waits when a popup opens, also after the worker was killed', async () => {
    await longOffline();
    await look(await world.startWorker());
    expect(world.sent).toHaveLength(1);
    await look(await world.startWorker());
    expect(world.sent).toHaveLength(2);
  });

  test('cuts short one back-off a minute, however long a popup stays open', async () => {
    const worker = await longOffline();
    for (let second = 0; second < 60; second += 3) {
      vi.setSystemTime(NOW + second * 1000);
      await look(worker);
    }
    expect(world.sent).toHaveLength(1);
    vi.setSystemTime(NOW + 60_000);
    await look(worker);
    expect(world.sent).toHaveLength(2);
  });

  test('is at once again after a look at nothing that waits', async () => {
    const early = await world.startWorker();
    await look(early);
    world.service.respond = offline;
    await early.fileComplaint(DRAFT, { isPrivate: false, tabId: 1 });
    await settled();
    world.sent.length = 0;
    await look(early);
    expect(world.sent).toHaveLength(1);
  });

  test('minds the patience that the service asked for', async () => {
    const worker = await longOffline();
    world.service.respond = () => json({}, 503, { 'retry-after': '600' });
    await worker.flushOutbox({ isUrgent: true });
    world.sent.length = 0;
    await look(worker);
    expect(world.sent).toEqual([]);
  });
});

describe('refreshComplaintStates', () => {
  const HOUR = 3_600_000;

  test('asks after what was ruled as well, but only once an hour: an appeal may change it', async () => {
    let state = 'dismissed';
    const receipt = 'r'.repeat(43);
    const receivedAt = new Date(NOW).toISOString();
    world.service.respond = ({ path }) =>
      path === '/v1/complaints'
        ? json({ receipt, state: 'received', receivedAt }, 201)
        : json({ complaints: [{ receipt, state, receivedAt, updatedAt: receivedAt }] });
    const worker = await world.startWorker();
    await worker.fileComplaint(DRAFT, { isPrivate: false, tabId: 1 });
    await settled();
    await worker.refreshComplaintStates();
    expect((await worker.complaintsNow())[0]?.state).toBe('dismissed');
    world.sent.length = 0;
    state = 'upheld';
    vi.setSystemTime(NOW + HOUR - 1);
    await worker.refreshComplaintStates();
    expect(world.sent).toEqual([]);
    vi.setSystemTime(NOW + HOUR);
    await worker.refreshComplaintStates();
    expect((await worker.complaintsNow())[0]?.state).toBe('upheld');
  });
});
