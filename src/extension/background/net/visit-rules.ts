/** Going on from a gate: the net lets that tab alone reach that host alone. Pure. */
import type { Visit } from '../../storage/net.ts';
import { allow, type DraftRule, PRIORITY } from './net-rule.ts';

export function visitRules(
  visits: readonly Visit[],
  everyType: readonly string[],
): readonly DraftRule[] {
  return visits.map(({ tabId, host }) =>
    allow(PRIORITY.visit, { tabIds: [tabId], requestDomains: [host], resourceTypes: everyType }),
  );
}
