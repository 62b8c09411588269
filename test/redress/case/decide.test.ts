import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  ACTOR_ROLES,
  CaseCommandSchema,
  CaseEventSchema,
  type CommandKind,
  caseOf,
  DAY,
  decide,
  may,
  plus,
  REFUSAL_CODES,
  REFUSALS,
  rulesOf,
} from '../../../src/redress/index.ts';
import { read } from '../../support/tree.ts';
import {
  actor,
  appealClaimed,
  appealed,
  command,
  complained,
  DISMISSAL,
  DRAFT,
  FACTS,
  PAGE,
  published,
  ruled,
  SITE_DRAFT,
  START,
  type Story,
  story,
  USUAL,
} from './sample-case.ts';

const REPLACEMENT = { rulingId: 'ruling-2', draft: SITE_DRAFT };
const CHANGED = { outcome: 'changed', replacement: REPLACEMENT } as const;

/** Where a case can stand. */
const SITUATIONS = {
  'no case': story,
  waiting: complained,
  claimed: () => complained().after('claim'),
  'claim lapsed': () => complained().after('claim').wait(DAY),
  'given back': () => complained().after('claim').after('release'),
  proposed: () => complained().after('claim').after('rule', { draft: SITE_DRAFT }),
  returned: () => complained().after('claim').after('rule', { draft: SITE_DRAFT }).after('return'),
  ruled: () => ruled(),
  listed: () => published(),
  dismissed: () => published(DISMISSAL),
  over: () => published({ ...DRAFT, until: plus(START, DAY) }).wait(DAY),
  removed: () => published().after('note-removal'),
  'back again': () => published().after('note-removal').after('note-return'),
  reopened: () =>
    published().after('complain', {
      complaint: { id: 'complaint-2', kind: 'wrongly-stopped', context: 'direct', address: PAGE },
    }),
  appealed,
  'appeal claimed': appealClaimed,
  'appeal proposed': () => appealClaimed().after('decide', CHANGED),
  upheld: () => appealClaimed().after('decide'),
  'lifted on appeal': () => appealClaimed().after('decide', { outcome: 'lifted' }),
  'changed on appeal': () =>
    appealClaimed().after('decide', {
      outcome: 'changed',
      replacement: { rulingId: 'ruling-2', draft: { ...DRAFT, until: plus(START, 90 * DAY) } },
    }),
  lifted: () => published().after('lift'),
} satisfies Record<string, () => Story>;

const KINDS = Object.keys(USUAL) as readonly CommandKind[];

/**
 * What the usual command of each kind comes to in each situation; as a table, because every pair
 * has to be settled. A person of the right role gives it: `ann` rules, `ben` is the second, `cleo`
 * decides appeals, the owner answers and appeals.
 */
