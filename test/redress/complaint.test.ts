import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { CONTEXTS, VIOLATIONS } from '../../src/policy/index.ts';
import {
  ADDRESS_LIMIT,
  COMMENT_LIMIT,
  COMPLAINT_KINDS,
  type Complaint,
  ComplaintSchema,
  EXCERPT_LIMIT,
} from '../../src/redress/index.ts';

const COMPLAINT: Complaint = {
  address: 'https://prize.example/win',
  kind: 'inducement',
  context: 'group',
  comment: '',
  rulesetVersion: 0,
};

function takes(changes: object): boolean {
  return v.is(ComplaintSchema, { ...COMPLAINT, ...changes });
}

describe('COMPLAINT_KINDS', () => {
  test('are the violations, and a link that should have opened', () => {
    expect(COMPLAINT_KINDS).toEqual([...VIOLATIONS, 'wrongly-stopped']);
  });
});

describe('ComplaintSchema', () => {
  test('takes every kind in every context', () => {
    for (const kind of COMPLAINT_KINDS) {
      for (const context of CONTEXTS) expect(takes({ kind, context })).toBe(true);
    }
  });

  test('takes every web address of an agreed length, as it stands', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        expect(v.parse(ComplaintSchema, { ...COMPLAINT, address }).address).toBe(address);
      }),
    );
    const longest = 'https://a.example/'.padEnd(ADDRESS_LIMIT, 'x');
    expect(takes({ address: longest })).toBe(true);
    expect(takes({ address: `${longest}x` })).toBe(false);
  });

  test.each([
    '',
    'a.example',
    '//a.example/',
    'mailto:a@b.example',
    'javascript:1',
    'https://',
    '\nhttps://a.example/',
  ])('refuses %j as an address', (address) => {
    expect(takes({ address })).toBe(false);
  });

  test('takes a comment up to its limit', () => {
    expect(takes({ comment: '界'.repeat(COMMENT_LIMIT) })).toBe(true);
    expect(takes({ comment: '界'.repeat(COMMENT_LIMIT + 1) })).toBe(false);
  });

  test('refuses a NUL character anywhere', () => {
    expect(takes({ comment: 'a\0b' })).toBe(false);
    expect(takes({ address: 'https://a.example/\0' })).toBe(false);
  });

  test.each([-1, 0.5, 2 ** 53, 1e300, Number.NaN, Number.POSITIVE_INFINITY, '1', null])(
    'refuses %j as a version',
    (rulesetVersion) => {
      expect(takes({ rulesetVersion })).toBe(false);
    },
  );

  test('takes an excerpt and a new fact where they are given, and never blank ones', () => {
    for (const member of ['excerpt', 'newFact']) {
      const limit = member === 'excerpt' ? EXCERPT_LIMIT : COMMENT_LIMIT;
      expect(takes({ [member]: 'x'.repeat(limit) }), member).toBe(true);
      for (const wrong of ['', ' \n', 'a\0', 'x'.repeat(limit + 1), null, 7]) {
        expect(takes({ [member]: wrong }), member).toBe(false);
      }
    }
  });

  test('has no room for anything that its form did not show', () => {
    for (const extra of ['messageText', 'state', 'name', '__proto__', 'constructor']) {
      const text = JSON.stringify(COMPLAINT).replace('{', `{"${extra}":"x",`);
      expect(v.is(ComplaintSchema, JSON.parse(text)), extra).toBe(false);
    }
  });

  test('needs every member', () => {
    for (const member of Object.keys(COMPLAINT)) expect(takes({ [member]: undefined })).toBe(false);
  });
});
