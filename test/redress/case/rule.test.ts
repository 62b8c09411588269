import { describe, expect, test } from 'vitest';
import {
  coveringOf,
  DAY,
  destinationAddress,
  plus,
  type RulingDraft,
} from '../../../src/redress/index.ts';
import {
  actor,
  complained,
  DISMISSAL,
  DRAFT,
  PAGE,
  published,
  SITE_DRAFT,
  START,
  type Story,
  story,
} from './sample-case.ts';

function about(address: string): Story {
  return story()
    .after('complain', {
      complaint: { id: 'complaint-1', kind: 'fraud', context: 'direct', address },
    })
    .after('claim');
}

function tries(address: string, changes: Partial<RulingDraft>): string {
  return about(address).tries('rule', { draft: { ...DRAFT, address, ...changes } });
}

const LESSER = { kind: 'list', violation: 'harassment', severity: 'lesser' } as const;
const ASKED = { kind: 'list', violation: 'marketing', severity: 'lesser' } as const;

describe('a ruling', () => {
  test('holds all of its reasons, and answers what it covers', () => {
    const told = complained(2).after('claim').after('rule');
    expect(told.case.rulings[0]).toMatchObject({
      ruling: {
        id: 'ruling-1',
        by: 'ann',
        at: told.now,
        reach: 'many',
        answers: ['complaint-1', 'complaint-2'],
        reasons: {
          facts: DRAFT.facts,
          ground: DRAFT.ground,
          measure: DRAFT.measure,
          scope: 'page',
          expression: 'prize.example/win/now.html',
          automation: 'none',
          redress: ['appeal', 'out-of-court', 'court'],
        },
      },
      part: ['ann'],
    });
    expect(told.case.rulings[0]?.ruling).not.toHaveProperty('providerId');
  });

  test('leaves waiting what it does not cover', () => {
    const told = complained().after('complain', {
      complaint: { id: 'b', kind: 'fraud', context: 'group', address: 'https://prize.example/b' },
    });
    told.after('claim').after('rule');
    expect(told.case.rulings[0]?.ruling.answers).toEqual(['complaint-1']);
    expect(told.case.task).toMatchObject({ phase: 'open', since: told.now });
    expect(told.after('claim').tries('rule', { rulingId: 'ruling-2' })).toBe('nothing-answered');
  });

  test('is refused where its parts do not fit', () => {
    const told = complained().after('claim');
    const draft = (changes: Partial<RulingDraft>) =>
      told.tries('rule', { draft: { ...DRAFT, ...changes } });
    expect(draft({ address: 'mailto:a@prize.example' })).toBe('bad-address');
    expect(draft({ address: 'https://other.example/' })).toBe('other-destination');
    expect(draft({ until: START })).toBe('expiry-in-the-past');
    expect(draft({ until: plus(START, DAY) })).toBe('ruling.made');
    expect(told.tries('rule', { actor: actor('reviewer', 'ben') })).toBe('claimed-by-another');
    const again = published().after('complain', {
      complaint: { id: 'c', kind: 'wrongly-stopped', context: 'group', address: PAGE },
    });
    expect(again.after('claim').tries('rule')).toBe('id-taken');
  });

  test('counts for the provider whose own page it is, and for no landlord', () => {
    const own = about('https://item.taobao.com/item.htm?id=7');
    own.after('rule', { draft: { ...DRAFT, address: 'https://item.taobao.com/item.htm?id=7' } });
    expect(own.case.rulings[0]?.ruling.providerId).toBe('taobao');
    for (const address of [
      'https://shop.github.io/x',
      'https://docs.google.com/forms/d/1/view?a=1',
    ]) {
      const told = about(address).after('rule', { draft: { ...DRAFT, address } });
      expect(told.case.rulings[0]?.ruling).not.toHaveProperty('providerId');
    }
  });

  test('takes the place of the one in force for the same expression', () => {
    const told = published({ ...DRAFT, measure: ASKED }).after('complain', {
      complaint: { id: 'c', kind: 'fraud', context: 'channel', address: PAGE },
    });
    told.after('claim').after('rule', { rulingId: 'ruling-2' });
    expect(told.case.rulings[0]?.replacedAt).toBeUndefined();
    told.after('publish', { rulingId: 'ruling-2' });
    expect(told.case.rulings).toMatchObject([
      { replacedAt: told.now },
      { ruling: { replaces: 'ruling-1', reach: 'public' } },
    ]);
  });

  test('that dismisses an objection leaves the listing in force', () => {
    const told = published().after('complain', {
      complaint: { id: 'c', kind: 'wrongly-stopped', context: 'group', address: PAGE },
    });
    told.after('claim').after('rule', { rulingId: 'ruling-2', draft: DISMISSAL });
    told.after('publish', { rulingId: 'ruling-2' });
    expect(told.case.rulings[0]?.replacedAt).toBeUndefined();
  });
});

