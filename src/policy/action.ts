/** What the guard does with a link here and now, from the most open to the strictest. */
export const ACTIONS = ['open', 'ask', 'warn', 'block'] as const;

export type Action = (typeof ACTIONS)[number];

export function isStricter(action: Action, than: Action): boolean {
  return ACTIONS.indexOf(action) > ACTIONS.indexOf(than);
}

export function strictest(first: Action, ...others: readonly Action[]): Action {
  return others.reduce((strict, action) => (isStricter(action, strict) ? action : strict), first);
}
