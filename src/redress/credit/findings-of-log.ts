/**
 * Counts from the public log alone what goes into credits, as anybody outside can: which listings
 * were upheld and still hold, what became of them, and how much each provider is used.
 */
import type { PublicEntry } from '../log/log-entry.ts';
import type { PublicFact } from '../log/public-fact.ts';
import type { Finding } from './finding.ts';

export interface LogCount {
  readonly findings: readonly Finding[];
  /** Units by provider, as the newest entry about each says. */
  readonly exposures: ReadonlyMap<string, number>;
}

interface Counting {
  readonly findings: Map<string, Finding>;
  readonly exposures: Map<string, number>;
}

/** Entries in the order of the log. What was lifted, or replaced by another ruling, is gone. */
export function findingsOfLog(entries: Iterable<PublicEntry>): LogCount {
  const counting: Counting = { findings: new Map(), exposures: new Map() };
  for (const { at, fact } of entries) take(counting, at, fact);
  return { findings: [...counting.findings.values()], exposures: counting.exposures };
}

/** Findings of one provider; tenants have none, and count for nobody. */
export function findingsOf({ findings }: LogCount, providerId: string): readonly Finding[] {
  return findings.filter((finding) => finding.providerId === providerId);
}

function take({ findings, exposures }: Counting, at: string, fact: PublicFact): void {
  switch (fact.kind) {
    case 'ruling.published':
      if (fact.replaces !== undefined) findings.delete(fact.replaces);
      addFinding(findings, at, fact);
      return;
    case 'ruling.lifted':
      findings.delete(fact.rulingId);
      return;
    case 'removal.noted':
    case 'return.noted': {
      const finding = findings.get(fact.rulingId);
      if (finding === undefined) return;
      const list = fact.kind === 'removal.noted' ? 'removals' : 'returns';
      findings.set(fact.rulingId, { ...finding, [list]: [...finding[list], at] });
      return;
    }
    case 'exposure.set':
      exposures.set(fact.providerId, fact.units);
      return;
    default:
      return;
  }
}

function addFinding(
  findings: Map<string, Finding>,
  at: string,
  fact: Extract<PublicFact, { readonly kind: 'ruling.published' }>,
): void {
  const { rulingId, measure, severity, reach, providerId } = fact;
  if (measure !== 'list' || severity === undefined) return;
  findings.set(rulingId, {
    ...{ rulingId, providerId, severity, reach },
    ...{ publishedAt: at, removals: [], returns: [] },
  });
}
