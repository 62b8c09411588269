/** Which ruling answers a complaint, and whether it went for or against whoever complained. */
import type { ComplaintKind } from '../complaint.ts';
import type { Case, RulingRecord } from './case.ts';
import type { CaseComplaint } from './case-event.ts';
import type { Ruling } from './ruling.ts';

/** Finds the published ruling that speaks to a complaint now: its first, or what replaced that. */
export type Answers = (complaint: CaseComplaint) => RulingRecord | undefined;

/** Reads the rulings once for many complaints. */
export function answersIn({ rulings }: Pick<Case, 'rulings'>): Answers {
  const byComplaint = new Map<string, RulingRecord>();
  const byId = new Map<string, RulingRecord>();
  const replacements = new Map<string, RulingRecord>();
  for (const record of rulings.filter(({ publishedAt }) => publishedAt !== undefined)) {
    const { id, answers, replaces } = record.ruling;
    byId.set(id, record);
    if (replaces !== undefined) replacements.set(replaces, record);
    for (const answered of answers) {
      if (!byComplaint.has(answered)) byComplaint.set(answered, record);
    }
  }
  const last = (record: RulingRecord): RulingRecord => {
    const next = replacements.get(record.ruling.id);
    return next === undefined ? record : last(next);
  };
  return ({ id, rulingId }) => {
    const first = byComplaint.get(id) ?? (rulingId === undefined ? undefined : byId.get(rulingId));
    return first && last(first);
  };
}

/** Whether a ruling says something else than a complaint of this kind. */
export function isAgainst({ reasons }: Ruling, kind: ComplaintKind): boolean {
  return reasons.measure.kind !== (kind === 'wrongly-stopped' ? 'allow' : 'list');
}

/** With a lifted listing, whoever said that the link was wrongly stopped is right after all. */
export function wentFor({ ruling, lifted }: RulingRecord, { kind }: CaseComplaint): boolean {
  const isLiftedListing = lifted !== undefined && ruling.reasons.measure.kind === 'list';
  return isLiftedListing ? kind === 'wrongly-stopped' : !isAgainst(ruling, kind);
}
