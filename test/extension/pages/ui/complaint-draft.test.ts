import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  ADDRESS_LIMIT,
  COMMENT_LIMIT,
  canBeReported,
  draftOf,
  isWebAddress,
  KINDS,
  withoutQuery,
} from '../../../../src/extension/pages/ui/complaint-draft.ts';
import * as redress from '../../../../src/redress/index.ts';

const LINK = { address: 'https://bad.example/x', context: 'group' } as const;

describe('KINDS', () => {
  test('offers every kind that can be filed', () => {
    expect([...KINDS].sort()).toEqual([...redress.COMPLAINT_KINDS].sort());
  });
});

describe('limits', () => {
  test('are those of a complaint', () => {
    expect([COMMENT_LIMIT, ADDRESS_LIMIT]).toEqual([redress.COMMENT_LIMIT, redress.ADDRESS_LIMIT]);
  });
});

describe('draftOf', () => {
  test('is nothing before a kind is chosen', () => {
    expect(draftOf({ kind: '', comment: 'bad' }, LINK)).toBeUndefined();
  });

  test('holds what the form shows and no more', () => {
    expect(draftOf({ kind: 'fraud', comment: '  took my money\n' }, LINK)).toEqual({
      address: 'https://bad.example/x',
      kind: 'fraud',
      context: 'group',
      comment: 'took my money',
    });
  });

  test('is always a complaint that the schema takes', () => {
    for (const kind of KINDS) {
      const draft = draftOf({ kind, comment: 'x'.repeat(5000) }, LINK);
      const complaint = { ...draft, rulesetVersion: 0 };
      expect(v.safeParse(redress.ComplaintSchema, complaint).success).toBe(true);
    }
  });
});

describe('withoutQuery', () => {
  test.each([
    ['https://bad.example/x?person=7#there', 'https://bad.example/x'],
    ['https://bad.example/x#there?', 'https://bad.example/x'],
    ['https://bad.example/?a\nb', 'https://bad.example/'],
    ['https://bad.example/x', undefined],
  ])('%j loses what can tell who was sent it', (address, expected) => {
    expect(withoutQuery(address)).toBe(expected);
  });
});

describe('isWebAddress', () => {
  test.each([
    ['http://bad.example/', true],
    [`https://bad.example/${'x'.repeat(ADDRESS_LIMIT)}`, true],
    ['mailto:a@bad.example', false],
    ['https://[2001:db8::/', false],
  ])('%s: %s', (address, answer) => {
    expect(isWebAddress(address)).toBe(answer);
  });
});

describe('canBeReported', () => {
  test.each([
    ['https://bad.example/', true],
    ['HTTP://bad.example/', true],
    ['javascript:alert(1)', false],
    ['https://', false],
    [`https://bad.example/${'x'.repeat(ADDRESS_LIMIT)}`, false],
  ])('%s: %s', (address, answer) => {
    expect(canBeReported(address)).toBe(answer);
  });
});
