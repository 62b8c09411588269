import { describe, expect, test } from 'vitest';
import { newIdempotencyKey, sampleComplaint } from './sample-complaint.ts';
import { batchOf, startTestService, type TestService } from './test-service.ts';

const LIMITS = { lookups: { burst: 3, perSecond: 0.5 } };

function ask({ post }: TestService): Promise<Response> {
  return post('/v1/lookup', batchOf());
}

function fieldsOf({ headers }: Response) {
  return [headers.get('RateLimit-Policy'), headers.get('RateLimit')];
}

describe('the quota of an asker', () => {
  test('is told with each answer, and with the refusal', async () => {
    const service = await startTestService({ limits: LIMITS });
    const policy = '"lookups";q=3;w=6';
    expect(fieldsOf(await ask(service))).toEqual([policy, '"lookups";r=2;t=2']);
    expect(fieldsOf(await ask(service))).toEqual([policy, '"lookups";r=1;t=4']);
    await ask(service);
    const refused = await ask(service);
    expect(refused.status).toBe(429);
    expect(fieldsOf(refused)).toEqual([policy, '"lookups";r=0;t=6']);
    expect(refused.headers.get('Retry-After')).toBe('2');
    service.pass(2);
    expect((await ask(service)).status).toBe(200);
  });

  test('is told of a request that is refused for another reason', async () => {
    const { post } = await startTestService({ limits: LIMITS });
    const answer = await post('/v1/lookup', 'rubbish');
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual(['"lookups";q=3;w=6', '"lookups";r=2;t=2']);
  });

  test('is one for look-ups and complaint states, and another for complaints', async () => {
    const { post } = await startTestService({ limits: LIMITS });
    await post('/v1/lookup', batchOf());
    const states = await post('/v1/complaints/states', { receipts: [newIdempotencyKey()] });
    expect(fieldsOf(states)[1]).toBe('"lookups";r=1;t=4');
    const filed = await post('/v1/complaints', sampleComplaint(), {
      'Idempotency-Key': newIdempotencyKey(),
    });
    expect(fieldsOf(filed)[1]).toBe('"complaints";r=59;t=2');
  });

  test('is not told where a cache would tell it to somebody else', async () => {
    const { app, manifest } = await startTestService();
    for (const path of [
      '/v1/ruleset/manifest.json',
      `/v1/ruleset/parts/${manifest.parts.rules.sha256}`,
      '/v1/ruleset/roots/1.json',
      '/v1/ruleset/roots/2.json',
      '/v1/ruleset/log.ndjson',
    ]) {
      expect(fieldsOf(await app.request(path)), path).toEqual([null, null]);
    }
  });

  test('ends a walk through all prefixes, for whoever walks and nobody else', async () => {
    const { app } = await startTestService();
    const ask = (address: string, first: number) =>
      app.request(
        '/v1/lookup',
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({
            prefixes: Array.from({ length: 256 }, (_, index) =>
              (first + index).toString(16).padStart(8, '0'),
            ),
          }),
        },
        { incoming: { socket: { remoteAddress: address } } },
      );
    const statuses: number[] = [];
    for (let first = 0; first < 700 * 256; first += 256) {
      statuses.push((await ask('192.0.2.1', first)).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(600);
    expect(new Set(statuses.slice(600))).toEqual(new Set([429]));
    expect((await ask('192.0.2.2', 0)).status).toBe(200);
  });
});
