/**
 * A rule of the network net, in the form that both browsers take. Only `block` and `allow`: they
 * need no access to the host that they speak of, and a page can see nothing of them. The precedence
 * is that of `act`: an administrator's list, then what a person goes on to from a gate, then the
 * listings. A person's exceptions are no rules, for what the net holds is severe, and they lift
 * nothing severe.
 */

export const PRIORITY = { listed: 1, seen: 2, visit: 3, allowed: 3, managed: 4 } as const;

export interface NetCondition {
  readonly initiatorDomains?: readonly string[];
  readonly requestDomains?: readonly string[];
  readonly excludedRequestDomains?: readonly string[];
  readonly regexFilter?: string;
  readonly isUrlFilterCaseSensitive?: boolean;
  readonly resourceTypes: readonly string[];
  readonly tabIds?: readonly number[];
}

export interface NetRule {
  readonly id: number;
  readonly priority: number;
  readonly action: { readonly type: 'block' | 'allow' };
  readonly condition: NetCondition;
}

export type DraftRule = Omit<NetRule, 'id'>;

/** What opens a page, in a tab or in a frame of one. */
export const PAGES: readonly string[] = ['main_frame', 'sub_frame'];

export function numbered(rules: readonly DraftRule[]): readonly NetRule[] {
  return rules.map((rule, index) => ({ id: index + 1, ...rule }));
}

export function block(priority: number, condition: NetCondition): DraftRule {
  return { priority, action: { type: 'block' }, condition };
}

export function allow(priority: number, condition: NetCondition): DraftRule {
  return { priority, action: { type: 'allow' }, condition };
}

/** Whether the browser has exactly these rules in force, in whatever order it tells them. */
export function isInForce(wanted: readonly NetRule[], actual: readonly NetRule[]): boolean {
  if (wanted.length !== actual.length) return false;
  const told = new Map(actual.map((rule) => [rule.id, spelled(rule)]));
  return wanted.every((rule) => told.get(rule.id) === spelled(rule));
}

/** What a browser adds of its own accord, such as `null` for a condition that is not set, is left out. */
function spelled({ priority, action, condition }: NetRule): string {
  const parts = Object.entries(condition)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return JSON.stringify([priority, action.type, parts]);
}
