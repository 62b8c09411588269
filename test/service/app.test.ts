import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ProblemSchema } from '../../src/wire/index.ts';
import { newIdempotencyKey, sampleComplaint } from './sample-complaint.ts';
import { batchOf, startTestService, type TestService } from './test-service.ts';

/** Holds an answer against RFC 9457 and gives the kind of problem that it is. */
async function problemKind(answer: Response): Promise<string> {
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  const problem = v.parse(ProblemSchema, await answer.json());
  expect(problem.status).toBe(answer.status);
  return `${answer.status} ${problem.type.replace('urn:link-guard:problem:', '')}`;
}

describe('createApp', () => {
  test.each(['/', '/v1', '/v1/health/', '/v1/lookup/x', '/v1/ruleset', '/%00', '/../etc/passwd'])(
    'answers %s with a problem, not a page',
    async (path) => {
      const { app } = await startTestService();
      expect(await problemKind(await app.request(path))).toBe('404 not-found');
    },
  );

  test.each([
    ['GET', '/v1/lookup', 'POST, OPTIONS'],
    ['PUT', '/v1/complaints', 'POST, OPTIONS'],
    ['DELETE', '/v1/complaints/states', 'POST, OPTIONS'],
    ['POST', '/v1/health', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/v1/ruleset/manifest.json', 'GET, HEAD, OPTIONS'],
    ['DELETE', `/v1/ruleset/parts/${'a'.repeat(64)}`, 'GET, HEAD, OPTIONS'],
  ])('refuses %s of %s and names what is offered', async (method, path, allowed) => {
    const { app } = await startTestService();
    const answer = await app.request(path, { method });
    expect(answer.headers.get('Allow')).toBe(allowed);
    expect(await problemKind(answer)).toBe('405 method-not-allowed');
  });

  test('answers HEAD with the headers of GET and no body', async () => {
    const { app } = await startTestService();
    const answer = await app.request('/v1/ruleset/manifest.json', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('Content-Length'))).toBeGreaterThan(100);
    expect(await answer.text()).toBe('');
  });

  test('lets every origin ask, without credentials', async () => {
    const { app } = await startTestService();
    const answer = await app.request('/v1/complaints', {
      method: 'OPTIONS',
      headers: {
        Origin: 'chrome-extension://abcdefgh',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,idempotency-key',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(answer.headers.get('Access-Control-Allow-Headers')).toBe(
      'Content-Type,Idempotency-Key,Proof-Of-Work',
    );
    expect(answer.headers.get('Access-Control-Allow-Methods')).toContain('POST');
    expect(answer.headers.has('Access-Control-Allow-Credentials')).toBe(false);
  });

  test('lets every origin read answers and problems alike, and stores nothing in the browser', async () => {
    const { app, post } = await startTestService();
    const answers = [
      await app.request('/v1/health'),
      await app.request('/nothing'),
      await post('/v1/lookup', 'rubbish'),
    ];
    for (const answer of answers) {
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
      expect(answer.headers.has('Set-Cookie')).toBe(false);
    }
  });

  test('logs method, route, status and milliseconds, and nothing of what was asked', async () => {
    const { app, post, lines } = await startTestService();
    await post('/v1/lookup', batchOf('c34ea69e'));
    await post('/v1/complaints', sampleComplaint(), { 'Idempotency-Key': newIdempotencyKey() });
    await app.request('/v1/secret/path?address=https://victim.example/');
    await app.request(`/v1/ruleset/parts/${'a'.repeat(64)}`);
    await app.request('/v1/health?who=me');
    expect(lines).toEqual([
      'POST /v1/lookup 200 0ms',
      'POST /v1/complaints 201 0ms',
      'GET - 404 0ms',
      'GET /v1/ruleset/parts/:sha256 404 0ms',
      'GET /v1/health 200 0ms',
    ]);
  });

  test('says nothing of the reason when it fails itself', async () => {
    const { app, lines } = await startTestService();
    app.get('/broken', () => {
      throw new TypeError('cannot read /secret/place');
    });
    const answer = await app.request('/broken');
    const body = await answer.clone().text();
    expect(await problemKind(answer)).toBe('500 internal-error');
    expect(body).not.toContain('secret');
    expect(lines).toEqual(['GET /broken 500 0ms TypeError']);
  });
});

describe('every body', () => {
  const routes = ['/v1/lookup', '/v1/complaints', '/v1/complaints/states'];
  const key = { 'Idempotency-Key': newIdempotencyKey() };

  function valid(route: string): object {
    if (route === '/v1/lookup') return batchOf();
    if (route === '/v1/complaints') return sampleComplaint();
    return { receipts: [newIdempotencyKey()] };
  }

  async function kindOf(service: TestService, route: string, body: unknown, headers = {}) {
    return problemKind(await service.post(route, body, { ...key, ...headers }));
  }

  test.each(routes)('is read by %s when it is right, with a charset named', async (route) => {
    const { post } = await startTestService();
    const headers = { ...key, 'Content-Type': 'Application/JSON; charset=utf-8' };
    expect((await post(route, valid(route), headers)).ok).toBe(true);
  });

  test.each(routes)('must be JSON and say so at %s', async (route) => {
    const service = await startTestService();
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      '',
    ]) {
      const headers = { 'Content-Type': type };
      const kind = await kindOf(service, route, valid(route), headers);
      expect(kind).toBe('415 unsupported-media-type');
    }
    const packed = { 'Content-Encoding': 'gzip' };
    expect(await kindOf(service, route, valid(route), packed)).toBe('415 unsupported-media-type');
  });

  test.each(routes)('must be well-formed at %s', async (route) => {
    const service = await startTestService();
    const texts = [
      '',
      '{',
      '{"a":NaN}',
      'null',
      '[]',
      '"text"',
      '7',
      '{"prefixes":Infinity}',
      '\ufeff',
      `${'['.repeat(8000)}`,
    ];
    for (const text of texts) {
      expect(await kindOf(service, route, text), text.slice(0, 20)).toBe('400 bad-request');
    }
  });

  test.each(routes)('must be UTF-8 at %s', async (route) => {
    const { app } = await startTestService();
    const headers = { 'Content-Type': 'application/json', ...key };
    const body = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    const answer = await app.request(route, { method: 'POST', headers, body });
    expect(await problemKind(answer)).toBe('400 bad-request');
  });

  test.each(routes)('may hold no more than its members at %s', async (route) => {
    const service = await startTestService();
    const text = JSON.stringify(valid(route));
    for (const extra of [
      '"extra":1',
      '"__proto__":{"isReviewer":true}',
      '"constructor":1',
      '"state":"upheld"',
    ]) {
      const body = text.replace('{', `{${extra},`);
      expect(await kindOf(service, route, body), extra).toBe('400 bad-request');
    }
    expect(Object.hasOwn(Object.prototype, 'isReviewer')).toBe(false);
  });

  test.each(routes)(
    'may not be larger than allowed at %s, whatever length it declares',
    async (route) => {
      const service = await startTestService();
      const huge = JSON.stringify({
        ...valid(route),
        address: `https://a.example/${'x'.repeat(1 << 20)}`,
      });
      expect(await kindOf(service, route, huge)).toBe('413 too-large');
      expect(await kindOf(service, route, huge, { 'Content-Length': '10' })).toBe('413 too-large');
      const long = { 'Content-Length': String(1 << 30) };
      expect(await kindOf(service, route, valid(route), long)).toBe('413 too-large');
    },
  );

  test('never comes back in a problem', async () => {
    const { post } = await startTestService();
    const secret = 'https://secret.example/token';
    const bodies = [
      { prefixes: [secret] },
      { prefixes: secret },
      { [secret]: secret },
      { ...batchOf(), [secret]: secret },
      batchOf(secret.slice(0, 8)),
    ];
    for (const body of bodies) {
      const text = await (await post('/v1/lookup', body)).text();
      expect(text).not.toContain('secret');
      expect(text).not.toContain('https://');
    }
  });
});

