import { describe, expect, test } from 'vitest';
import { type CaseComplaint, type ComplaintKind, DAY, plus } from '../../../src/redress/index.ts';
import {
  actor,
  appealClaimed,
  complained,
  DISMISSAL,
  DRAFT,
  PAGE,
  published,
  START,
  type Story,
  story,
} from './sample-case.ts';

interface Later {
  readonly kind?: ComplaintKind;
  readonly address?: string;
  readonly newFact?: string;
}

/** One more complaint, and what it does to the case. */
function complain(told: Story, { kind = 'fraud', address = PAGE, newFact }: Later = {}) {
  const id = `later-${told.events.length}`;
  told.after('complain', {
    actor: actor('reporter', id),
    complaint: { id, kind, address, context: 'direct', ...(newFact !== undefined && { newFact }) },
  });
  return told.case.complaints.at(-1) as CaseComplaint;
}

describe('a complaint', () => {
  test('opens a case for its destination, under the id that was given', () => {
    const { case: opened } = complained();
    expect(opened).toMatchObject({
      id: 'case-1',
      version: 2,
      destination: { key: 'prize.example/', kind: 'host', host: 'prize.example' },
      task: { phase: 'open', since: opened.openedAt },
    });
  });

  test('is kept under the innermost address, cleaned', () => {
    const told = story().after('complain', {
      complaint: {
        id: 'complaint-1',
        kind: 'fraud',
        context: 'group',
        address: `https://link.zhihu.com/?target=${encodeURIComponent(`${PAGE}?utm_source=chat`)}`,
      },
    });
    expect(told.case.complaints[0]?.address).toBe(PAGE);
    expect(told.case.destination.host).toBe('prize.example');
  });

  test('joins the case of its host, and no other', () => {
    const told = complained();
    expect(complain(told, { address: 'http://prize.example:8080/other' }).effect).toBe('waits');
    const complaint = { id: 'x', kind: 'fraud', context: 'group' } as const;
    expect(
      told.tries('complain', { complaint: { ...complaint, address: 'https://b.example/' } }),
    ).toBe('other-destination');
    expect(
      told.tries('complain', { complaint: { ...complaint, address: 'mailto:a@b.example' } }),
    ).toBe('bad-address');
    expect(
      told.tries('complain', { complaint: { ...complaint, id: 'complaint-1', address: PAGE } }),
    ).toBe('id-taken');
  });

  test('of what is listed already is answered by that, and wakes nobody', () => {
    const told = published();
    expect(complain(told)).toMatchObject({ effect: 'covered', rulingId: 'ruling-1' });
    expect(complain(told, { kind: 'phishing' })).toMatchObject({ effect: 'covered' });
    expect(told.case.task.phase).toBe('idle');
  });

  test('of something worse than what is listed waits', () => {
    const measure = { kind: 'list', violation: 'marketing', severity: 'lesser' } as const;
    const told = published({ ...DRAFT, measure });
    expect(complain(told, { kind: 'marketing' }).effect).toBe('covered');
    expect(complain(told, { kind: 'phishing' }).effect).toBe('waits');
    expect(told.case.task.phase).toBe('open');
  });

  test('of another page than the listed one waits', () => {
    const told = published();
    expect(complain(told, { address: 'https://prize.example/other' }).effect).toBe('waits');
  });

  test('that the listing is wrong waits, and the listing stays until somebody rules', () => {
    const told = published();
    expect(complain(told, { kind: 'wrongly-stopped' }).effect).toBe('waits');
    expect(told.case.task.phase).toBe('open');
    expect(told.case.rulings[0]?.lifted).toBeUndefined();
  });
});

describe('a case of a host', () => {
  test('goes on when its host has become one that everybody uses', () => {
    const host = { key: 'www.zhihu.com/', kind: 'host', host: 'www.zhihu.com' } as const;
    const told = story();
    told.events.push({ kind: 'case.opened', at: START, caseId: 'case-1', destination: host });
    const address = 'https://www.zhihu.com/question/1';
    expect(complain(told, { address }).effect).toBe('waits');
    told.after('claim').after('rule', { draft: { ...DRAFT, address } });
    expect(told.case.rulings).toHaveLength(1);
  });
});

describe('not again without new evidence', () => {
  test('a dismissed complaint does not come back', () => {
    const told = published(DISMISSAL);
    expect(complain(told)).toMatchObject({ effect: 'set-aside', rulingId: 'ruling-1' });
    expect(told.case.task.phase).toBe('idle');
  });

  test('unless it says something new, once', () => {
    const told = published(DISMISSAL);
    const newFact = 'Since yesterday it asks for a card number.';
    expect(complain(told, { newFact }).effect).toBe('waits');
    expect(complain(told, { newFact: ` ${newFact.toUpperCase()}!` }).effect).toBe('set-aside');
  });

  test('unless it is of another kind, or of another page', () => {
    const told = published(DISMISSAL);
    expect(complain(told, { kind: 'malware' }).effect).toBe('waits');
    expect(complain(told, { address: 'https://prize.example/b' }).effect).toBe('waits');
  });

  test('what was lifted does not come back on the same ground', () => {
    for (const told of [
      published().after('lift'),
      appealClaimed().after('decide', { outcome: 'lifted' }),
    ]) {
      expect(complain(told)).toMatchObject({ effect: 'set-aside', rulingId: 'ruling-1' });
      expect(complain(told, { kind: 'phishing' }).effect).toBe('waits');
      expect(complain(told, { kind: 'wrongly-stopped' }).effect).toBe('waits');
    }
  });

  test('what is over may be complained of anew', () => {
    const told = published({ ...DRAFT, until: plus(START, DAY) });
    expect(complain(told).effect).toBe('covered');
    told.wait(DAY);
    expect(complain(told).effect).toBe('waits');
  });

  test('an objection that was heard is not heard again', () => {
    const told = published();
    complain(told, { kind: 'wrongly-stopped' });
    told
      .after('claim')
      .after('rule', { rulingId: 'ruling-2', draft: DISMISSAL })
      .after('publish', { rulingId: 'ruling-2' });
    expect(complain(told, { kind: 'wrongly-stopped' })).toMatchObject({
      effect: 'set-aside',
      rulingId: 'ruling-2',
    });
    expect(complain(told).effect).toBe('covered');
  });
});
