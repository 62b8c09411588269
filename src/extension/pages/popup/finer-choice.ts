import type { TraceStep } from '../../../policy/index.ts';

/** For what a person chose, where that is finer than a kind of conversation. */
export interface FinerChoice {
  readonly of: 'site' | 'category';
  readonly id: string;
}

/** By the name that the engine gives to the rule of a choice. */
export function finerChoiceOf({
  source,
  rule,
}: Pick<TraceStep, 'source' | 'rule'>): FinerChoice | undefined {
  const [, of, id] = /^(site|category)-(.+)$/.exec(rule) ?? [];
  if (source !== 'personal' || id === undefined) return undefined;
  return { of: of as FinerChoice['of'], id };
}
