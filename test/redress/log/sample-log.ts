/** A public log as a service writes it. */
import {
  appendFact,
  DAY,
  formatPublicEntry,
  type PublicEntry,
  type PublicFact,
  plus,
} from '../../../src/redress/index.ts';

export const BEGIN = '2026-03-01T08:00:00.000Z';

export const FACTS: readonly PublicFact[] = [
  { kind: 'ruleset.published', version: 1, head: 'a'.repeat(64), upTo: 0 },
  {
    kind: 'ruling.published',
    rulingId: 'ruling-1',
    measure: 'list',
    violation: 'fraud',
    severity: 'severe',
    scope: 'page',
    covers: 'b'.repeat(64),
    automation: 'none',
    reasons: 'c'.repeat(64),
    reach: 'many',
    complaints: 3,
    isSeconded: false,
    providerId: 'taobao',
    receivedAt: BEGIN,
    claimedAt: BEGIN,
    ruledAt: BEGIN,
  },
  { kind: 'exposure.set', providerId: 'taobao', units: 90, source: 'annual report' },
  { kind: 'appeal.lodged', rulingId: 'ruling-1', by: 'owner' },
  { kind: 'appeal.decided', rulingId: 'ruling-1', outcome: 'upheld', lodgedAt: BEGIN },
  { kind: 'removal.noted', rulingId: 'ruling-1' },
  { kind: 'return.noted', rulingId: 'ruling-1' },
  { kind: 'grade.changed', providerId: 'taobao', grade: 'B', former: 'A', credit: 80.5 },
  { kind: 'ruling.lifted', rulingId: 'ruling-1', isOnAppeal: false },
];

export function entriesOf(facts: readonly PublicFact[] = FACTS): readonly PublicEntry[] {
  const entries: PublicEntry[] = [];
  for (const [index, fact] of facts.entries()) {
    entries.push(appendFact(entries.at(-1), plus(BEGIN, index * DAY), fact));
  }
  return entries;
}

export function fileOf(entries: readonly PublicEntry[]): string {
  return entries.map(formatPublicEntry).join('');
}