describe('quotas', () => {
  async function lookUp({ app }: TestService, remoteAddress: string): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': `${Math.random()}` };
    const body = JSON.stringify(batchOf());
    const init = { method: 'POST', headers, body };
    return app.request('/v1/lookup', init, { incoming: { socket: { remoteAddress } } });
  }

  test('refuse an asker who comes too often, say when to come again, and keep that promise', async () => {
    const service = await startTestService({
      limits: { lookups: { burst: 2, perSecond: 0.1 } },
    });
    expect((await lookUp(service, '192.0.2.1')).status).toBe(200);
    expect((await lookUp(service, '192.0.2.1')).status).toBe(200);
    const refused = await lookUp(service, '192.0.2.1');
    expect(refused.headers.get('Retry-After')).toBe('10');
    expect(await problemKind(refused)).toBe('429 quota-exceeded');
    expect((await lookUp(service, '192.0.2.2')).status).toBe(200);
    service.pass(10);
    expect((await lookUp(service, '192.0.2.1')).status).toBe(200);
  });

  test('count complaints apart from look-ups, and leave health and ruleset alone', async () => {
    const service = await startTestService({
      limits: { complaints: { burst: 1, perSecond: 0.1 } },
    });
    const file = () =>
      service.post('/v1/complaints', sampleComplaint(), { 'Idempotency-Key': newIdempotencyKey() });
    expect((await file()).status).toBe(201);
    expect(await problemKind(await file())).toBe('429 quota-exceeded');
    expect((await service.post('/v1/lookup', batchOf())).status).toBe(200);
    expect((await service.app.request('/v1/health')).status).toBe(200);
    expect((await service.app.request('/v1/ruleset/manifest.json')).status).toBe(200);
  });

  test('count parts of rulesets, whether there are such or not', async () => {
    const { app } = await startTestService({ limits: { parts: { burst: 3, perSecond: 0.1 } } });
    const statuses: number[] = [];
    for (const digit of '0123') {
      statuses.push((await app.request(`/v1/ruleset/parts/${digit.repeat(64)}`)).status);
    }
    expect(statuses).toEqual([404, 404, 404, 429]);
  });
});