describe('a scope', () => {
  test.each([
    ['page', 'https://a.b.example.com/x/y?z=1', 'a.b.example.com/x/y?z=1'],
    ['page', 'https://a.b.example.com/x/', 'a.b.example.com/x/'],
    ['origin', 'https://a.b.example.com:8443/x', 'a.b.example.com/'],
    ['host', 'https://a.b.example.com/x', 'a.b.example.com/'],
    ['site', 'https://a.b.example.com/x', 'example.com/'],
    ['site', 'https://shop.github.io/x', 'shop.github.io/'],
    ['host', 'http://203.0.113.9/x', '203.0.113.9/'],
  ] as const)('%s of %s is %s', (scope, address, expression) => {
    const url = destinationAddress(address);
    expect(url && coveringOf(url, scope)).toEqual({ ok: true, expression });
  });

  test.each([
    ['page', 'https://a.example.com/', 'page-is-whole-host'],
    ['site', 'http://203.0.113.9/x', 'no-site'],
    ['host', 'https://docs.google.com/forms/d/1', 'shared-host'],
    ['site', 'https://sites.google.com/view/x', 'shared-host'],
    ['site', 'https://google.com/x', 'shared-host'],
    ['host', 'https://wordpress.com/x', 'shared-host'],
    ['host', 'https://github.io/x', 'shared-host'],
  ] as const)('%s of %s is refused: %s', (scope, address, refusal) => {
    const url = destinationAddress(address);
    expect(url && coveringOf(url, scope)).toEqual({ ok: false, refusal });
    expect(tries(address, { scope })).toBe(refusal);
  });
});

describe('the second reviewer', () => {
  test.each([
    ['a page', PAGE, {}, 'ruling.made'],
    ['a host below a site', 'https://a.prize.example/x', { scope: 'host' }, 'ruling.made'],
    ['a whole site, severe', PAGE, { scope: 'site' }, 'ruling.proposed'],
    ['a host that is the whole site', PAGE, { scope: 'host' }, 'ruling.proposed'],
    ['a whole IP address', 'http://203.0.113.9/x', { scope: 'host' }, 'ruling.proposed'],
    ['a whole site that is asked about', PAGE, { scope: 'site', measure: ASKED }, 'ruling.made'],
    ['a whole site that is warned of', PAGE, { scope: 'site', measure: LESSER }, 'ruling.made'],
    [
      'a whole site that is allowed',
      PAGE,
      { scope: 'site', measure: { kind: 'allow' } },
      'ruling.proposed',
    ],
    ['a page that is allowed', PAGE, { measure: { kind: 'allow' } }, 'ruling.made'],
    ['a popular host', 'https://www.zhihu.com/question/1', { scope: 'host' }, 'ruling.proposed'],
    ['a kind of page of one', 'https://www.youtube.com/watch', {}, 'ruling.proposed'],
    ['a page of a popular host', 'https://www.zhihu.com/question/1/answer/77', {}, 'ruling.made'],
    ['a dismissal', PAGE, { scope: 'site', measure: DISMISSAL.measure }, 'ruling.made'],
  ] as const)('%s', (_, address, changes, comesTo) => {
    expect(tries(address, changes)).toBe(comesTo);
  });

  test('is needed for a whole site that this policy blocks, however lesser', () => {
    const actions = {
      phishing: 'block',
      malware: 'block',
      unlawful: 'block',
      fraud: 'block',
    } as const;
    const lesser = {
      harassment: 'block',
      inducement: 'ask',
      marketing: 'ask',
      privacy: 'ask',
    } as const;
    const told = complained().after('claim');
    const draft = { ...SITE_DRAFT, measure: LESSER };
    expect(told.tries('rule', { draft }, { actions: { ...actions, ...lesser } })).toBe(
      'ruling.proposed',
    );
  });

  test('is somebody else', () => {
    const told = complained().after('claim').after('rule', { draft: SITE_DRAFT });
    expect(told.case.rulings).toEqual([]);
    expect(told.tries('confirm', { actor: actor('senior', 'ann') })).toBe('same-person');
    told.after('confirm');
    expect(told.case.rulings[0]).toMatchObject({
      ruling: { by: 'ann', secondedBy: 'ben', at: told.now },
      part: ['ann', 'ben'],
    });
  });

  test('may return it, and then it is open to everybody again', () => {
    const told = complained().after('claim').after('rule', { draft: SITE_DRAFT }).after('return');
    expect(told.case.task).toMatchObject({ phase: 'open', part: ['ann', 'ben'] });
    told.after('claim', { actor: actor('reviewer', 'dora') });
    told.after('rule', { actor: actor('reviewer', 'dora') });
    expect(told.case.rulings[0]?.part).toEqual(['ann', 'ben', 'dora']);
  });
});

describe('a claim', () => {
  test('lapses by itself, and then somebody else may have it', () => {
    const ben = { actor: actor('reviewer', 'ben') };
    const told = complained().after('claim');
    expect(told.tries('claim', ben)).toBe('claimed-by-another');
    told.wait(DAY).after('claim', ben);
    expect(told.events.slice(-2)).toMatchObject([
      { kind: 'task.released', by: 'ann', because: 'lapsed' },
      { kind: 'task.claimed', by: 'ben' },
    ]);
    expect(told.tries('rule')).toBe('claimed-by-another');
  });

  test('is given back by its holder, and taken away by a senior alone', () => {
    const told = complained().after('claim');
    expect(told.tries('release', { actor: actor('reviewer', 'ben') })).toBe('claimed-by-another');
    const taken = told.after('release', { actor: actor('senior', 'cleo') }).events.at(-1);
    expect(taken).toMatchObject({ because: 'taken-away' });
  });

  test('is of a task that is there', () => {
    const told = complained();
    for (const kind of ['claim', 'release', 'return', 'confirm'] as const) {
      expect(told.tries(kind, { task: 'appeal-1' })).toBe('no-such-task');
    }
  });
});
