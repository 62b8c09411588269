import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  hostOf,
  isHashed,
  isHostWide,
  isSevere,
  RuleKindSchema,
  severityOf,
  VIOLATIONS,
} from '../../../src/policy/index.ts';

const KIND = { effect: 'listed', violation: 'marketing', severity: 'lesser', list: 'feed' };

describe('RuleKindSchema', () => {
  test('lets a list raise a lesser violation, and none lower a severe one', () => {
    const isKind = (more: object) => v.is(RuleKindSchema, { ...KIND, ...more });
    expect(isKind({})).toBe(true);
    expect(isKind({ severity: 'severe' })).toBe(true);
    expect(isKind({ violation: 'fraud', severity: 'severe' })).toBe(true);
    expect(isKind({ violation: 'fraud' })).toBe(false);
    expect(isKind({ list: '../x' })).toBe(false);
    expect(isKind({ expression: 'a.test/' })).toBe(false);
  });

  test('has a severity for every violation', () => {
    for (const violation of VIOLATIONS) {
      expect(severityOf(violation) === 'severe').toBe(isSevere(violation));
    }
  });
});

describe('an expression', () => {
  test('names its host, and whether it speaks of all of it', () => {
    expect(hostOf('a.test/b/c?d=/')).toBe('a.test');
    expect(isHostWide('a.test/')).toBe(true);
    expect(isHostWide('a.test/b/')).toBe(false);
    expect(isHostWide(`#${'ab'.repeat(32)}`)).toBe(false);
    expect(isHashed(`#${'ab'.repeat(32)}`)).toBe(true);
    expect(isHashed('a.test/#')).toBe(false);
  });
});
