/** The last look at finished rules: whatever the lists said, what everybody uses is not listed. */

import type { Ruleset } from '../ruleset.ts';
import hosts from './popular-hosts.json' with { type: 'json' };

/**
 * The first popular host that these rules list, be it by a collision; undefined where there is
 * none. `decided` are the expressions that somebody wants listed.
 */
export function findPopularHit(
  rules: Ruleset,
  decided: ReadonlySet<string> = new Set(),
): string | undefined {
  return [...hosts.whole, ...hosts.shared].find((host) => {
    const match = rules.find(`https://${host}/`);
    return match?.effect === 'listed' && !decided.has(match.expression);
  });
}
