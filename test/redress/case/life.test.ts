/** What holds for every case, whatever anybody does to it in whatever order. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  CASE_STAGES,
  type Case,
  type CaseCommand,
  type CaseEvent,
  CaseEventSchema,
  COMPLAINT_STATES,
  caseOf,
  caseStageOf,
  complaintStateOf,
  complaintStatesOf,
  DAY,
  decide,
  evolve,
  factsOf,
  HOUR,
  isPopular,
  plus,
  rulesOf,
} from '../../../src/redress/index.ts';
import {
  actor,
  appealClaimed,
  command,
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

// Hundreds of lives, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const STAFF = ['ann', 'ben', 'cleo', 'dora'];
const DRAFTS = [
  DRAFT,
  SITE_DRAFT,
  DISMISSAL,
  { ...SITE_DRAFT, measure: { kind: 'allow' } as const },
  { ...DRAFT, until: plus(START, 20 * DAY) },
];

const staff = fc.constantFrom(...STAFF).map((id) => actor('senior', id));
const draft = fc.constantFrom(...DRAFTS);
/** Of the rulings and the appeals that are there, the last so-and-so-many'th. */
const back = fc.constantFrom(0, 0, 0, 1, 2);
const isOfAppeal = fc.boolean();

type Try = (at: string, step: number, theCase: Case) => CaseCommand;

function rulingId({ rulings }: Case, from: number): string {
  return rulings.at(-1 - from)?.ruling.id ?? 'ruling-0';
}

function appealId({ appeals }: Case, from: number): string {
  return appeals.at(-1 - from)?.appeal.id ?? 'appeal-0';
}

function taskId(theCase: Case, isAppeal: boolean): string {
  return isAppeal ? appealId(theCase, 0) : 'ruling';
}

/** Whoever has claimed the task, where somebody has. */
function holder(theCase: Case, isAppeal: boolean, other: CaseCommand['actor']) {
  const task = isAppeal ? theCase.appeals.at(-1)?.task : theCase.task;
  return task?.phase === 'claimed' ? actor('senior', task.assignment.to) : other;
}

/** Ids are new with each step; whom and what it is about exists, so that much is taken. */
const attempt: fc.Arbitrary<Try> = fc.oneof(
  fc.tuple(fc.constantFrom('fraud' as const, 'wrongly-stopped' as const), fc.boolean()).map(
    ([kind, isNew]): Try =>
      (at, step) =>
        command('complain', at, {
          actor: actor('reporter', `reporter-${step}`),
          complaint: {
            id: `complaint-${step}`,
            ...{ kind, context: 'group', address: PAGE },
            ...(isNew && { newFact: `fact ${step}` }),
          },
        }),
  ),
  fc.tuple(staff, isOfAppeal).map(
    ([by, of]): Try =>
      (at, _, theCase) =>
        command('claim', at, { actor: by, task: taskId(theCase, of) }),
  ),
  fc.tuple(staff, isOfAppeal).map(
    ([by, of]): Try =>
      (at, _, theCase) =>
        command('release', at, { actor: by, task: taskId(theCase, of) }),
  ),
  fc.tuple(staff, draft).map(
    ([by, written]): Try =>
      (at, step, theCase) =>
        command('rule', at, {
          actor: holder(theCase, false, by),
          draft: written,
          rulingId: `ruling-${step}`,
        }),
  ),
  fc.tuple(staff, isOfAppeal).map(
    ([by, of]): Try =>
      (at, _, theCase) =>
        command('confirm', at, { actor: by, task: taskId(theCase, of) }),
  ),
  fc.tuple(staff, isOfAppeal).map(
    ([by, of]): Try =>
      (at, _, theCase) =>
        command('return', at, { actor: by, task: taskId(theCase, of) }),
  ),
  back.map(
    (from): Try =>
      (at, _, theCase) =>
        command('publish', at, { rulingId: rulingId(theCase, from) }),
  ),
  fc.tuple(back, fc.boolean()).map(
    ([from, isOwner]): Try =>
      (at, step, theCase) =>
        command('appeal', at, {
          rulingId: rulingId(theCase, from),
          appealId: `appeal-${step}`,
          ...(!isOwner && { actor: actor('reporter', 'reporter-1'), complaintId: 'complaint-1' }),
        }),
  ),
  fc
    .tuple(
      staff,
      back,
      fc.constantFrom('upheld' as const, 'changed' as const, 'lifted' as const),
      draft,
    )
    .map(
      ([by, from, outcome, written]): Try =>
        (at, step, theCase) =>
          command('decide', at, {
            actor: holder(theCase, true, by),
            appealId: appealId(theCase, from),
            outcome,
            ...(outcome === 'changed' && {
              replacement: { rulingId: `ruling-${step}`, draft: written },
            }),
          }),
    ),
  fc.tuple(staff, back, fc.integer({ max: 9, min: 0 })).map(
    ([by, from, rarely]): Try =>
      (at, _, theCase) =>
        command(rarely === 0 ? 'lift' : 'note-removal', at, {
          actor: by,
          rulingId: rulingId(theCase, from),
        }),
  ),
  back.map(
    (from): Try =>
      (at, _, theCase) =>
        command('note-return', at, { rulingId: rulingId(theCase, from) }),
  ),
);

