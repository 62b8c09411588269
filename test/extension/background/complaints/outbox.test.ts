import { beforeEach, describe, expect, test, vi } from 'vitest';
import { json, makeWorld, NOW, offline, type Sent, type World } from '../world.ts';

let world: World;

const RECEIPT = 'r'.repeat(43);
const DRAFT = {
  address: 'https://bad.example/path',
  kind: 'fraud',
  context: 'group',
  comment: 'sells what is not there',
} as const;

const OPENLY = { isPrivate: false, tabId: 1 };
const POPUP = { isPrivate: false, tabId: undefined };

/** A service that keeps complaints by their key, as ours does. */
function intake(received: Map<string, unknown>) {
  return ({ path, key, body }: Sent) => {
    if (path !== '/v1/complaints' || key === null) return json({}, 404);
    const isNew = !received.has(key);
    received.set(key, body);
    const answer = { receipt: RECEIPT, state: 'received', receivedAt: new Date(NOW).toISOString() };
    return json(answer, isNew ? 201 : 200);
  };
}

beforeEach(async () => {
  world = await makeWorld();
});

describe('fileComplaint', () => {
  test('keeps a complaint before it sends it', async () => {
    const worker = await world.startWorker();
    let atSending = 0;
    world.service.respond = () => {
      atSending = world.disk.stores.get('outbox')?.size ?? 0;
      return offline();
    };
    const view = await worker.fileComplaint(DRAFT, OPENLY);
    await worker.flushOutbox({ isUrgent: true });
    expect(view).toMatchObject({ address: DRAFT.address, kind: 'fraud', state: 'waiting' });
    expect(atSending).toBe(1);
  });

  test('sends exactly what the form showed, under an unguessable key', async () => {
    const received = new Map<string, unknown>();
    world.service.respond = intake(received);
    const worker = await world.startWorker();
    await worker.fileComplaint(DRAFT, OPENLY);
    await worker.flushOutbox({ isUrgent: true });
    const [[key, body] = []] = [...received];
    expect(body).toEqual({ ...DRAFT, rulesetVersion: 0 });
    expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  test.each([
    { ...DRAFT, address: 'javascript:alert(1)' },
    { ...DRAFT, address: 'https://' },
    { ...DRAFT, comment: 'x'.repeat(2001) },
  ])('refuses what the service would not take', async (draft) => {
    const worker = await world.startWorker();
    await expect(worker.fileComplaint(draft, OPENLY)).rejects.toMatchObject({
      code: 'bad-complaint',
    });
    expect(world.disk.stores.get('outbox')).toBeUndefined();
  });

  test('takes a complaint from the popup', async () => {
    const worker = await world.startWorker();
    expect(await worker.fileComplaint(DRAFT, POPUP)).toMatchObject({ state: 'waiting' });
  });

  test.each([
    ['a private window', { isPrivate: true, tabId: 1 }],
    ['a popup over a private window', POPUP],
  ])('keeps and sends nothing from %s', async (_, asker) => {
    world.windows.focused.incognito = true;
    const worker = await world.startWorker();
    const filing = worker.fileComplaint(DRAFT, asker);
    await expect(filing).rejects.toMatchObject({ code: 'private-window' });
    await worker.flushOutbox({ isUrgent: true });
    expect(world.disk.written).toEqual([]);
    expect(world.sent).toEqual([]);
  });

  test('says so when there is no room', async () => {
    world.disk.isFull = true;
    const worker = await world.startWorker();
    await expect(worker.fileComplaint(DRAFT, OPENLY)).rejects.toMatchObject({
      code: 'storage-full',
    });
    expect((await worker.protectionNow()).problems).toContain('storage-full');
  });

  test('says so when the database is broken', async () => {
    world.disk.isBroken = true;
    const worker = await world.startWorker();
    await expect(worker.fileComplaint(DRAFT, OPENLY)).rejects.toMatchObject({
      code: 'storage-broken',
    });
    expect(await worker.listComplaints()).toEqual([]);
  });
});

describe('flushOutbox', () => {
  async function filedOffline() {
    world.service.respond = offline;
    const worker = await world.startWorker();
    await worker.fileComplaint(DRAFT, OPENLY);
    await worker.flushOutbox({ isUrgent: true });
  }

  test('keeps trying: an alarm stands as long as something waits, and no longer', async () => {
    await filedOffline();
    expect(world.alarms.has('outbox')).toBe(true);
    world.service.respond = intake(new Map());
    const worker = await world.startWorker();
    await worker.flushOutbox({ isUrgent: true });
    expect(world.alarms.has('outbox')).toBe(false);
  });

  test('delivers exactly once after days offline and many killed workers', async () => {
    await filedOffline();
    for (let day = 1; day <= 3; day++) {
      vi.setSystemTime(NOW + day * 86_400_000);
      await (await world.startWorker()).flushOutbox();
    }
    const received = new Map<string, unknown>();
    world.service.respond = intake(received);
    for (let start = 0; start < 3; start++) {
      await (await world.startWorker()).flushOutbox({ isUrgent: true });
    }
    expect(received.size).toBe(1);
    const [view, ...others] = await (await world.startWorker()).listComplaints();
    expect(view).toMatchObject({ address: DRAFT.address, state: 'received' });
    expect(others).toEqual([]);
  });

  test('sends the same complaint again when the acknowledgement was lost', async () => {
    const received = new Map<string, unknown>();
    const take = intake(received);
    world.service.respond = (sent) => {
      take(sent);
      return offline();
    };
    const worker = await world.startWorker();
    await worker.fileComplaint(DRAFT, OPENLY);
    await worker.flushOutbox({ isUrgent: true });
    world.service.respond = take;
    await (await world.startWorker()).flushOutbox({ isUrgent: true });
    expect(world.sent.length).toBeGreaterThanOrEqual(2);
    expect(received.size).toBe(1);
    expect(await (await world.startWorker()).listComplaints()).toMatchObject([
      { state: 'received' },
    ]);
  });

  test('does not send one complaint twice at the same time', async () => {
    const received = new Map<string, unknown>();
    world.service.respond = intake(received);
    const worker = await world.startWorker();
    await worker.fileComplaint(DRAFT, OPENLY);
    await Promise.all(Array.from({ length: 5 }, () => worker.flushOutbox({ isUrgent: true })));
    expect(world.sent).toHaveLength(1);
  });

  test('waits for the back-off, unless a person is there', async () => {
    await filedOffline();
    const before = world.sent.length;
    await (await world.startWorker()).flushOutbox();
    expect(world.sent).toHaveLength(before);
    await (await world.startWorker()).flushOutbox({ isUrgent: true });
    expect(world.sent).toHaveLength(before + 1);
  });

  test('minds the patience that the service asked for, whoever is there', async () => {
    await filedOffline();
    world.service.respond = () => json({}, 503, { 'retry-after': '120' });
    await (await world.startWorker()).flushOutbox({ isUrgent: true });
    const before = world.sent.length;
    vi.setSystemTime(NOW + 119_000);
    await (await world.startWorker()).flushOutbox({ isUrgent: true });
    expect(world.sent).toHaveLength(before);
    vi.setSystemTime(NOW + 121_000);
    await (await world.startWorker()).flushOutbox({ isUrgent: true });
    expect(world.sent).toHaveLength(before + 1);
  });

  test('leaves it to who sends already, unless it is urgent', async () => {
    await filedOffline();
    vi.setSystemTime(NOW + 60_000);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    world.service.respond = async (sent) => {
      await held;
      return intake(new Map())(sent);
    };
    const before = world.sent.length;
    const worker = await world.startWorker();
    const sending = worker.flushOutbox();
    await vi.waitFor(() => expect(world.sent).toHaveLength(before + 1));
    await worker.flushOutbox();
    answer();
    await sending;
    expect(world.sent).toHaveLength(before + 1);
  });

  const problem = (kind: string, status = 400) =>
    json({ type: `urn:link-guard:problem:${kind}`, title: 'No', status }, status, {
      'content-type': 'application/problem+json',
    });

  test.each(['bad-request', 'too-large', 'idempotency-conflict', 'unsupported-media-type'])(
    'shows as refused what the service calls %s',
    async (kind) => {
      await filedOffline();
      world.service.respond = () => problem(kind);
      const worker = await world.startWorker();
      await worker.flushOutbox({ isUrgent: true });
      expect(world.disk.stores.get('outbox')?.size).toBe(0);
      expect(await worker.listComplaints()).toMatchObject([{ state: 'refused', problem: kind }]);
    },
  );

  test.each([
    ['too many', () => problem('quota-exceeded', 429)],
    ['reduced capacity', () => problem('temporary-reduced-capacity', 503)],
    ['the 404 of another version', () => problem('not-found', 404)],
    ['a problem of somebody else', () => problem('x:too-large', 413)],
    [
      'a problem without a form',
      () => json({}, 400, { 'content-type': 'application/problem+json' }),
    ],
    [
      'a refusal that is not called a problem',
      () => json({ type: 'urn:link-guard:problem:bad-request', title: 'No', status: 400 }, 400),
    ],
    ['the 403 of a login page', () => new Response('<html>', { status: 403 })],
    ['the 200 of a login page', () => new Response('<html>')],
    ['a receipt that is none', () => json({ receipt: 'x', state: 'received' }, 201)],
  ])('keeps what was answered with %s', async (_, respond) => {
    await filedOffline();
    world.service.respond = respond;
    const worker = await world.startWorker();
    await worker.flushOutbox({ isUrgent: true });
    expect(world.disk.stores.get('outbox')?.size).toBe(1);
    expect(world.disk.stores.get('complaints')?.size ?? 0).toBe(0);
  });
});

describe('refreshComplaintStates', () => {
  test('asks by receipt, once a minute, and shows what became of it', async () => {
    world.service.respond = intake(new Map());
    const worker = await world.startWorker();
    await worker.fileComplaint(DRAFT, OPENLY);
    await worker.flushOutbox({ isUrgent: true });
    world.sent.length = 0;
    const at = new Date(NOW).toISOString();
    world.service.respond = () =>
      json({ complaints: [{ receipt: RECEIPT, state: 'upheld', receivedAt: at, updatedAt: at }] });
    await worker.refreshComplaintStates();
    await worker.refreshComplaintStates();
    expect(world.sent.map(({ path, body }) => [path, body])).toEqual([
      ['/v1/complaints/states', { receipts: [RECEIPT] }],
    ]);
    expect(await worker.listComplaints()).toMatchObject([{ state: 'upheld' }]);
  });
});
