import { beforeEach, describe, expect, test } from 'vitest';
import { json, makeWorld, NOW, offline, type Sent, type World } from '../world.ts';

let world: World;
let worker: Awaited<ReturnType<World['startWorker']>>;
let cases: typeof import('../../../../src/extension/background/complaints/complaint-case.ts');

const RECEIPT = 'r'.repeat(43);
const AT = new Date(NOW).toISOString();
const DRAFT = {
  address: 'https://bad.example/',
  kind: 'fraud',
  context: 'group',
  comment: 'sells what is not there',
} as const;
const STORY = {
  receipt: RECEIPT,
  kind: 'fraud',
  state: 'in-review',
  stage: 'waiting',
  receivedAt: AT,
  place: 3,
  usualHours: { median: 20, p95: 70 },
  rulings: [],
  appeals: [],
};

const REASONS = {
  expression: 'bad.example/',
  scope: 'page',
  facts: 'What was found.',
  ground: { kind: 'rules', explanation: 'Why.' },
  automation: 'none',
  redress: [],
};
const MEASURES = {
  none: { kind: 'none', manifestlyUnfounded: false },
  list: { kind: 'list', violation: 'fraud', severity: 'severe' },
};

function service({ path, body }: Sent): Response {
  switch (path) {
    case '/v1/complaints':
      return json({ receipt: RECEIPT, state: 'received', receivedAt: AT }, 201);
    case '/v1/complaints/case':
      return body?.receipt === RECEIPT ? json(STORY) : json({}, 404);
    case '/v1/appeals':
      return body?.rulingId === 'R-1'
        ? json({ appealId: 'A-1', lodgedAt: AT }, 201)
        : json({}, 409);
    default:
      return json({}, 404);
  }
}

async function filed(): Promise<string> {
  const { id } = await worker.fileComplaint(DRAFT, { isPrivate: false, tabId: 1 });
  await worker.flushOutbox({ isUrgent: true });
  return id;
}

const PAGE = { isPrivate: false, tabId: 7 };

beforeEach(async () => {
  world = await makeWorld();
  worker = await world.startWorker();
  cases = await import('../../../../src/extension/background/complaints/complaint-case.ts');
});

describe('viewComplaint', () => {
  test.each([
    ['a dismissal, which restricts nothing', { measure: 'none' }, false],
    ['a dismissal in whose place another came', { measure: 'none', replacedAt: AT }, true],
    ['a listing', { measure: 'list', isInForce: true }, false],
    ['a listing that ended', { measure: 'list' }, true],
  ] as const)('says of %s whether it still holds', async (_, { measure, ...rest }, isOver) => {
    const reasons = { ...REASONS, measure: MEASURES[measure] };
    const ruling = { id: 'R-1', reasons, ruledAt: AT, isInForce: false, ...rest };
    world.service.respond = (sent) =>
      sent.path === '/v1/complaints/case' ? json({ ...STORY, rulings: [ruling] }) : service(sent);
    const { story } = await cases.viewComplaint({ id: await filed() }, PAGE);
    expect(story?.rulings).toMatchObject([{ id: 'R-1', isOver }]);
  });

  test('has the list say what the story says', async () => {
    world.service.respond = (sent) =>
      sent.path === '/v1/complaints/case' ? json({ ...STORY, state: 'upheld' }) : service(sent);
    const id = await filed();
    expect((await worker.listComplaints())[0]?.state).toBe('received');
    await cases.viewComplaint({ id }, PAGE);
    expect((await worker.listComplaints())[0]?.state).toBe('upheld');
  });

  test('tells the receipt, the place in the row and the usual time', async () => {
    world.service.respond = service;
    const { receipt, story } = await cases.viewComplaint({ id: await filed() }, PAGE);
    expect(receipt).toBe(RECEIPT);
    expect(story).toMatchObject({
      stage: 'waiting',
      place: 3,
      usualHours: { median: 20, p95: 70 },
    });
  });

  test('has no receipt before the service has acknowledged it', async () => {
    world.service.respond = offline;
    expect(await cases.viewComplaint({ id: await filed() }, PAGE)).toMatchObject({
      ...{ receipt: undefined, story: undefined },
      ...{ complaining: 'possible', rulesetVersion: 0 },
    });
  });

  test('still has the receipt when the service is silent, or answers something else', async () => {
    world.service.respond = service;
    const id = await filed();
    for (const respond of [offline, () => json({ receipt: 7 }), () => json({}, 500)]) {
      world.service.respond = respond;
      expect(await cases.viewComplaint({ id }, PAGE)).toMatchObject({
        ...{ receipt: RECEIPT, story: undefined },
      });
    }
  });

  test('knows no complaint of others', async () => {
    await expect(cases.viewComplaint({ id: 'another' }, PAGE)).rejects.toMatchObject({
      code: 'no-complaint',
    });
  });
});

describe('appealAgainst', () => {
  test('sends the receipt, the ruling and the words', async () => {
    world.service.respond = service;
    const id = await filed();
    await cases.appealAgainst({ id, rulingId: 'R-1', words: 'It is fraud: see the shop.' }, PAGE);
    expect(world.sent.find(({ path }) => path === '/v1/appeals')?.body).toEqual({
      receipt: RECEIPT,
      rulingId: 'R-1',
      words: 'It is fraud: see the shop.',
    });
  });

  test('tells when it was refused', async () => {
    world.service.respond = service;
    const id = await filed();
    await expect(
      cases.appealAgainst({ id, rulingId: 'R-2', words: 'no' }, PAGE),
    ).rejects.toMatchObject({
      code: 'appeal-refused',
    });
  });
});

describe('forgetComplaint', () => {
  test('leaves nothing of it here, and one that waits is never sent', async () => {
    world.service.respond = offline;
    const id = await filed();
    await cases.forgetComplaint({ id });
    world.sent.length = 0;
    world.service.respond = service;
    await worker.flushOutbox({ isUrgent: true });
    expect(world.sent).toEqual([]);
    expect(await worker.listComplaints()).toEqual([]);
  });
});

describe('exportComplaints', () => {
  test('tells all that is kept of each', async () => {
    world.service.respond = service;
    await filed();
    expect(await cases.exportComplaints()).toEqual([
      { ...DRAFT, rulesetVersion: 0, filedAt: AT, receipt: RECEIPT, state: 'received' },
    ]);
  });
});
