import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  DomainSchema,
  isProven,
  type OwnerClaim,
  proofTextOf,
  speaksFor,
} from '../../../src/redress/index.ts';
import { OWNER } from './sample-case.ts';

describe('DomainSchema', () => {
  test.each(['example.com', 'shop.example.co.uk', 'shop.github.io', 'xn--fiq228c.example'])(
    'takes %s',
    (domain) => expect(v.is(DomainSchema, domain)).toBe(true),
  );

  test.each([
    ...['com', 'co.uk', 'github.io', 'Example.com', 'example.com.', '203.0.113.9', '[::1]'],
    ...['localhost', 'example.com/', 'example.com:443', 'a b.example', '', '.example.com'],
  ])('refuses %j', (domain) => {
    expect(v.is(DomainSchema, domain)).toBe(false);
  });
});

describe('isProven', () => {
  test('is from the proof until it has to be renewed', () => {
    const claim = {
      ...OWNER,
      provenAt: '2026-01-02T00:00:00.000Z',
      validUntil: '2026-02-01T00:00:00.000Z',
    };
    const at = (day: string) => isProven(claim, `${day}T00:00:00.000Z`);
    expect([at('2026-01-01'), at('2026-01-02'), at('2026-01-31'), at('2026-02-01')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const { provenAt: _, ...asked } = claim;
    expect(isProven(asked, '2026-01-15T00:00:00.000Z')).toBe(false);
  });
});

describe('speaksFor', () => {
  const by = (method: OwnerClaim['method'], domain: string, host: string) =>
    speaksFor({ ...OWNER, method, domain }, host);

  test('a record speaks for the domain and all below it', () => {
    expect(by('dns', 'example.com', 'example.com')).toBe(true);
    expect(by('dns', 'example.com', 'a.b.example.com')).toBe(true);
    expect(by('dns', 'a.example.com', 'example.com')).toBe(false);
    expect(by('dns', 'example.com', 'notexample.com')).toBe(false);
  });

  test('a file speaks for its own host alone', () => {
    expect(by('well-known', 'example.com', 'example.com')).toBe(true);
    expect(by('well-known', 'example.com', 'www.example.com')).toBe(false);
  });

  test('nobody speaks for tenants, nor tenants for their landlord', () => {
    expect(by('dns', 'shop.github.io', 'other.github.io')).toBe(false);
    expect(by('dns', 'amazonaws.com', 'shop.s3.amazonaws.com')).toBe(false);
    expect(by('dns', 'shop.github.io', 'github.io')).toBe(false);
  });
});

describe('proofTextOf', () => {
  test('names what it is for', () => {
    expect(proofTextOf('abc')).toBe('link-guard-owner=abc');
  });
});
