import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  ProviderHistoryResponseSchema,
  ProvidersResponseSchema,
  TransparencyResponseSchema,
} from '../../../src/wire/index.ts';
import { newIdempotencyKey, sampleComplaint } from '../sample-complaint.ts';
import { startTestService } from '../test-service.ts';

const RULING = {
  kind: 'ruling.published',
  measure: 'list',
  violation: 'fraud',
  severity: 'severe',
  scope: 'page',
  covers: 'a'.repeat(64),
  automation: 'none',
  reasons: 'b'.repeat(64),
  reach: 'many',
  complaints: 1,
  isSeconded: true,
  providerId: 'taobao',
  receivedAt: '2026-11-19T08:00:00.000Z',
  ruledAt: '2026-11-19T09:00:00.000Z',
} as const;

describe('figures', () => {
  test('count what came, and are reckoned anew after a minute', async () => {
    const service = await startTestService();
    const read = async () =>
      v.parse(
        TransparencyResponseSchema,
        await (await service.app.request('/v1/transparency')).json(),
      );
    expect((await read()).complaints.received).toBe(0);
    await service.post('/v1/complaints', sampleComplaint(), {
      'Idempotency-Key': newIdempotencyKey(),
    });
    expect((await read()).complaints.received).toBe(0);
    service.pass(61);
    expect((await read()).complaints).toMatchObject({ received: 1, waiting: 1 });
  });

  test('tell every provider’s credit from the public log, and its history', async () => {
    const service = await startTestService();
    const at = '2026-11-20T07:00:00.000Z';
    const facts = [1, 2, 3].map((number) => ({ ...RULING, rulingId: `r-${number}` }));
    await service.store.publicLog.append(at, facts);
    await service.store.grades.add('taobao', { at, grade: 'B', credit: 80, low: 70, high: 90 });
    const { providers } = v.parse(
      ProvidersResponseSchema,
      await (await service.app.request('/v1/providers')).json(),
    );
    const rated = providers.filter(({ upheld }) => upheld > 0);
    expect(rated).toMatchObject([{ providerId: 'taobao', upheld: 3, standing: 3 }]);
    const one = v.parse(
      ProviderHistoryResponseSchema,
      await (await service.app.request('/v1/providers/taobao')).json(),
    );
    expect(one.history).toEqual([{ at, grade: 'B', credit: 80, low: 70, high: 90 }]);
    expect((await service.app.request('/v1/providers/nobody')).status).toBe(404);
  });
});