interface Tried {
  readonly begin: () => Story;
  readonly tries: readonly { readonly attempt: Try; readonly hours: number }[];
}

/** Long lives, some of which begin well on, so that every end is seen. */
const lives: fc.Arbitrary<Tried> = fc.record({
  begin: fc.constantFrom(() => complained().after('claim'), published, appealClaimed),
  tries: fc.array(fc.record({ attempt, hours: fc.constantFrom(0, 0, 0, 0, 1, 25, 24 * 9) }), {
    minLength: 40,
    maxLength: 120,
    size: 'max',
  }),
});

interface Life {
  readonly events: readonly CaseEvent[];
  readonly now: string;
}

function live({ begin, tries }: Tried): Life {
  const begun = begin();
  let now = begun.now;
  const events: CaseEvent[] = [...begun.events];
  let theCase: Case = begun.case;
  for (const [index, { attempt: make, hours }] of tries.entries()) {
    now = plus(now, hours * HOUR + 1000);
    const outcome = decide(theCase, make(now, index + 2, theCase), FACTS);
    if (!outcome.ok) continue;
    events.push(...outcome.events);
    theCase = outcome.events.reduce<Case>(evolve, theCase);
  }
  return { events, now };
}

function holds(claim: (theCase: Case, life: Life) => void): void {
  fc.assert(
    fc.property(lives, (tried) => {
      const life = live(tried);
      const theCase = caseOf(life.events);
      if (theCase !== undefined) claim(theCase, life);
    }),
    { numRuns: 60 },
  );
}

describe('every case', () => {
  test('is the fold of its events, and counts them', () => {
    holds((theCase, { events }) => {
      expect(theCase.version).toBe(events.length);
      expect(theCase.changedAt).toBe(events.at(-1)?.at);
      const instants = events.map(({ at }) => at);
      expect(instants).toEqual(instants.toSorted());
    });
  });

  test('lists nothing without a published ruling, and with two people where it takes two', () => {
    holds((theCase, { now }) => {
      for (const entry of rulesOf([theCase], now).list.entries) {
        const record = theCase.rulings.find(({ ruling }) => ruling.id === entry.evidence);
        expect(record?.publishedAt).toBeDefined();
        expect(record?.lifted ?? record?.replacedAt).toBeUndefined();
        expect(STAFF).toContain(record?.ruling.by);
        if (!isPopular(entry.expression) && entry.expression !== 'prize.example/') continue;
        expect(STAFF).toContain(record?.ruling.secondedBy);
        expect(record?.ruling.secondedBy).not.toBe(record?.ruling.by);
      }
    });
  });

  test('has every appeal decided by people who had no part in what it is against', () => {
    holds((theCase) => {
      for (const { appeal, decision } of theCase.appeals) {
        const against = theCase.rulings.find(({ ruling }) => ruling.id === appeal.rulingId);
        expect(against?.publishedAt).toBeDefined();
        for (const judge of [decision?.by, decision?.secondedBy]) {
          if (judge !== undefined) expect(against?.part).not.toContain(judge);
        }
      }
    });
  });

  test('answers each complaint once, and has a stage and states that people know', () => {
    holds((theCase, { now }) => {
      const first = theCase.rulings.filter(
        ({ ruling }) => !theCase.appeals.some(({ decision }) => decision?.ruling?.id === ruling.id),
      );
      const answers = first.flatMap(({ ruling }) => ruling.answers);
      expect(new Set(answers).size).toBe(answers.length);
      expect(CASE_STAGES).toContain(caseStageOf(theCase, now));
      const states = complaintStatesOf(theCase);
      for (const { id } of theCase.complaints) {
        expect(COMPLAINT_STATES).toContain(complaintStateOf(theCase, id));
        expect(states.get(id)).toBe(complaintStateOf(theCase, id));
      }
    });
  });

  test('tells the public log nothing of a person, an address or a text', () => {
    const private_ = [...STAFF, 'reporter-', OWNER.id, 'prize', DRAFT.facts, 'complaint-'];
    holds((theCase, { events }) => {
      const told = JSON.stringify(events.flatMap((event) => factsOf(theCase, event)));
      expect(private_.filter((text) => told.includes(text))).toEqual([]);
    });
  });

  test('gets far: everything that can happen does in these lives', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(lives, (tried) => {
        for (const { kind } of live(tried).events) seen.add(kind);
      }),
      { numRuns: 200, seed: 2021 },
    );
    const kinds = CaseEventSchema.options.map(({ entries }) => entries.kind.literal);
    const apart = ['case.hurried', 'owner.answered'];
    expect([...seen, ...apart].sort()).toEqual([...kinds].sort());
  });
});

describe('caseOf', () => {
  test('is nothing of nothing, and throws for what are not the events of one case', () => {
    expect(caseOf([])).toBeUndefined();
    const { events } = published();
    expect(() => caseOf(events.slice(1))).toThrow('complaint.joined: before a case was opened');
    expect(() => caseOf([...events, ...events])).toThrow('case-1: opened twice');
  });
});
