/**
 * Who takes care of a navigation: what the browser tells of one comes as several events, and only
 * one of them may put a gate into the tab. In memory: a worker that ends has no event half done.
 */

export type Claimant = 'blocked' | 'opened';

const LIMIT = 300;

const turns = new Map<number, Promise<unknown>>();

/** What the browser tells of one tab is worked off in the order in which it was told. */
export function inTurn(tabId: number, work: () => Promise<void>): Promise<void> {
  const before = turns.get(tabId) ?? Promise.resolve();
  const turn = before.then(work);
  const ended = turn
    .catch(() => undefined) // For whoever waits for this turn; its own caller is told.
    .then(() => {
      if (turns.get(tabId) === ended) turns.delete(tabId);
    });
  turns.set(tabId, ended);
  return turn;
}

const claims = new Map<number, Map<string, Claimant>>();

/** A navigation begins; whatever came before it to the same address is over. */
export function begin(tabId: number, url: string): void {
  claims.get(tabId)?.delete(url);
}

/** What is known of it last: that it was stopped may come after it was seen. */
export function claimant(tabId: number, url: string): Claimant {
  return claims.get(tabId)?.get(url) ?? 'blocked';
}

/** False where another one takes care of it already. */
export function claim(tabId: number, url: string, by: Claimant): boolean {
  const ofTab = claims.get(tabId) ?? new Map<string, Claimant>();
  const before = ofTab.get(url);
  if (before !== undefined && by === 'opened') return false;
  claims.delete(tabId);
  claims.set(tabId, ofTab.set(url, by));
  const [oldest] = claims.keys();
  if (claims.size > LIMIT && oldest !== undefined) claims.delete(oldest);
  return before === undefined;
}

/** The tab is gone. That its gate has come is no end: who opened it may be told after that. */
export function settle(tabId: number): void {
  claims.delete(tabId);
}
