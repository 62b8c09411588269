/**
 * What every rule has to say about one link, in the order of authority. A claim either decides, or
 * sets a floor below which no later claim can fall; `act` finds out which.
 */
import { type Action, isStricter, strictest } from './action.ts';
import type { Context } from './context.ts';
import { type Exception, exceptionFor } from './exception.ts';
import type { Grade } from './grade.ts';
import type { Policy } from './policy.ts';
import type { ManagedSettings, PersonalSettings } from './settings.ts';
import type { Sign } from './sign.ts';
import { isInForce } from './stage.ts';
import type { Authority, TraceSource, TraceStep } from './trace.ts';
import type { Understanding } from './understand.ts';
import { isUnder } from './url/host.ts';
import { isSevereRule, type UnknownCause, type Verdict } from './verdict.ts';

export interface ActInput {
  readonly link: Understanding;
  readonly verdict: Verdict;
  readonly grade: Grade;
  readonly context: Context;
  /** Id of the chat site. */
  readonly site: string;
  readonly policy: Policy;
  readonly personal: PersonalSettings;
  readonly managed: ManagedSettings;
  readonly exceptions: readonly Exception[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Version of the client, like 1.2.3. */
  readonly version: string;
  /** The client's stable number in [0, 1). */
  readonly share: number;
}

export interface Claim {
  readonly authority: Authority;
  readonly source: TraceSource;
  readonly rule: string;
  readonly says: Action;
  readonly detail: TraceStep['detail'];
  readonly isFloor?: true;
}

export function claimsOf(input: ActInput): readonly Claim[] {
  return [
    ...managedClaims(input),
    ...severeClaims(input),
    ...exceptionClaims(input),
    ...verdictClaims(input),
    ...choiceClaims(input),
    ...stageClaims(input),
    ...categoryClaims(input),
    ...gradeClaims(input),
    ...signClaims(input),
    defaultClaim(input),
  ];
}

function managedClaims({ link, managed }: ActInput): Claim[] {
  if (link.destination === undefined) return [];
  const { hostname } = new URL(link.destination);
  const lists = [
    { rule: 'block-list', says: 'block', hosts: managed.block },
    { rule: 'allow-list', says: 'open', hosts: managed.allow },
  ] as const;
  return lists.flatMap(({ rule, says, hosts }) => {
    const host = hosts.find((listed) => isUnder(hostname, listed));
    return host === undefined
      ? []
      : [{ authority: 'managed', source: 'managed', rule, says, detail: { host } }];
  });
}

function severeClaims({ verdict, policy }: ActInput): Claim[] {
  if (verdict.kind !== 'harmful' || !isSevereRule(verdict.match)) return [];
  const { violation } = verdict.match;
  return [
    {
      ...listingClaim(verdict),
      authority: 'severe-verdict',
      says: strictest('warn', policy.violations[violation]),
    },
  ];
}

function exceptionClaims({ link, exceptions, now }: ActInput): Claim[] {
  if (link.destination === undefined) return [];
  const exception = exceptionFor(link.destination, exceptions, now);
  if (exception === undefined) return [];
  return [
    {
      authority: 'exception',
      source: 'personal',
      rule: exception.id,
      says: 'open',
      detail: { scope: exception.scope, value: exception.value },
    },
  ];
}

function verdictClaims({ link, verdict, policy }: ActInput): Claim[] {
  switch (verdict.kind) {
    case 'harmful':
      if (isSevereRule(verdict.match)) return [];
      return [
        {
          ...listingClaim(verdict),
          authority: 'verdict',
          says: policy.violations[verdict.match.violation],
        },
      ];
    case 'suspicious':
      return verdict.signs.map((sign) => ({
        authority: 'verdict',
        source: 'sign',
        rule: sign.kind,
        says: policy.suspicious,
        detail: signDetail(sign),
        isFloor: true,
      }));
    case 'unknown':
      return [unknownClaim(link, verdict.cause, policy)];
    default:
      return [];
  }
}

/** Schemes that run code in the page, or read what only the person may read. */
const DANGEROUS_SCHEMES: ReadonlySet<string> = new Set(['javascript', 'data', 'file', 'blob']);

/**
 * An address of another scheme can be read very well; that it leads to no page is what to tell. The
 * policy's word for that sign is in this claim, so that the trace does not tell it twice.
 */
function unknownClaim(link: Understanding, cause: UnknownCause, policy: Policy): Claim {
  const claim = { authority: 'verdict', says: policy.unknown, isFloor: true } as const;
  const sign = link.signs.find(({ kind }) => kind === 'non-http-scheme');
  if (link.problem !== 'scheme' || sign?.kind !== 'non-http-scheme') {
    return { ...claim, source: 'engine', rule: cause, detail: {} };
  }
  const least = DANGEROUS_SCHEMES.has(sign.scheme) ? 'ask' : 'open';
  return {
    ...claim,
    source: 'sign',
    rule: sign.kind,
    says: strictest(least, policy.unknown, policy.signs[sign.kind] ?? 'open'),
    detail: signDetail(sign),
  };
}

function listingClaim(
  verdict: Extract<Verdict, { kind: 'harmful' }>,
): Pick<Claim, 'source' | 'rule' | 'detail' | 'isFloor'> {
  const { violation, list, expression } = verdict.match;
  return {
    source: 'ruleset',
    rule: violation,
    detail: { violation, list, expression, rulesetVersion: verdict.source.rulesetVersion },
    isFloor: true,
  };
}

/**
 * Whether what is said of a provider holds for this address of it. One that carries the address of
 * somebody else may only redirect: then nothing opens for the provider's sake; what is stricter holds.
 */
function reaches({ carries }: Understanding, says: Action): boolean {
  return carries === undefined || says !== 'open';
}

/** The finest choice that was made; a locked one stands in the place of the person's own. */
function choiceClaims({ link, context, site, personal, managed }: ActInput): Claim[] {
  const claims: Claim[] = [];
  const locked = managed.contexts[context];
  const claim = (source: 'managed' | 'personal', rule: string, says: Action): Claim => ({
    authority: 'personal',
    source,
    rule,
    says,
    detail: { context },
  });
  if (locked !== undefined) claims.push(claim('managed', `context-${context}`, locked));
  const bySite = personal.sites[site];
  if (bySite !== undefined) claims.push(claim('personal', `site-${site}`, bySite));
  const category = link.provider?.category;
  const byCategory = category === undefined ? undefined : personal.categories[category];
  if (byCategory !== undefined && reaches(link, byCategory)) {
    claims.push(claim('personal', `category-${category}`, byCategory));
  }
  const byContext = personal.contexts[context];
  if (byContext !== undefined) claims.push(claim('personal', `own-${context}`, byContext));
  return claims;
}

/** The latest stage in force speaks first; of several of one instant, the strictest. */
function stageClaims({ link, context, policy, now, version, share }: ActInput): Claim[] {
  const category = link.provider?.category;
  return policy.stages
    .filter((stage) => isInForce(stage, { context, category, now, version, share }))
    .filter(({ action, categories }) => categories === undefined || reaches(link, action))
    .sort((a, b) => Date.parse(b.from) - Date.parse(a.from) || byStrictness(a.action, b.action))
    .map((stage) => ({
      authority: 'stage',
      source: 'ruleset',
      rule: stage.id,
      says: stage.action,
      detail: { policy: policy.id, from: stage.from, approvedBy: stage.approvedBy.who },
    }));
}

function categoryClaims({ link, context, policy }: ActInput): Claim[] {
  const category = link.provider?.category;
  if (category === undefined) return [];
  return strictestFirst(
    policy.categories
      .filter((rule) => rule.categories.includes(category) && rule.contexts.includes(context))
      .filter(({ action }) => reaches(link, action))
      .map((rule) => ({
        authority: 'category',
        source: 'ruleset',
        rule: rule.id,
        says: rule.action,
        detail: { policy: policy.id, category },
      })),
  );
}

function gradeClaims({ policy, grade, link }: ActInput): Claim[] {
  const says = policy.grades[grade];
  if (says === undefined || link.provider === undefined || !reaches(link, says)) return [];
  return [
    {
      authority: 'grade',
      source: 'ruleset',
      rule: `grade-${grade}`,
      says,
      detail: { policy: policy.id, grade },
    },
  ];
}

function signClaims({ link, policy }: ActInput): Claim[] {
  return strictestFirst(
    link.signs.flatMap((sign) => {
      const says = policy.signs[sign.kind];
      const isTold = link.problem === 'scheme' && sign.kind === 'non-http-scheme';
      if (says === undefined || isTold) return [];
      return [
        {
          authority: 'sign' as const,
          source: 'sign' as const,
          rule: sign.kind,
          says,
          detail: signDetail(sign),
        },
      ];
    }),
  );
}

function defaultClaim({ context, policy }: ActInput): Claim {
  return {
    authority: 'default',
    source: 'ruleset',
    rule: `context-${context}`,
    says: policy.contexts[context],
    detail: { policy: policy.id, context },
  };
}

function strictestFirst(claims: Claim[]): Claim[] {
  return claims.sort((a, b) => byStrictness(a.says, b.says));
}

function byStrictness(a: Action, b: Action): number {
  return Number(isStricter(b, a)) - Number(isStricter(a, b));
}

function signDetail(sign: Sign): TraceStep['detail'] {
  const { kind: _, ...saw } = sign;
  return Object.fromEntries(
    Object.entries(saw).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
}
