import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ADDRESS_LIMIT, COMMENT_LIMIT, COMPLAINT_KINDS } from '../../../src/redress/index.ts';
import {
  ComplaintStatesResponseSchema,
  type FileComplaintResponse,
  FileComplaintResponseSchema,
} from '../../../src/wire/index.ts';
import { newIdempotencyKey, sampleComplaint } from '../sample-complaint.ts';
import { START, startTestService, type TestService } from '../test-service.ts';

function file(
  { post }: TestService,
  complaint: unknown = sampleComplaint(),
  idempotencyKey: string = newIdempotencyKey(),
): Promise<Response> {
  return post('/v1/complaints', complaint, { 'Idempotency-Key': idempotencyKey });
}

async function receiptOf(answer: Response): Promise<FileComplaintResponse> {
  return v.parse(FileComplaintResponseSchema, await answer.json());
}

function rowsOf({ databasePath }: TestService): Record<string, unknown>[] {
  const database = new DatabaseSync(databasePath, { readOnly: true });
  try {
    return database.prepare('select * from complaints').all();
  } finally {
    database.close();
  }
}

describe('POST /v1/complaints', () => {
  test('files a complaint and gives a receipt for it', async () => {
    const service = await startTestService();
    const answer = await file(service);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(await receiptOf(answer)).toMatchObject({
      state: 'received',
      receivedAt: new Date(START).toISOString(),
    });
    expect(rowsOf(service)).toHaveLength(1);
  });

  test('answers the same complaint with the same key by the same receipt, however late', async () => {
    const service = await startTestService();
    const key = newIdempotencyKey();
    const first = await receiptOf(await file(service, sampleComplaint(), key));
    service.pass(90 * 86_400);
    const again = await file(service, sampleComplaint(), key);
    expect(again.status).toBe(200);
    expect(await receiptOf(again)).toEqual(first);
    expect(rowsOf(service)).toHaveLength(1);
  });

  test('files once when the same complaint comes ten times at once, and asks the others to wait', async () => {
    const service = await startTestService();
    const key = newIdempotencyKey();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => file(service, sampleComplaint(), key)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(answer.headers.get('Retry-After')).toBe('1');
      expect(await answer.json()).toMatchObject({
        type: 'urn:link-guard:problem:idempotency-in-progress',
      });
    }
    expect((await file(service, sampleComplaint(), key)).status).toBe(200);
    expect(rowsOf(service)).toHaveLength(1);
  });

  test('refuses the same key for another complaint', async () => {
    const service = await startTestService();
    const key = newIdempotencyKey();
    await file(service, sampleComplaint(), key);
    const answer = await file(service, sampleComplaint({ kind: 'fraud' }), key);
    expect(answer.status).toBe(422);
    expect(rowsOf(service)).toHaveLength(1);
  });

  test('takes two complaints about one address as two', async () => {
    const service = await startTestService();
    const first = await receiptOf(await file(service));
    const second = await receiptOf(await file(service));
    expect(first.receipt).not.toBe(second.receipt);
    expect(rowsOf(service)).toHaveLength(2);
  });

  test('takes a key in quotation marks for the key itself', async () => {
    const service = await startTestService();
    const key = newIdempotencyKey();
    await file(service, sampleComplaint(), key);
    expect((await file(service, sampleComplaint(), `"${key}"`)).status).toBe(200);
  });

  test('requires a key', async () => {
    const { post } = await startTestService();
    const answer = await post('/v1/complaints', sampleComplaint());
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      type: 'urn:link-guard:problem:missing-idempotency-key',
    });
  });

  test.each(['', 'short', '1', `${newIdempotencyKey()}x`, 'a b', `"${newIdempotencyKey()}`])(
    'refuses the key %j',
    async (key) => {
      const service = await startTestService();
      expect((await file(service, sampleComplaint(), key)).status).toBe(400);
      expect(rowsOf(service)).toEqual([]);
    },
  );

  test.each([
    { address: 'javascript:alert(1)' },
    { address: 'ftp://files.example/' },
    { address: 'http://' },
    { address: ' https://a.example/' },
    { address: `https://a.example/${'x'.repeat(ADDRESS_LIMIT)}` },
    { address: 'https://a.example/\0' },
    { address: null },
    { address: ['https://a.example/'] },
    { kind: 'nonsense' },
    { kind: '__proto__' },
    { context: 'elsewhere' },
    { comment: 'x'.repeat(COMMENT_LIMIT + 1) },
    { comment: 'a\0b' },
    { comment: undefined },
    { rulesetVersion: -1 },
    { rulesetVersion: 1.5 },
    { rulesetVersion: 1e300 },
    { rulesetVersion: '12' },
  ])('refuses %j and names the member', async (wrong) => {
    const service = await startTestService();
    const answer = await file(service, { ...sampleComplaint(), ...wrong });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ place: Object.keys(wrong)[0] });
    expect(rowsOf(service)).toEqual([]);
  });

  test('takes every kind, and the longest address and comment that it promises', async () => {
    const service = await startTestService();
    for (const kind of COMPLAINT_KINDS) {
      expect((await file(service, sampleComplaint({ kind }))).status).toBe(201);
    }
    const address = `https://a.example/${'界'.repeat(ADDRESS_LIMIT - 18)}`;
    const longest = sampleComplaint({ address, comment: '\u{1f648}'.repeat(COMMENT_LIMIT / 2) });
    expect((await file(service, longest)).status).toBe(201);
  });

  test('keeps the canonical form beside the address', async () => {
    const service = await startTestService();
    await file(service, sampleComplaint({ address: 'HTTP://Prize.Example:80/a/../win#top' }));
    expect(rowsOf(service)).toMatchObject([
      { address: 'HTTP://Prize.Example:80/a/../win#top', canonical: 'http://prize.example/win' },
    ]);
  });

  test('acknowledges nothing while the database is locked, still answers look-ups, and recovers', async () => {
    const service = await startTestService();
    const other = new DatabaseSync(service.databasePath);
    onTestFinished(() => other.close());
    other.exec('begin immediate');
    const key = newIdempotencyKey();
    const refused = await file(service, sampleComplaint(), key);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('Retry-After')).toBe('30');
    expect(await refused.json()).toMatchObject({
      type: 'urn:link-guard:problem:temporary-reduced-capacity',
    });
    const health = await service.app.request('/v1/health');
    expect(await health.json()).toMatchObject({ status: 'degraded', store: 'failing' });
    const lookup = await service.post('/v1/lookup', { prefixes: Array(16).fill('c34ea69e') });
    expect(lookup.status).toBe(200);
    other.exec('rollback');
    expect((await file(service, sampleComplaint(), key)).status).toBe(201);
    const after = await service.app.request('/v1/health');
    expect(await after.json()).toMatchObject({ status: 'ok', store: 'ok' });
  });
});

