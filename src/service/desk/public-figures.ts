/** The figures that anybody may read: how things went, and each provider's credit from the log. */
import {
  type CreditRules,
  type Provider,
  providerById,
  USUAL_CREDIT_RULES,
} from '../../policy/index.ts';
import {
  type Case,
  creditsOf,
  DAY,
  type Finding,
  figuresOf,
  findingsOf,
  findingsOfLog,
  type Instant,
  type LogCount,
  milliseconds,
  type ProviderCredit,
  type PublicEntry,
  plus,
  raiseOf,
  timesOf,
} from '../../redress/index.ts';
import {
  LOG_PAGE_LIMIT,
  type ProviderCreditAnswer,
  type TransparencyResponse,
} from '../../wire/index.ts';
import type { Store } from '../store/store.ts';

const CASES_AT_ONCE = 200;
const HOUR = 3_600_000;

/** Of the last so many days. */
export const FIGURES_DAYS = 90;

export async function transparency(store: Store, now: Instant): Promise<TransparencyResponse> {
  const cases: Case[] = [];
  for (let after = ''; ; after = cases.at(-1)?.id ?? '') {
    const some = await store.casesAfter(after, CASES_AT_ONCE);
    cases.push(...some.toSorted((one, other) => (one.id < other.id ? -1 : 1)));
    if (some.length < CASES_AT_ONCE) break;
  }
  return figuresOf(cases, plus(now, -FIGURES_DAYS * DAY), plus(now, 1));
}

export async function providerCredits(
  store: Store,
  now: Instant,
  rules: CreditRules = USUAL_CREDIT_RULES,
): Promise<readonly ProviderCreditAnswer[]> {
  const count = findingsOfLog(await wholeLog(store));
  return creditsOf(count, now, rules).flatMap((credit) => {
    const provider = providerById(credit.providerId);
    return provider === undefined ? [] : [answerOf(credit, provider, { count, now, rules })];
  });
}

function answerOf(
  { harm: _, rulings: __, ...credit }: ProviderCredit,
  { name, category }: Provider,
  facts: { readonly count: LogCount; readonly now: Instant; readonly rules: CreditRules },
): ProviderCreditAnswer {
  const { count, now, rules } = facts;
  const { providerId, exposure } = credit;
  const findings = findingsOf(count, providerId);
  const { median } = timesOf(findings.flatMap(removalHours));
  const raise = raiseOf({ findings, exposure, now }, rules);
  return {
    ...credit,
    ...{ name, category },
    ...(median === undefined ? {} : { medianRemovalHours: median }),
    ...(raise === undefined
      ? {}
      : {
          raise: {
            to: raise.to,
            ...(raise.byRemoving === undefined ? {} : { byRemoving: [...raise.byRemoving] }),
            ...(raise.byDays === undefined ? {} : { byDays: raise.byDays }),
          },
        }),
  };
}

function removalHours({ publishedAt, removals }: Finding): readonly number[] {
  const [first] = removals;
  if (first === undefined) return [];
  return [(milliseconds(first) - milliseconds(publishedAt)) / HOUR];
}

async function wholeLog({ publicLog }: Store): Promise<readonly PublicEntry[]> {
  const all: PublicEntry[] = [];
  for (;;) {
    const { entries } = await publicLog.page({ from: all.length + 1, limit: LOG_PAGE_LIMIT });
    all.push(...entries);
    if (entries.length < LOG_PAGE_LIMIT) return all;
  }
}
