/**
 * What people have decided, as it goes into a ruleset: the rulings in force as a list among the
 * lists, and the grades that the public log comes to. The log also tells whether anything was
 * decided since the last ruleset, to every node that shares the database.
 */
import {
  type CreditRules,
  type Grades,
  type ImportedList,
  type Manifest,
  type ReviewDecision,
  USUAL_CREDIT_RULES,
} from '../policy/index.ts';
import {
  type Case,
  creditsOf,
  findingsOfLog,
  gradeChanges,
  gradesOf,
  type Instant,
  type ProviderCredit,
  type PublicEntry,
  type PublicFactKind,
  rulesOf,
} from '../redress/index.ts';
import type { Store } from './store/store.ts';

export interface Decided {
  readonly list: ImportedList;
  /** What two people decided to list although everybody uses it. */
  readonly decisions: readonly ReviewDecision[];
  readonly credits: readonly ProviderCredit[];
  readonly grades: Grades;
  /** When the first of the rulings ends, and all of this is to be made anew. */
  readonly nextEnd: Instant | undefined;
  /** Number of the last entry of the public log that is in this. */
  readonly upTo: number;
}

/** Facts after which a ruleset is not any more what was decided. */
const CHANGING: ReadonlySet<PublicFactKind> = new Set([
  'ruling.published',
  'ruling.lifted',
  'removal.noted',
  'return.noted',
  'exposure.set',
]);

const CASES_AT_ONCE = 500;
const ENTRIES_AT_ONCE = 1_000;

type Sources = Pick<Store, 'casesAfter' | 'publicLog'>;

/** Throws `store-unavailable`. */
export async function readDecided(
  store: Sources,
  now: Instant,
  rules: CreditRules = USUAL_CREDIT_RULES,
): Promise<Decided> {
  // Before the cases: what is decided in between is news for the next ruleset.
  const entries = await entriesFrom(store, 1);
  const { list, decisions, nextEnd } = rulesOf(await ruledCases(store), now);
  const credits = creditsOf(findingsOfLog(entries), now, rules);
  const upTo = entries.at(-1)?.number ?? 0;
  return { list, decisions, nextEnd, credits, grades: gradesOf(credits), upTo };
}

/** Whether anything was decided that no ruleset holds yet. Throws `store-unavailable`. */
export async function hasNewDecisions({ publicLog }: Pick<Store, 'publicLog'>): Promise<boolean> {
  let { count: to } = await publicLog.page({ from: 1, limit: 1 });
  let upTo = 0;
  while (to > 0) {
    const from = Math.max(1, to - ENTRIES_AT_ONCE + 1);
    const { entries } = await publicLog.page({ from, limit: to - from + 1 });
    for (const { number, fact } of entries.toReversed()) {
      // What came while a ruleset was made stands before it, and is not in it.
      if (number <= upTo) return false;
      if (CHANGING.has(fact.kind)) return true;
      if (fact.kind === 'ruleset.published') upTo = Math.max(upTo, fact.upTo);
    }
    to = from - 1;
  }
  return false;
}

/** `head` is the version's place in the log of versions. */
export interface NewRuleset {
  readonly manifest: Pick<Manifest, 'version'>;
  readonly head: string;
  readonly decided: Pick<Decided, 'credits' | 'upTo'>;
  readonly at: Instant;
}

/** Tells of a ruleset in the open, with the grades that are others now, and keeps their history. */
export async function noteRuleset(
  store: Pick<Store, 'publicLog' | 'grades'> & Sources,
  { manifest: { version }, head, decided, at }: NewRuleset,
): Promise<void> {
  const { credits, upTo } = decided;
  const former = publishedGrades(await entriesFrom(store, 1));
  for (const { providerId, grade, credit, low, high, upheld } of credits) {
    const [last] = await store.grades.history(providerId, 1);
    const isNews = last === undefined ? upheld > 0 : last.grade !== grade || last.credit !== credit;
    if (!isNews) continue;
    await store.grades.add(providerId, { at, grade, credit, low, high });
  }
  await store.publicLog.append(at, [
    ...gradeChanges(former, credits),
    { kind: 'ruleset.published', version, head, upTo },
  ]);
}

function publishedGrades(entries: readonly PublicEntry[]): Grades {
  return Object.fromEntries(
    entries.flatMap(({ fact }) =>
      fact.kind === 'grade.changed' ? [[fact.providerId, fact.grade]] : [],
    ),
  );
}

async function ruledCases({ casesAfter }: Sources): Promise<readonly Case[]> {
  const ruled: Case[] = [];
  for (let after = ''; ; ) {
    const some = await casesAfter(after, CASES_AT_ONCE);
    ruled.push(...some.filter(({ rulings }) => rulings.length > 0));
    const last = some.at(-1);
    if (last === undefined) return ruled;
    after = last.id;
  }
}

async function entriesFrom({ publicLog }: Sources, first: number): Promise<readonly PublicEntry[]> {
  const all: PublicEntry[] = [];
  for (;;) {
    const { entries } = await publicLog.page({ from: first + all.length, limit: ENTRIES_AT_ONCE });
    if (entries.length === 0) return all;
    all.push(...entries);
  }
}
