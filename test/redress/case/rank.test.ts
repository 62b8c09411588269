import { describe, expect, test } from 'vitest';
import {
  type ComplaintKind,
  DAY,
  HOUR,
  type Instant,
  plus,
  rankOf,
} from '../../../src/redress/index.ts';
import { actor, PAGE, START, type Story, story } from './sample-case.ts';

interface One {
  readonly kind?: ComplaintKind;
  readonly limitedUntil?: Instant;
}

function complainedOf(...ones: readonly One[]): Story {
  const told = story();
  for (const [index, { kind = 'marketing', limitedUntil }] of ones.entries()) {
    told.after('complain', {
      actor: actor('reporter', `reporter-${index}`),
      complaint: {
        ...{ id: `complaint-${index}`, kind, context: 'group', address: PAGE },
        ...(limitedUntil === undefined ? {} : { limitedUntil }),
      },
    });
  }
  return told;
}

const rank = (told: Story): Instant => rankOf(told.case, START);
const LATER = plus(START, 30 * DAY);

describe('rankOf', () => {
  test('has what is severe a day ahead, what is hurried two days, and both three', () => {
    expect(rank(complainedOf({}))).toBe(START);
    expect(rank(complainedOf({ kind: 'wrongly-stopped' }))).toBe(START);
    expect(rank(complainedOf({}, { kind: 'fraud' }))).toBe(plus(START, -24 * HOUR));
    expect(rank(complainedOf({}).after('hurry'))).toBe(plus(START, -48 * HOUR));
    expect(rank(complainedOf({ kind: 'fraud' }).after('hurry'))).toBe(plus(START, -72 * HOUR));
  });

  test('has what comes from somebody limited behind all others, until the limit ends', () => {
    expect(rank(complainedOf({ limitedUntil: LATER }))).toBe(LATER);
    expect(rank(complainedOf({ limitedUntil: LATER }, { limitedUntil: plus(LATER, DAY) }))).toBe(
      LATER,
    );
  });

  test('holds nothing against a case of which somebody else complains too', () => {
    expect(rank(complainedOf({ limitedUntil: LATER }, {}))).toBe(START);
    expect(rank(complainedOf({}, { limitedUntil: LATER }))).toBe(START);
  });
});
