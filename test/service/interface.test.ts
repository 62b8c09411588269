/** What the service says of itself, held against what it does. */
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { openApiOf } from '../../src/service/open-api.ts';
import { OPERATIONS, operationsByName } from '../../src/service/operations.ts';
import { problemTable } from '../../src/service/problem.ts';
import { newIdempotencyKey, sampleComplaint } from './sample-complaint.ts';
import { batchOf, startTestService } from './test-service.ts';

const DocumentSchema = v.object({
  openapi: v.literal('3.1.0'),
  info: v.object({ title: v.string(), version: v.string() }),
  paths: v.record(
    v.string(),
    v.record(
      v.string(),
      v.object({
        operationId: v.string(),
        summary: v.string(),
        parameters: v.optional(
          v.array(v.object({ name: v.string(), in: v.string(), required: v.boolean() })),
        ),
        requestBody: v.optional(
          v.object({ content: v.record(v.string(), v.object({ schema: v.looseObject({}) })) }),
        ),
        responses: v.record(
          v.pipe(v.string(), v.regex(/^[1-5]\d\d$/)),
          v.object({ description: v.string(), content: v.record(v.string(), v.unknown()) }),
        ),
      }),
    ),
  ),
  components: v.object({ schemas: v.record(v.string(), v.unknown()) }),
});

async function fetchDocument() {
  const { app } = await startTestService();
  const answer = await app.request('/v1/openapi.json');
  return { app, document: v.parse(DocumentSchema, await answer.json()) };
}

describe('the OpenAPI document', () => {
  test('has every route of the service, and no other', async () => {
    const { app, document } = await fetchDocument();
    const routed = app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path}`);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.replace(/[^/]*\{(\w+)\}[^/]*/g, ':$1')}`,
      ),
    );
    expect(new Set(described)).toEqual(new Set(routed));
    expect(described).toHaveLength(Object.keys(OPERATIONS).length);
  });

  test('refers to nothing that it does not hold, and names each operation once', async () => {
    const { document } = await fetchDocument();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, reference = ''] of references) {
      const name = reference.replace('#/components/schemas/', '');
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('describes what is refused as the service refuses it', async () => {
    const { document } = await fetchDocument();
    const body = document.paths['/v1/complaints']?.post?.requestBody?.content['application/json'];
    expect(body?.schema).toMatchObject({
      type: 'object',
      required: Object.keys(sampleComplaint()),
      additionalProperties: false,
    });
    expect(document.paths['/v1/complaints']?.post?.parameters).toMatchObject([
      { name: 'Idempotency-Key', in: 'header', required: true },
    ]);
    expect(document.paths['/v1/ruleset/roots/{number}.json']?.get?.parameters).toMatchObject([
      { name: 'number', in: 'path' },
    ]);
  });

  test('names each problem under its status', () => {
    const { paths } = v.parse(DocumentSchema, openApiOf('0.1.0'));
    for (const [, { path, method, problems }] of operationsByName()) {
      const responses = paths[path]?.[method.toLowerCase()]?.responses ?? {};
      for (const kind of problems) {
        const { status } = problemTable()[kind];
        expect(responses[status]?.description, `${path} ${kind}`).toContain(`(${kind})`);
      }
    }
  });
});

describe('the page about the interface', () => {
  test('shows every operation, runs nothing and loads nothing', async () => {
    const { app } = await startTestService();
    const answer = await app.request('/v1/');
    const page = await answer.text();
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    for (const [, { path }] of operationsByName()) expect(page).toContain(path);
    expect(page).not.toMatch(/<script|<link|<img|@import|\bon\w+=|https?:\/\//);
    const policy = answer.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; /);
    expect(policy).not.toContain('unsafe');
  });
});

describe('the answers on their way', () => {
  const ACCEPT = { 'Accept-Encoding': 'gzip, deflate, br' };

  test.each(['/v1/ruleset/manifest.json', '/v1/openapi.json', '/v1/'])(
    '%s is compressed for whoever takes it, and is the same',
    async (path) => {
      const { app } = await startTestService();
      const plain = await app.request(path);
      const packed = await app.request(path, { headers: ACCEPT });
      expect(packed.headers.get('Content-Encoding')).toBe('gzip');
      expect(packed.headers.get('Vary')).toContain('Accept-Encoding');
      const bytes = Buffer.from(await packed.arrayBuffer());
      const whole = Buffer.from(await plain.arrayBuffer());
      expect(plain.headers.get('Content-Encoding')).toBeNull();
      expect(gunzipSync(bytes).equals(whole)).toBe(true);
      expect(bytes.length).toBeLessThan(whole.length * 0.8);
      const known = { ...ACCEPT, 'If-None-Match': packed.headers.get('ETag') ?? '' };
      expect((await app.request(path, { headers: known })).status).toBe(304);
    },
  );

  test('those that hide their size, and parts, are never compressed', async () => {
    const { app, post, manifest } = await startTestService();
    const answers = [
      await post('/v1/lookup', batchOf('c34ea69e'), ACCEPT),
      await post('/v1/complaints/states', { receipts: [newIdempotencyKey()] }, ACCEPT),
      await app.request(`/v1/ruleset/parts/${manifest.parts.hosts.sha256}`, { headers: ACCEPT }),
      await app.request('/v1/health', { headers: ACCEPT }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('Content-Encoding')).toBeNull();
    }
  });

  test('a path that takes more than one method names them all', async () => {
    const { app } = await startTestService();
    for (const [, { path, method }] of operationsByName()) {
      const asked = path.replace(/\{\w+\}/g, '1');
      const answer = await app.request(asked, { method: 'DELETE' });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('Allow')).toContain(method);
    }
  });
});
