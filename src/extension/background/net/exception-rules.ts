/**
 * What a person let through is let through by the net as well, in precisely the scope that they
 * chose. Pure; whether an exception is obeyed at all is for `act` to say.
 */
import type { ExceptionScope } from '../../../policy/index.ts';
import { isNameable } from './host-set.ts';
import { allow, type DraftRule, type NetCondition, PAGES, PRIORITY } from './net-rule.ts';
import { escaped } from './seen-rules.ts';

export interface ObeyedException {
  readonly scope: ExceptionScope;
  /** As `scopeValue` makes it. */
  readonly value: string;
  /** Hosts within the scope that stay stopped all the same. */
  readonly stopped: readonly string[];
}

export function exceptionRules(exceptions: readonly ObeyedException[]): readonly DraftRule[] {
  return exceptions.flatMap((exception) => {
    const condition = conditionOf(exception);
    if (condition === undefined) return [];
    const excluded = exception.stopped.filter(isNameable);
    return [
      allow(PRIORITY.exception, {
        ...condition,
        ...(excluded.length > 0 ? { excludedRequestDomains: excluded } : {}),
        resourceTypes: PAGES,
      }),
    ];
  });
}

function conditionOf({
  scope,
  value,
}: ObeyedException): Omit<NetCondition, 'resourceTypes'> | undefined {
  switch (scope) {
    case 'site':
      return isNameable(value) ? { requestDomains: [value] } : undefined;
    case 'origin':
      return { regexFilter: `^${escaped(value)}/` };
    case 'url':
      return { regexFilter: `^${escaped(value)}(#|$)`, isUrlFilterCaseSensitive: true };
  }
}
