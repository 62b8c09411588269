import { describe, expect, test } from 'vitest';
import { DAY, factsOf, plus, plusMonths } from '../../../src/redress/index.ts';
import {
  actor,
  appealClaimed,
  appealed,
  complained,
  DISMISSAL,
  DRAFT,
  FACTS,
  OWNER,
  PAGE,
  published,
  SITE_DRAFT,
  START,
  type Story,
} from './sample-case.ts';

const REPORTER = {
  actor: actor('reporter', 'reporter-1'),
  complaintId: 'complaint-1',
} as const;

/** Of the so-many'th reporter. */
const of = (number: number) => ({
  actor: actor('reporter', `reporter-${number}`),
  complaintId: `complaint-${number}`,
  appealId: `appeal-${number}`,
});

const dismissedThree = () =>
  complained(3).after('claim').after('rule', { draft: DISMISSAL }).after('publish');

describe('an appeal of the owner', () => {
  test('needs a proof that is good now and speaks for the host', () => {
    const told = published();
    const { ownerClaim: _, ...without } = FACTS;
    expect(told.tries('appeal', {}, without)).toBe('not-the-owner');
    const refused = [
      { ...OWNER, id: 'claim-2' },
      { ...OWNER, domain: 'other.example' },
      { ...OWNER, provenAt: '2027-01-01T00:00:00.000Z' },
      { ...OWNER, validUntil: START },
    ];
    for (const ownerClaim of refused) {
      expect(told.tries('appeal', {}, { ...FACTS, ownerClaim })).toBe('not-the-owner');
      expect(told.tries('answer', {}, { ...FACTS, ownerClaim })).toBe('not-the-owner');
    }
    expect(told.tries('appeal')).toBe('appeal.lodged');
  });

  test('is heard once, and the other side once', () => {
    const told = appealClaimed().after('decide');
    expect(told.tries('appeal', { appealId: 'appeal-2' })).toBe('already-appealed');
    expect(told.tries('appeal', { ...REPORTER, appealId: 'appeal-2' })).toBe('not-against-you');
  });

  test('has six months from the publication', () => {
    const told = published();
    const end = plusMonths(told.now, 6);
    told.now = plus(end, -2 * 60_000);
    expect(told.tries('appeal')).toBe('appeal.lodged');
    told.now = plus(end, -60_000);
    expect(told.tries('appeal')).toBe('too-late');
  });
});

describe('an appeal of a reporter', () => {
  test('is against what dismissed their complaint', () => {
    const told = published(DISMISSAL);
    expect(told.tries('appeal', REPORTER)).toBe('appeal.lodged');
    expect(told.tries('appeal', { ...REPORTER, complaintId: 'complaint-7' })).toBe(
      'no-such-complaint',
    );
    expect(told.tries('appeal', { actor: REPORTER.actor })).toBe('no-such-complaint');
    expect(published().tries('appeal', REPORTER)).toBe('not-against-you');
  });

  test('may be of somebody whose complaint was set aside because of it', () => {
    const told = published(DISMISSAL).after('complain', {
      complaint: { id: 'again', kind: 'fraud', context: 'group', address: PAGE },
    });
    expect(told.tries('appeal', { ...REPORTER, complaintId: 'again' })).toBe('appeal.lodged');
  });

  test('takes nothing from others: while it waits, theirs join it, and one decision answers all', () => {
    const told = dismissedThree().after('appeal', of(1)).after('appeal', of(2));
    expect(told.case.appeals.map(({ appeal, task }) => [appeal.joins, task.phase])).toEqual([
      [undefined, 'open'],
      ['appeal-1', 'idle'],
    ]);
    expect(told.tries('appeal', { ...of(2), appealId: 'appeal-9' })).toBe('already-appealed');
    const cleo = actor('senior', 'cleo');
    expect(told.tries('claim', { actor: cleo, task: 'appeal-2' })).toBe('nothing-waits');
    told.after('claim', { actor: cleo, task: 'appeal-1' }).after('appeal', of(3)).after('decide');
    expect(told.case.appeals.map(({ decision }) => decision?.outcome)).toEqual([
      ...['upheld', 'upheld', 'upheld'],
    ]);
    const facts = told.events.slice(-1).flatMap((event) => factsOf(told.case, event));
    expect(facts.map(({ kind }) => kind)).toEqual([
      ...['appeal.decided', 'appeal.decided', 'appeal.decided'],
    ]);
  });

  test('after another one was decided is a new round, which somebody else decides', () => {
    const told = dismissedThree()
      .after('appeal', of(1))
      .after('claim', { actor: actor('senior', 'cleo'), task: 'appeal-1' })
      .after('decide');
    expect(told.tries('appeal', { ...of(1), appealId: 'appeal-9' })).toBe('already-appealed');
    told.after('appeal', of(2));
    expect(told.case.appeals[1]).not.toHaveProperty('appeal.joins');
    const task = 'appeal-2';
    expect(told.tries('claim', { actor: actor('senior', 'cleo'), task })).toBe('took-part');
    told.after('claim', { actor: actor('senior', 'dora'), task });
  });

  test('of somebody who only repeats what was decided twice is not heard; in time, it joins', () => {
    const repeat = (told: Story) =>
      told.after('complain', {
        actor: actor('reporter', 'late'),
        complaint: { id: 'late', kind: 'fraud', context: 'group', address: PAGE },
      });
    const late = { actor: actor('reporter', 'late'), complaintId: 'late', appealId: 'appeal-9' };
    const waiting = repeat(dismissedThree().after('appeal', of(1)));
    expect(waiting.tries('appeal', late)).toBe('appeal.lodged');
    const decided = dismissedThree()
      .after('appeal', of(1))
      .after('claim', { actor: actor('senior', 'cleo'), task: 'appeal-1' })
      .after('decide');
    expect(repeat(decided).tries('appeal', late)).toBe('already-appealed');
  });

  test('is closed once another ruling is to take the place, before that is published', () => {
    const told = dismissedThree()
      .after('appeal', of(1))
      .after('claim', { actor: actor('senior', 'cleo'), task: 'appeal-1' })
      .after('decide', { outcome: 'changed', replacement: { rulingId: 'ruling-2', draft: DRAFT } });
    expect(told.tries('appeal', of(2))).toBe('not-in-force');
  });

  test('can end in a listing, with two people where a listing needs two', () => {
    const cleo = { actor: actor('senior', 'cleo'), task: 'appeal-1' };
    const told = published(DISMISSAL).after('appeal', REPORTER).after('claim', cleo);
    expect(told.tries('decide', { outcome: 'lifted' })).toBe('nothing-to-lift');
    told.after('decide', {
      outcome: 'changed',
      replacement: { rulingId: 'ruling-2', draft: SITE_DRAFT },
    });
    expect(told.case.rulings).toHaveLength(1);
    expect(told.tries('confirm', { ...cleo })).toBe('same-person');
    expect(told.tries('confirm', { actor: actor('senior', 'ann'), task: 'appeal-1' })).toBe(
      'took-part',
    );
    told.after('confirm', { task: 'appeal-1' });
    expect(told.case.rulings[1]).toMatchObject({
      ruling: { replaces: 'ruling-1', secondedBy: 'ben', answers: ['complaint-1'] },
      part: ['ann', 'cleo', 'ben'],
    });
    expect(told.case.appeals[0]).toMatchObject({
      task: { phase: 'idle' },
      decision: { outcome: 'changed', secondedBy: 'ben' },
    });
  });
});

