import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  ComplaintStatesRequestSchema,
  ComplaintStatesResponseSchema,
  FileComplaintResponseSchema,
  IdempotencyKeySchema,
} from '../../src/wire/index.ts';

const RECEIPT = 'jJvh94jgJ-IC96-ILYg6A-HKbFFoYjph8m6J26R1_BQ';
const AT = '2026-11-20T08:00:00.000Z';
const STANDING = { receipt: RECEIPT, state: 'received', receivedAt: AT, updatedAt: AT };

describe('IdempotencyKeySchema', () => {
  test('is 32 bytes in base64url, so that it cannot be guessed', () => {
    expect(v.is(IdempotencyKeySchema, RECEIPT)).toBe(true);
    for (const wrong of [
      '',
      RECEIPT.slice(1),
      `${RECEIPT}A`,
      `${RECEIPT}\n`,
      `${RECEIPT.slice(1)}+`,
    ]) {
      expect(v.is(IdempotencyKeySchema, wrong), wrong).toBe(false);
    }
  });
});

describe('FileComplaintResponseSchema', () => {
  const answer = { receipt: RECEIPT, state: 'received', receivedAt: AT };

  test('reads a receipt', () => {
    expect(v.parse(FileComplaintResponseSchema, answer)).toEqual(answer);
  });

  test.each([{ receipt: '' }, { receipt: null }, { state: 'lost' }, { receivedAt: 'yesterday' }])(
    'refuses %j',
    (wrong) => {
      expect(v.is(FileComplaintResponseSchema, { ...answer, ...wrong })).toBe(false);
    },
  );
});

describe('ComplaintStatesRequestSchema', () => {
  test('takes 1 to 50 receipts and nothing beside them', () => {
    const asking = (count: number) => ({ receipts: Array(count).fill(RECEIPT) });
    expect(
      [0, 1, 50, 51].map((count) => v.is(ComplaintStatesRequestSchema, asking(count))),
    ).toEqual([false, true, true, false]);
    expect(v.is(ComplaintStatesRequestSchema, { ...asking(1), all: true })).toBe(false);
  });
});

describe('ComplaintStatesResponseSchema', () => {
  test('reads how complaints stand', () => {
    const answer = { complaints: [STANDING] };
    expect(v.parse(ComplaintStatesResponseSchema, answer)).toEqual(answer);
  });

  test.each([{ state: 'unknown' }, { updatedAt: 0 }, { receipt: 'x' }])('refuses %j', (wrong) => {
    const answer = { complaints: [{ ...STANDING, ...wrong }] };
    expect(v.is(ComplaintStatesResponseSchema, answer)).toBe(false);
  });
});
