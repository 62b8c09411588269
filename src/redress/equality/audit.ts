/**
 * Whether links of one category are treated alike, whoever owns them: for each provider the share
 * of every action over its own hosts and over each page of it that a rule speaks of, in every kind
 * of conversation, by the very engine that clients run. What a provider has more of than the rest
 * of its category is explained by rulings, or it is flagged.
 */
import {
  ACTIONS,
  type Action,
  act,
  CATEGORIES,
  type CanonicalUrl,
  type Category,
  CONTEXTS,
  decidedBy,
  expressionsOf,
  type Grades,
  gradeOf,
  judge,
  listingOf,
  NO_MANAGED_SETTINGS,
  NO_PERSONAL_SETTINGS,
  type Policy,
  PROVIDERS,
  type Provider,
  providerOf,
  type RuleEntry,
  type RuleMatch,
  understand,
} from '../../policy/index.ts';
import { RULINGS_LIST } from '../case/rules-of.ts';
import { type Instant, milliseconds } from '../instant.ts';

export interface AuditInputs {
  /** Everything that the ruleset lists or allows, the rulings' list among it. */
  readonly entries: readonly RuleEntry[];
  readonly policy: Policy;
  readonly grades: Grades;
  /** By provider, the rulings that its grade was reckoned from. */
  readonly graded: ReadonlyMap<string, readonly string[]>;
  readonly now: Instant;
  /** Of the client whose treatment is looked at. */
  readonly version: string;
}

export type Rates = Readonly<Record<Action, number>>;

export interface ProviderRates {
  readonly providerId: string;
  readonly addresses: number;
  readonly rates: Rates;
}

export interface Difference {
  readonly providerId: string;
  readonly action: Action;
  readonly rate: number;
  /** Of the other providers of its category together. */
  readonly usual: number;
  readonly rulings: readonly string[];
  /** What else made the difference: lists without a ruling, or rules of the policy. */
  readonly lists: readonly string[];
  readonly isExplained: boolean;
}

export interface CategoryAudit {
  readonly category: Category;
  readonly providers: readonly ProviderRates[];
  readonly differences: readonly Difference[];
}

/** Categories with fewer than two providers have nothing to compare. */
export function auditEquality(inputs: AuditInputs): readonly CategoryAudit[] {
  const rules = new Map(inputs.entries.map((entry) => [entry.expression, entry]));
  const pages = pagesByProvider(inputs.entries);
  return CATEGORIES.flatMap((category) => {
    const providers = PROVIDERS.filter((provider) => provider.category === category);
    if (providers.length < 2) return [];
    const seen = providers.map((provider) =>
      look(provider, pages.get(provider.id) ?? [], rules, inputs),
    );
    return [
      {
        category,
        providers: seen.map(({ providerId, addresses, treatments }) => ({
          ...{ providerId, addresses },
          rates: ratesOf(treatments),
        })),
        differences: seen.flatMap((one) => differencesOf(one, seen)),
      },
    ];
  });
}

/** How one address was treated in one kind of conversation, and what decided it. */
interface Treatment {
  readonly action: Action;
  readonly rulings: readonly string[];
  readonly lists: readonly string[];
}

interface Seen {
  readonly providerId: string;
  readonly addresses: number;
  readonly treatments: readonly Treatment[];
}

function look(
  { id, hosts, shareHosts }: Provider,
  pages: readonly string[],
  rules: ReadonlyMap<string, RuleEntry>,
  inputs: AuditInputs,
): Seen {
  const own = [...hosts, ...shareHosts].map((host) => `${host}/`);
  const addresses = [...new Set([...own, ...pages])].map((page) => `https://${page}`);
  const treatments = addresses.flatMap((address) => treat(id, address, rules, inputs));
  return { providerId: id, addresses: addresses.length, treatments };
}

function treat(
  providerId: string,
  address: string,
  rules: ReadonlyMap<string, RuleEntry>,
  { policy, grades, graded, now, version }: AuditInputs,
): readonly Treatment[] {
  const link = understand(address);
  const find = (url: CanonicalUrl): RuleMatch | undefined =>
    expressionsOf(url).flatMap((expression) => rules.get(expression) ?? [])[0];
  const verdict = judge(link, listingOf(link, find, { via: 'service', rulesetVersion: 0 }));
  return CONTEXTS.map((context) => {
    const { action, trace } = act({
      ...{ link, verdict, context, policy, version, site: '', exceptions: [], share: 0 },
      grade: gradeOf(grades, link.provider?.id),
      personal: NO_PERSONAL_SETTINGS,
      managed: NO_MANAGED_SETTINGS,
      now: milliseconds(now),
    });
    const step = decidedBy(trace);
    if (step?.authority === 'grade') {
      const rulings = graded.get(providerId) ?? [];
      return { action, rulings, lists: rulings.length === 0 ? ['grade'] : [] };
    }
    if (verdict.kind !== 'harmful') return { action, rulings: [], lists: [step?.rule ?? ''] };
    const { list, evidence } = verdict.match;
    const isRuled = list === RULINGS_LIST && evidence !== undefined;
    return { action, rulings: isRuled ? [evidence] : [], lists: isRuled ? [] : [list] };
  });
}

function ratesOf(treatments: readonly Treatment[]): Rates {
  const rate = (action: Action): number =>
    treatments.length === 0
      ? 0
      : treatments.filter((treatment) => treatment.action === action).length / treatments.length;
  return { open: rate('open'), ask: rate('ask'), warn: rate('warn'), block: rate('block') };
}

/** Only what is stricter than usual has to be explained: its counterpart is the others' less. */
function differencesOf(one: Seen, all: readonly Seen[]): readonly Difference[] {
  const others = ratesOf(
    all.filter((other) => other !== one).flatMap(({ treatments }) => treatments),
  );
  const own = ratesOf(one.treatments);
  return ACTIONS.filter((action) => action !== 'open' && own[action] > others[action]).map(
    (action) => {
      const treatments = one.treatments.filter((treatment) => treatment.action === action);
      const rulings = [...new Set(treatments.flatMap((treatment) => treatment.rulings))].sort();
      const lists = [...new Set(treatments.flatMap((treatment) => treatment.lists))].sort();
      return {
        ...{ providerId: one.providerId, action, rulings, lists },
        ...{ rate: own[action], usual: others[action] },
        isExplained: lists.length === 0,
      };
    },
  );
}

/** Whether a rule speaks of a host or page that some provider answers for; of a hash nothing can be told. */
export function isAboutProvider({ expression }: Pick<RuleEntry, 'expression'>): boolean {
  return providerOfRule(expression) !== undefined;
}

function providerOfRule(expression: string): Provider | undefined {
  if (expression.startsWith('#')) return undefined;
  return providerOf(expression.slice(0, expression.indexOf('/')));
}

/** Tenants' pages are nobody's but theirs; of a hash nothing can be told. */
function pagesByProvider(entries: readonly RuleEntry[]): ReadonlyMap<string, readonly string[]> {
  const pages = new Map<string, string[]>();
  for (const { expression } of entries) {
    const provider = providerOfRule(expression);
    if (provider === undefined) continue;
    pages.set(provider.id, [...(pages.get(provider.id) ?? []), expression]);
  }
  return pages;
}
