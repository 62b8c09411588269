/** How often something may be done in a sliding window, so that no page can make us fight it. Pure. */
export interface Budget {
  readonly limit: number;
  readonly milliseconds: number;
  /** Times of what was spent, oldest first. */
  readonly spent: number[];
}

export function budgetOf(limit: number, milliseconds: number): Budget {
  return { limit, milliseconds, spent: [] };
}

/** False when nothing is left; then nothing is spent either. */
export function spend(budget: Budget, now: number): boolean {
  const { spent } = budget;
  while (spent[0] !== undefined && spent[0] <= now - budget.milliseconds) {
    spent.shift();
  }
  if (spent.length >= budget.limit) {
    return false;
  }
  spent.push(now);
  return true;
}
