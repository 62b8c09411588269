import { describe, expect, test } from 'vitest';
import {
  type CaseStage,
  type ComplaintState,
  caseStageOf,
  complaintStateOf,
  DAY,
  plus,
} from '../../../src/redress/index.ts';
import {
  actor,
  appealClaimed,
  appealed,
  complained,
  DISMISSAL,
  DRAFT,
  PAGE,
  published,
  ruled,
  SITE_DRAFT,
  START,
  type Story,
} from './sample-case.ts';

const ALLOWING = { ...DRAFT, measure: { kind: 'allow' } } as const;
const CLEO = { actor: actor('senior', 'cleo'), task: 'appeal-1' } as const;

/** With an objection to the listing beside the complaint of fraud. */
function objected(): Story {
  return published().after('complain', {
    complaint: { id: 'objection', kind: 'wrongly-stopped', context: 'direct', address: PAGE },
  });
}

describe('a complaint and its case', () => {
  test.each<readonly [string, () => Story, ComplaintState, CaseStage]>([
    ['waits', complained, 'received', 'waiting'],
    ['is claimed', () => complained().after('claim'), 'in-review', 'in-review'],
    [
      'was claimed and let lie',
      () => complained().after('claim').wait(DAY),
      'in-review',
      'waiting',
    ],
    [
      'is proposed',
      () => complained().after('claim').after('rule', { draft: SITE_DRAFT }),
      'in-review',
      'second-review',
    ],
    ['is ruled on', ruled, 'in-review', 'ruled'],
    ['is upheld', published, 'upheld', 'published'],
    ['is dismissed', () => published(DISMISSAL), 'dismissed', 'published'],
    ['is answered with a permission', () => published(ALLOWING), 'dismissed', 'published'],
    ['is appealed against', appealed, 'upheld', 'appealed'],
    ['is upheld on appeal', () => appealClaimed().after('decide'), 'upheld', 'published'],
    ['is lifted', () => published().after('lift'), 'dismissed', 'lifted'],
    [
      'is lifted on appeal',
      () => appealClaimed().after('decide', { outcome: 'lifted' }),
      'dismissed',
      'lifted',
    ],
    ['is over', () => published({ ...DRAFT, until: plus(START, DAY) }).wait(DAY), 'upheld', 'over'],
    ['is upheld, and another one waits', objected, 'upheld', 'waiting'],
  ])('that %s', (_, tell, state, stage) => {
    const told = tell();
    expect(complaintStateOf(told.case, 'complaint-1')).toBe(state);
    expect(caseStageOf(told.case, told.now)).toBe(stage);
  });

  test('that a dismissal was changed into a listing on appeal is upheld after all', () => {
    const told = published(DISMISSAL)
      .after('appeal', { actor: actor('reporter', 'r'), complaintId: 'complaint-1' })
      .after('claim', CLEO)
      .after('decide', {
        outcome: 'changed',
        replacement: { rulingId: 'ruling-2', draft: DRAFT },
      });
    expect(complaintStateOf(told.case, 'complaint-1')).toBe('dismissed');
    told.after('publish', { rulingId: 'ruling-2' });
    expect(complaintStateOf(told.case, 'complaint-1')).toBe('upheld');
  });

  test('is told what became of an objection', () => {
    const waiting = objected();
    expect(complaintStateOf(waiting.case, 'objection')).toBe('received');
    const ruling = (draft: typeof DRAFT) =>
      objected()
        .after('claim')
        .after('rule', { rulingId: 'ruling-2', draft })
        .after('publish', { rulingId: 'ruling-2' }).case;
    expect(complaintStateOf(ruling(DISMISSAL), 'objection')).toBe('dismissed');
    expect(complaintStateOf(ruling(ALLOWING), 'objection')).toBe('upheld');
    expect(complaintStateOf(ruling(DISMISSAL), 'complaint-1')).toBe('upheld');
    expect(complaintStateOf(ruling(ALLOWING), 'complaint-1')).toBe('dismissed');
  });

  test('is told at once what stands already', () => {
    const told = published().after('complain', {
      complaint: { id: 'late', kind: 'fraud', context: 'group', address: PAGE },
    });
    expect(complaintStateOf(told.case, 'late')).toBe('upheld');
    const again = published(DISMISSAL).after('complain', {
      complaint: { id: 'late', kind: 'fraud', context: 'group', address: PAGE },
    });
    expect(complaintStateOf(again.case, 'late')).toBe('dismissed');
  });

  test('that was answered by what stood already is told what replaced it', () => {
    const told = published().after('complain', {
      complaint: { id: 'late', kind: 'fraud', context: 'group', address: PAGE },
    });
    told
      .after('appeal')
      .after('claim', CLEO)
      .after('decide', {
        outcome: 'changed',
        replacement: { rulingId: 'ruling-2', draft: ALLOWING },
      });
    expect(complaintStateOf(told.case, 'late')).toBe('upheld');
    told.after('publish', { rulingId: 'ruling-2' });
    expect(complaintStateOf(told.case, 'late')).toBe('dismissed');
    const appeal = { actor: actor('reporter', 'r'), complaintId: 'late', appealId: 'appeal-2' };
    expect(told.tries('appeal', { ...appeal, rulingId: 'ruling-1' })).toBe('not-against-you');
    expect(told.tries('appeal', { ...appeal, rulingId: 'ruling-2' })).toBe('appeal.lodged');
  });

  test('is unknown under another id', () => {
    expect(complaintStateOf(complained().case, 'nobody')).toBeUndefined();
  });
});
