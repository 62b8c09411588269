import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { RuleEntry } from '../../../src/policy/index.ts';
import { BATCH_SIZES, LookupResponseSchema } from '../../../src/wire/index.ts';
import { batchOf, startTestService, type TestService } from '../test-service.ts';

function hashOf(expression: string): string {
  return createHash('sha256').update(expression).digest('hex');
}

function prefixOf(expression: string): string {
  return hashOf(expression).slice(0, 8);
}

async function lookUp(service: TestService, ...expressions: string[]) {
  const answer = await service.post('/v1/lookup', batchOf(...expressions.map(prefixOf)));
  const text = await answer.text();
  expect(answer.status).toBe(200);
  return { size: Buffer.byteLength(text), ...v.parse(LookupResponseSchema, JSON.parse(text)) };
}

function listed(count: number): RuleEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    expression: `host-${index}.example/`,
    effect: 'listed',
    violation: 'malware',
    severity: 'severe',
    list: 'test-list',
  }));
}

describe('POST /v1/lookup', () => {
  test('answers a listed host with its full hash and rule', async () => {
    const service = await startTestService();
    const { matches, rulesetVersion } = await lookUp(service, 'phishing.link-guard.example/');
    expect(rulesetVersion).toBe(service.manifest.version);
    expect(matches).toEqual([
      {
        fullHash: hashOf('phishing.link-guard.example/'),
        effect: 'listed',
        violation: 'phishing',
        severity: 'severe',
        list: 'link-guard',
      },
    ]);
  });

  test('answers with the severity that a list gives, the day, and the evidence', async () => {
    const told = { listedOn: '2026-03-01', evidence: 'case-7' };
    const rule = { violation: 'marketing', severity: 'severe', ...told } as const;
    const rules = listed(2).map((entry, index) => (index === 0 ? { ...entry, ...rule } : entry));
    const service = await startTestService({ ruleset: { rules } });
    expect((await lookUp(service, 'host-0.example/')).matches).toMatchObject([rule]);
    const [other] = (await lookUp(service, 'host-1.example/')).matches;
    expect(Object.keys(other ?? {})).not.toContain('evidence');
  });

  test('keeps a page entry a page entry', async () => {
    const service = await startTestService();
    expect((await lookUp(service, 'page.link-guard.example/')).matches).toEqual([]);
    expect((await lookUp(service, 'page.link-guard.example/listed.html')).matches).toHaveLength(1);
  });

  test('answers a host that is not listed with no match', async () => {
    const service = await startTestService();
    expect((await lookUp(service, 'www.wikipedia.org/')).matches).toEqual([]);
  });

  test('answers every listed expression of a batch, each once however often it was asked', async () => {
    const rules = listed(5);
    const service = await startTestService({ ruleset: { rules } });
    const asked = rules.map(({ expression }) => expression);
    const { matches } = await lookUp(service, ...asked, ...asked);
    expect(matches.map(({ fullHash }) => fullHash).sort()).toEqual(asked.map(hashOf).sort());
  });

  test('answers the exception beside the rule that it excepts', async () => {
    const [rule] = listed(1);
    const allowed = { ...rule, effect: 'allowed' } as RuleEntry;
    const service = await startTestService({ ruleset: { rules: [...listed(1), allowed] } });
    const { matches } = await lookUp(service, 'host-0.example/');
    expect(matches.map(({ effect }) => effect).sort()).toEqual(['allowed', 'listed']);
  });

  test('is as long with one match as with none, and in whole kibibytes with many', async () => {
    const rules = listed(16);
    const service = await startTestService({ ruleset: { rules } });
    const sizes: number[] = [];
    for (let found = 0; found <= 16; found += 1) {
      const expressions = rules.slice(0, found).map(({ expression }) => expression);
      sizes.push((await lookUp(service, ...expressions)).size);
    }
    expect(sizes.every((size) => size % 1024 === 0)).toBe(true);
    expect(new Set(sizes.slice(0, 5))).toEqual(new Set([1024]));
    expect(sizes.at(-1)).toBeGreaterThan(1024);
  });

  test('takes every size of batch, and no other', async () => {
    const service = await startTestService();
    for (const size of BATCH_SIZES) {
      const answer = await service.post('/v1/lookup', { prefixes: Array(size).fill('00000000') });
      expect(answer.status).toBe(200);
    }
    for (const size of [0, 1, 15, 17, 255, 257]) {
      const answer = await service.post('/v1/lookup', { prefixes: Array(size).fill('00000000') });
      expect(answer.status).toBe(400);
    }
  });

  test.each(['C34EA69E', 'c34ea69', 'c34ea69ef', 'c34ea69g', '', 'c34ea69e\n', 1, null])(
    'refuses %j as a prefix',
    async (prefix) => {
      const { post } = await startTestService();
      const { prefixes } = batchOf('c34ea69e');
      const answer = await post('/v1/lookup', { prefixes: [prefix, ...prefixes.slice(1)] });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ place: 'prefixes.0' });
    },
  );

  test('may not be relied on for longer than the ruleset is good for', async () => {
    const service = await startTestService({ ruleset: { lifetimeDays: 1 } });
    service.pass(86_400 - 100);
    expect(await lookUp(service)).toMatchObject({ negativeTtl: 100, positiveTtl: 100 });
  });

  test('is refused once the ruleset has expired, and health says so', async () => {
    const service = await startTestService({ ruleset: { lifetimeDays: 1 } });
    service.pass(86_400);
    const answer = await service.post('/v1/lookup', batchOf());
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ type: 'urn:link-guard:problem:stale-ruleset' });
    const health = await service.app.request('/v1/health');
    expect(await health.json()).toMatchObject({ status: 'degraded', store: 'ok' });
  });

  test('is never kept by a cache', async () => {
    const { post } = await startTestService();
    const answer = await post('/v1/lookup', batchOf());
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });
});
