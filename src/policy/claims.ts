/**
 * What every rule has to say about one link, in the order of authority. A claim either decides, or
 * sets a floor below which no later claim can fall; `act` finds out which.
 */
import { strictest } from './action.ts';
import { choiceClaims } from './choice-claims.ts';
import { type ActInput, byStrictness, type Claim, categoryRules, reaches } from './claim.ts';
import { answerFor, exceptionFor } from './exception.ts';
import { findDestination, kindOf, nameOf } from './managed/destination.ts';
import type { Policy } from './policy.ts';
import { signDetail } from './sign.ts';
import { isInForce, type Stage } from './stage.ts';
import type { TraceStep } from './trace.ts';
import type { Understanding } from './understand.ts';
import { isSevereRule, type UnknownCause, type Verdict } from './verdict.ts';

export function claimsOf(input: ActInput): readonly Claim[] {
  const general = [
    ...choiceClaims(input),
    ...stageClaims(input),
    ...categoryClaims(input),
    ...gradeClaims(input),
    ...signClaims(input),
    defaultClaim(input),
  ];
  return [
    ...managedClaims(input),
    ...severeClaims(input),
    ...exceptionClaims(input),
    ...verdictClaims(input),
    ...answerClaims(input, general[0]),
    ...general,
  ];
}

function managedClaims({ link, managed }: ActInput): Claim[] {
  const lists = [
    { rule: 'block-list', says: 'block', entries: managed.block },
    { rule: 'allow-list', says: 'open', entries: managed.allow },
  ] as const;
  return lists.flatMap(({ rule, says, entries }): Claim[] => {
    const entry = findDestination(entries, link);
    if (entry === undefined) return [];
    const kind = kindOf(entry);
    if ((kind === 'category' || kind === 'provider') && !reaches(link, says)) return [];
    const detail = { [kind]: nameOf(entry) };
    return [{ authority: 'managed', source: 'managed', rule, says, detail }];
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

function exceptionClaims({ link, exceptions, managed, now }: ActInput): Claim[] {
  if (link.destination === undefined || managed.exceptions === false) return [];
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
  const { violation, list, expression, listedOn, evidence } = verdict.match;
  const { rulesetVersion } = verdict.source;
  return {
    source: 'ruleset',
    rule: violation,
    detail: {
      ...{ violation, list, expression, rulesetVersion },
      // Known to the service alone.
      ...(listedOn === undefined ? {} : { listedOn }),
      ...(evidence === undefined ? {} : { evidence }),
    },
    isFloor: true,
  };
}

/**
 * A question that was answered is not asked again. It says nothing where no question would be
 * asked, or where an administrator has it asked.
 */
function answerClaims(input: ActInput, next: Claim | undefined): Claim[] {
  const { link, context, exceptions, now, managed } = input;
  if (next?.says !== 'ask' || next.source === 'managed') return [];
  if (managed.exceptions === false) return [];
  const answer = link.destination && answerFor(link.destination, input, exceptions, now);
  if (!answer) return [];
  const detail = { context, value: answer.value };
  return [{ authority: 'personal', source: 'personal', rule: 'answered', says: 'open', detail }];
}

/** The administrator's before the ruleset's. */
function stageClaims(input: ActInput): Claim[] {
  const { policy, managed } = input;
  return [
    ...stagesOf(input, 'managed', managed.stages ?? [], {}),
    ...stagesOf(input, 'ruleset', policy.stages, { policy: policy.id }),
  ];
}

/** The latest stage in force speaks first; of several of one instant, the strictest. */
function stagesOf(
  { link, context, now, version, share }: ActInput,
  source: 'managed' | 'ruleset',
  stages: readonly Stage[],
  detail: TraceStep['detail'],
): Claim[] {
  const category = link.provider?.category;
  return stages
    .filter((stage) => isInForce(stage, { context, category, now, version, share }))
    .filter(({ action, categories }) => categories === undefined || reaches(link, action))
    .sort((a, b) => Date.parse(b.from) - Date.parse(a.from) || byStrictness(a.action, b.action))
    .map((stage) => ({
      authority: 'stage',
      source,
      rule: stage.id,
      says: stage.action,
      detail: { ...detail, from: stage.from, approvedBy: stage.approvedBy.who },
    }));
}

function categoryClaims(input: ActInput): Claim[] {
  const { policy } = input;
  return categoryRules(policy.categories, input).map(({ id, action, category }) => ({
    authority: 'category',
    source: 'ruleset',
    rule: id,
    says: action,
    detail: { policy: policy.id, category },
  }));
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
