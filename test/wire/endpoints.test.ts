import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ENDPOINTS, HealthSchema, ProblemSchema } from '../../src/wire/index.ts';

describe('ENDPOINTS', () => {
  test('are distinct paths of one version', () => {
    const paths = Object.values(ENDPOINTS);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^\/v1\/[a-z./]+[a-z]$/);
  });
});

describe('HealthSchema', () => {
  const health = {
    status: 'ok',
    version: '0.1.0',
    rulesetVersion: 12,
    rulesetExpiresAt: '2026-12-20T08:00:00.000Z',
    store: 'ok',
  };

  test('reads how a service is', () => {
    expect(v.parse(HealthSchema, health)).toEqual(health);
  });

  test.each([{ status: 'fine' }, { store: null }, { rulesetVersion: '12' }, { version: 1 }])(
    'refuses %j',
    (wrong) => {
      expect(v.is(HealthSchema, { ...health, ...wrong })).toBe(false);
    },
  );
});

describe('ProblemSchema', () => {
  test('reads a problem with or without its details', () => {
    const problem = { type: 'urn:link-guard:problem:not-found', title: 'Nothing', status: 404 };
    expect(v.parse(ProblemSchema, problem)).toEqual(problem);
    const detailed = { ...problem, detail: 'expected 8 hex digits', place: 'prefixes.0' };
    expect(v.parse(ProblemSchema, detailed)).toEqual(detailed);
  });

  test.each(['<html>', null, {}, { type: 1, title: 'x', status: 404 }])('refuses %j', (value) => {
    expect(v.is(ProblemSchema, value)).toBe(false);
  });
});
