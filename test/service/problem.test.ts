import { describe, expect, test } from 'vitest';
import { CodedError } from '../../src/policy/index.ts';
import { problemOf, Refusal } from '../../src/service/problem.ts';

describe('problemOf', () => {
  test('tells of a refusal its rule, its place and its headers', () => {
    const refusal = new Refusal('bad-request', {
      detail: 'expected a word',
      place: 'a.0',
      headers: { 'X-Test': '1' },
    });
    expect(problemOf(refusal)).toEqual({
      problem: {
        type: 'urn:link-guard:problem:bad-request',
        title: 'The request cannot be read',
        status: 400,
        detail: 'expected a word',
        place: 'a.0',
      },
      headers: { 'X-Test': '1' },
    });
  });

  test.each(['store-unavailable', 'store-corrupt'])('makes %s a reason to come again', (code) => {
    const { problem, headers } = problemOf(new CodedError(code, 'store: /secret/place'));
    expect(problem.type).toBe('urn:link-guard:problem:temporary-reduced-capacity');
    expect(headers).toHaveProperty('Retry-After');
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  test.each([
    new Error('/secret/place'),
    new CodedError('toString', '/secret/place'),
    new CodedError('bad-rules', '/secret/place'),
    '/secret/place',
    undefined,
  ])('says nothing of %s', (thrown) => {
    expect(problemOf(thrown).problem).toEqual({
      type: 'urn:link-guard:problem:internal-error',
      title: 'The service failed',
      status: 500,
    });
  });
});