describe('the decision of an appeal', () => {
  test('is of somebody who took no part', () => {
    expect(appealed().tries('claim', { task: 'appeal-1' })).toBe('took-part');
    const ben = { task: 'appeal-1', actor: actor('reviewer', 'ben') };
    expect(appealed().tries('claim', ben)).toBe('task.claimed');
  });

  test('is not of the second reviewer, nor of one who returned a proposal', () => {
    const ben = { task: 'appeal-1', actor: actor('reviewer', 'ben') };
    const proposed = () => complained().after('claim').after('rule', { draft: SITE_DRAFT });
    const confirmed = proposed().after('confirm').after('publish').after('appeal');
    expect(confirmed.tries('claim', ben)).toBe('took-part');
    const returned = proposed().after('return').after('claim').after('rule');
    expect(returned.after('publish').after('appeal').tries('claim', ben)).toBe('took-part');
  });

  test('says what stands in the place of a changed ruling, and of no other', () => {
    const told = appealClaimed();
    const replacement = { rulingId: 'ruling-2', draft: DRAFT };
    expect(told.tries('decide', { outcome: 'changed' })).toBe('needs-replacement');
    expect(told.tries('decide', { outcome: 'upheld', replacement })).toBe('replacement-unasked');
    expect(
      told.tries('decide', {
        outcome: 'changed',
        replacement: { ...replacement, rulingId: 'ruling-1' },
      }),
    ).toBe('id-taken');
  });

  test('that lifts is in force at once, and that changes when it is published', () => {
    const lifted = appealClaimed().after('decide', { outcome: 'lifted' });
    expect(lifted.case.rulings[0]).toMatchObject({
      lifted: { at: lifted.now, appealId: 'appeal-1' },
    });
    const until = plus(START, 30 * DAY);
    const changed = appealClaimed().after('decide', {
      outcome: 'changed',
      replacement: { rulingId: 'ruling-2', draft: { ...DRAFT, until } },
    });
    expect(changed.case.rulings[0]?.replacedAt).toBeUndefined();
    changed.after('publish', { rulingId: 'ruling-2' });
    expect(changed.case.rulings[0]?.replacedAt).toBe(changed.now);
  });

  test('cannot uphold or change what was lifted meanwhile', () => {
    const told = appealClaimed().after('lift', { actor: actor('senior', 'dora') });
    expect(told.tries('decide')).toBe('not-in-force');
    expect(told.tries('decide', { outcome: 'lifted' })).toBe('appeal.decided');
  });

  test('of a proposal that is returned is open again', () => {
    const told = appealClaimed().after('decide', {
      outcome: 'changed',
      replacement: { rulingId: 'ruling-2', draft: SITE_DRAFT },
    });
    expect(told.tries('return', { task: 'appeal-1', actor: actor('senior', 'ann') })).toBe(
      'took-part',
    );
    told.after('return', { task: 'appeal-1' });
    expect(told.case.appeals[0]?.task).toMatchObject({ phase: 'open', part: ['cleo', 'ben'] });
  });
});