describe('POST /v1/complaints/states', () => {
  async function statesOf({ post }: TestService, receipts: readonly string[]) {
    const answer = await post('/v1/complaints/states', { receipts });
    expect(answer.status).toBe(200);
    return v.parse(ComplaintStatesResponseSchema, await answer.json()).complaints;
  }

  test('tells the holder of a receipt how the complaint stands', async () => {
    const service = await startTestService();
    const { receipt, receivedAt } = await receiptOf(await file(service));
    const standing = { receipt, state: 'received', receivedAt, updatedAt: receivedAt };
    expect(await statesOf(service, [receipt])).toEqual([standing]);
  });

  test('tells nothing for a receipt that it did not give, nor for a key', async () => {
    const service = await startTestService();
    const key = newIdempotencyKey();
    await file(service, sampleComplaint(), key);
    expect(await statesOf(service, [newIdempotencyKey(), key])).toEqual([]);
  });

  test('answers at most 50 at once', async () => {
    const service = await startTestService();
    const receipts = Array.from({ length: 50 }, newIdempotencyKey);
    expect(await statesOf(service, receipts)).toEqual([]);
    for (const wrong of [[], [...receipts, newIdempotencyKey()], ["' or 1=1 --"]]) {
      const answer = await service.post('/v1/complaints/states', { receipts: wrong });
      expect(answer.status).toBe(400);
    }
  });
});