const TABLE: Readonly<Record<keyof typeof SITUATIONS, Readonly<Record<CommandKind, string>>>> = {
  'no case': row('no-such-case', { complain: 'case.opened complaint.joined' }),
  waiting: row('no-such-ruling', {
    ...OPEN(),
    claim: 'task.claimed',
    release: 'not-claimed',
    rule: 'not-claimed',
  }),
  claimed: row('no-such-ruling', {
    ...OPEN(),
    claim: 'already-claimed',
    release: 'task.released',
    rule: 'ruling.made',
  }),
  'claim lapsed': row('no-such-ruling', {
    ...OPEN(),
    claim: 'task.released task.claimed',
    release: 'not-claimed',
    rule: 'not-claimed',
  }),
  'given back': row('no-such-ruling', {
    ...OPEN(),
    claim: 'task.claimed',
    release: 'not-claimed',
    rule: 'not-claimed',
  }),
  proposed: row('no-such-ruling', {
    ...OPEN(),
    claim: 'awaits-second',
    release: 'awaits-second',
    rule: 'awaits-second',
    confirm: 'ruling.made',
    return: 'proposal.returned',
  }),
  returned: row('no-such-ruling', {
    ...OPEN(),
    claim: 'task.claimed',
    release: 'not-claimed',
    rule: 'not-claimed',
  }),
  ruled: row('not-published', { ...IDLE(), publish: 'ruling.published', decide: 'no-such-task' }),
  listed: row('already-noted', { ...IDLE(), ...IN_FORCE(), appeal: 'appeal.lodged' }),
  dismissed: row('not-a-listing', {
    ...IDLE(),
    publish: 'already-published',
    appeal: 'not-against-you',
    decide: 'no-such-task',
    lift: 'nothing-to-lift',
  }),
  over: row('not-in-force', {
    ...IDLE(),
    publish: 'already-published',
    appeal: 'appeal.lodged',
    decide: 'no-such-task',
  }),
  removed: row('already-noted', {
    ...IDLE(),
    ...IN_FORCE(),
    appeal: 'appeal.lodged',
    'note-removal': 'already-noted',
    'note-return': 'return.noted',
  }),
  'back again': row('already-noted', { ...IDLE(), ...IN_FORCE(), appeal: 'appeal.lodged' }),
  reopened: row('already-noted', {
    ...OPEN(),
    ...IN_FORCE(),
    claim: 'task.claimed',
    release: 'not-claimed',
    rule: 'not-claimed',
    appeal: 'appeal.lodged',
  }),
  appealed: row('already-noted', { ...IDLE(), ...IN_FORCE(), decide: 'not-claimed' }),
  'appeal claimed': row('already-noted', { ...IDLE(), ...IN_FORCE(), decide: 'appeal.decided' }),
  'appeal proposed': row('already-noted', { ...IDLE(), ...IN_FORCE(), decide: 'awaits-second' }),
  upheld: row('already-noted', { ...IDLE(), ...IN_FORCE(), decide: 'nothing-waits' }),
  'lifted on appeal': row('not-in-force', {
    ...IDLE(),
    publish: 'already-published',
    appeal: 'id-taken',
    decide: 'nothing-waits',
  }),
  'changed on appeal': row('already-noted', { ...IDLE(), ...IN_FORCE(), decide: 'nothing-waits' }),
  lifted: row('not-in-force', { ...IDLE(), publish: 'already-published', decide: 'no-such-task' }),
};

function row(
  ofRulings: string,
  others: Partial<Record<CommandKind, string>>,
): Readonly<Record<CommandKind, string>> {
  const all = Object.fromEntries(KINDS.map((kind) => [kind, ofRulings]));
  return { ...all, ...others } as Readonly<Record<CommandKind, string>>;
}

/** Something waits for a ruling. */
function OPEN(): Partial<Record<CommandKind, string>> {
  return {
    complain: 'complaint.joined',
    hurry: 'case.hurried',
    confirm: 'not-proposed',
    return: 'not-proposed',
    answer: 'owner.answered',
    decide: 'no-such-task',
  };
}

function IDLE(): Partial<Record<CommandKind, string>> {
  return {
    complain: 'complaint.joined',
    hurry: 'nothing-waits',
    claim: 'nothing-waits',
    release: 'not-claimed',
    rule: 'nothing-waits',
    confirm: 'not-proposed',
    return: 'not-proposed',
    answer: 'owner.answered',
  };
}

function IN_FORCE(): Partial<Record<CommandKind, string>> {
  return {
    publish: 'already-published',
    appeal: 'id-taken',
    decide: 'no-such-task',
    lift: 'ruling.lifted',
    'note-removal': 'removal.noted',
    'note-return': 'already-noted',
  };
}

