/** Answers, for one link, all that the guard would see, know and do, and why. */
import {
  type Action,
  act,
  type Category,
  type Context,
  type Grade,
  type Grades,
  gradeOf,
  type Hop,
  judge,
  type LinkRuleBook,
  type Listing,
  type ListingSource,
  listingOfRuleset,
  type ManagedSettings,
  type Name,
  NO_PERSONAL_SETTINGS,
  type Policy,
  type Ruleset,
  type Sign,
  type Trace,
  type Understanding,
  understand,
  type Verdict,
} from '../policy/index.ts';

/** One link as it is asked about. */
export interface Question {
  readonly url: string;
  readonly text?: string | undefined;
  readonly context: Context;
  readonly site: string | undefined;
}

/** What is printed; public, so fields are never renamed or dropped. */
export interface Explanation {
  readonly input: string;
  readonly canonical: string | null;
  readonly hops: readonly Hop[];
  readonly destination: string | null;
  readonly verdict: Verdict;
  readonly signs: readonly Sign[];
  readonly provider: {
    readonly id: string;
    readonly name: Name;
    readonly category: Category;
    readonly grade: Grade;
  } | null;
  readonly action: Action;
  readonly trace: Trace;
}

/** What there is to answer from. */
export interface Knowledge {
  /** Undefined where lists are off. */
  readonly rules: Ruleset | undefined;
  readonly source: ListingSource;
  /** What is not listed in a stale ruleset is not known. */
  readonly isStale: boolean;
  readonly grades: Grades;
  readonly policy: Policy;
  readonly managed: ManagedSettings;
  /** The administrator's, opened. */
  readonly linkRules: LinkRuleBook;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of the client that is asked about. */
  readonly version: string;
}

export function explain(question: Question, knowledge: Knowledge): Explanation {
  const { url, text, context, site } = question;
  const { policy, managed, linkRules, now, version } = knowledge;
  const link = understand(url, { text, site, protectedBrands: managed.protectedBrands }, linkRules);
  const verdict = judge(link, findListing(link, knowledge));
  const grade = gradeOf(knowledge.grades, link.provider?.id);
  const { action, trace } = act({
    ...{ link, verdict, grade, context, policy, managed, now, version },
    site: site ?? 'unknown',
    personal: NO_PERSONAL_SETTINGS,
    exceptions: [],
    // Of the users of a share, the first.
    share: 0,
  });
  return {
    input: link.input,
    canonical: link.canonical ?? null,
    hops: link.hops,
    destination: link.destination ?? null,
    verdict,
    signs: link.signs,
    provider:
      link.provider === undefined
        ? null
        : {
            id: link.provider.id,
            name: link.provider.name,
            category: link.provider.category,
            grade,
          },
    action,
    trace,
  };
}

function findListing(link: Understanding, { rules, source, isStale }: Knowledge): Listing {
  if (rules === undefined) return { kind: 'no-answer', cause: 'no-ruleset' };
  const listing = listingOfRuleset(link, rules, source);
  if (isStale && listing.kind !== 'listed') return { kind: 'no-answer', cause: 'stale-ruleset' };
  return listing;
}
