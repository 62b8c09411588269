/** What one rule has to say about a link, and what all of them are asked with. */
import { type Action, isStricter } from './action.ts';
import type { Context } from './context.ts';
import type { Exception } from './exception.ts';
import type { Grade } from './grade.ts';
import type { ManagedSettings } from './managed/managed.ts';
import type { CategoryRule, Policy } from './policy.ts';
import type { PersonalSettings } from './settings.ts';
import type { Authority, TraceSource, TraceStep } from './trace.ts';
import type { Understanding } from './understand.ts';
import type { Verdict } from './verdict.ts';

export interface ActInput {
  readonly link: Understanding;
  readonly verdict: Verdict;
  readonly grade: Grade;
  readonly context: Context;
  /** Key of the conversation, where there is one. */
  readonly conversation?: string | undefined;
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

/**
 * Whether what is said of a provider holds for this address of it. One that carries the address of
 * somebody else may only redirect: then nothing opens for the provider's sake; what is stricter holds.
 */
export function reaches({ carries }: Understanding, says: Action): boolean {
  return carries === undefined || says !== 'open';
}

/** Those that speak of this link, the strictest first. */
export function categoryRules(
  rules: readonly CategoryRule[],
  { link, context }: Pick<ActInput, 'link' | 'context'>,
) {
  const category = link.provider?.category;
  if (category === undefined) return [];
  return rules
    .filter((rule) => rule.categories.includes(category) && rule.contexts.includes(context))
    .filter(({ action }) => reaches(link, action))
    .sort((a, b) => byStrictness(a.action, b.action))
    .map(({ id, action }) => ({ id, action, category }));
}

export function byStrictness(a: Action, b: Action): number {
  return Number(isStricter(b, a)) - Number(isStricter(a, b));
}