describe('decide', () => {
  test.each(Object.keys(SITUATIONS).flatMap((name) => KINDS.map((kind) => [name, kind] as const)))(
    '%s: %s',
    (name, kind) => {
      const situation = name as keyof typeof SITUATIONS;
      const told = SITUATIONS[situation]();
      const again = { ...USUAL.complain.complaint, id: 'complaint-9' };
      const comesTo =
        kind === 'complain' && situation !== 'no case'
          ? told.tries(kind, { complaint: again })
          : told.tries(kind);
      expect(comesTo).toBe(TABLE[situation][kind]);
    },
  );

  test('has a table without a gap, of events and named refusals alone', () => {
    expect(Object.keys(TABLE)).toEqual(Object.keys(SITUATIONS));
    for (const cells of Object.values(TABLE)) {
      expect(Object.keys(cells).sort()).toEqual([...KINDS].sort());
      for (const cell of Object.values(cells)) {
        const isEvents = cell.includes('.');
        expect(isEvents || REFUSAL_CODES.some((code) => code === cell), cell).toBe(true);
      }
    }
  });

  test('lets every role do what it may, and refuses the rest before anything else', () => {
    for (const kind of KINDS) {
      for (const role of ACTOR_ROLES) {
        const outcome = decide(
          undefined,
          command(kind, START, { actor: actor(role, 'somebody') }),
          FACTS,
        );
        const isRefused = !outcome.ok && outcome.refusal === 'not-your-role';
        expect(isRefused, `${role} ${kind}`).toBe(!may(role, kind));
      }
    }
  });

  test('lets no machine, reporter, owner or administrator rule', () => {
    const ruling = ['rule', 'confirm', 'decide', 'lift'] as const;
    for (const role of ['system', 'reporter', 'owner', 'administrator', 'publisher'] as const) {
      expect(ruling.filter((kind) => may(role, kind))).toEqual([]);
    }
  });

  test('says the same of the same, and changes nothing that it was given', () => {
    const told = complained().after('claim');
    const before = structuredClone(told.case);
    const first = decide(told.case, command('rule', told.now), FACTS);
    expect(decide(told.case, command('rule', told.now), FACTS)).toEqual(first);
    expect(told.case).toEqual(before);
  });

  test('gives events in the order of time, whatever the clock says', () => {
    const told = complained();
    const outcome = decide(told.case, command('claim', '2020-01-01T00:00:00.000Z'), FACTS);
    expect(outcome).toMatchObject({ ok: true, events: [{ at: told.case.changedAt }] });
  });

  test('gives events that read back as they were written', () => {
    for (const tell of Object.values(SITUATIONS)) {
      for (const event of tell().events) {
        expect(v.parse(CaseEventSchema, JSON.parse(JSON.stringify(event)))).toEqual(event);
      }
    }
  });
});

describe('CaseCommandSchema', () => {
  test.each(KINDS)('takes %s, and nothing beside its members', (kind) => {
    const given = command(kind, START);
    expect(v.parse(CaseCommandSchema, given)).toEqual(given);
    expect(v.is(CaseCommandSchema, { ...given, isAdministrator: true })).toBe(false);
    expect(v.is(CaseCommandSchema, { ...given, at: 'now' })).toBe(false);
  });

  test('keeps the name of the case’s own task from being an appeal’s', () => {
    expect(v.is(CaseCommandSchema, command('appeal', START, { appealId: 'ruling' }))).toBe(false);
  });
});

describe('REFUSALS', () => {
  test('each has words of its own', () => {
    expect(new Set(Object.values(REFUSALS)).size).toBe(REFUSAL_CODES.length);
  });
});

describe('docs/redress.md', () => {
  test('has every refusal in its words, and no other', () => {
    const rows = read('docs/redress.md')
      .split('### Refusals')[1]
      ?.split('\n## ')[0]
      ?.split('\n')
      .flatMap((line) => /^\| `([a-z-]+)` \| (.+) \|$/.exec(line)?.slice(1, 3).join(': ') ?? []);
    expect(rows).toEqual(Object.entries(REFUSALS).map(([code, words]) => `${code}: ${words}`));
  });
});

describe('numbers never change a verdict', () => {
  const complaint = fc.record({
    kind: fc.constantFrom('fraud', 'phishing', 'marketing', 'wrongly-stopped' as const),
    reporter: fc.integer({ min: 0, max: 50 }),
    page: fc.constantFrom('win/now.html', '', 'about', 'login?x=1'),
    newFact: fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: undefined }),
  });

  test('any number of complaints and bursts makes no ruling and no task but waiting', () => {
    fc.assert(
      fc.property(fc.array(complaint, { minLength: 1, maxLength: 60 }), (complaints) => {
        const told = story();
        for (const [index, { kind, reporter, page, newFact }] of complaints.entries()) {
          told.after('complain', {
            actor: actor('reporter', `reporter-${reporter}`),
            complaint: {
              id: `complaint-${index}`,
              kind: kind as 'fraud',
              context: 'group',
              address: `https://prize.example/${page}`,
              ...(newFact !== undefined && { newFact }),
            },
          });
        }
        told.after('hurry', { reporters: complaints.length });
        expect(told.case).toMatchObject({ rulings: [], appeals: [], task: { phase: 'open' } });
        expect(rulesOf([told.case], told.now).list.entries).toEqual([]);
        expect(caseOf(told.events)?.complaints).toHaveLength(complaints.length);
      }),
      { numRuns: 50 },
    );
  });
});
