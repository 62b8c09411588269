/** A complaint that is filed, as the row that keeps it. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Complaint } from '../../redress/index.ts';
import type { ComplaintFiling, FilingOutcome } from './complaints.ts';
import type { CaseComplaintRow, ComplaintRow } from './tables.ts';

export function complaintRowOf(filing: ComplaintFiling): ComplaintRow {
  const { idempotencyKey, complaint, canonical, receivedAt, reporter, network } = filing;
  const at = receivedAt.toISOString();
  return {
    id: randomUUID(),
    idempotency_key: idempotencyKey,
    payload_digest: digestOf(complaint),
    receipt: randomBytes(32).toString('base64url'),
    address: complaint.address,
    canonical: canonical ?? null,
    kind: complaint.kind,
    context: complaint.context,
    comment: complaint.comment,
    ruleset_version: complaint.rulesetVersion,
    state: 'received' as const,
    received_at: at,
    updated_at: at,
    excerpt: complaint.excerpt ?? null,
    new_fact: complaint.newFact ?? null,
    reporter: reporter ?? null,
    network: network ?? null,
  };
}

/** What is answered of complaints that were filed now, by their rows and those in their cases. */
export function filedOutcomes(
  rows: readonly ComplaintRow[],
  joined: readonly CaseComplaintRow[],
): readonly FilingOutcome[] {
  const inCases = new Map(joined.map((row) => [row.complaint_id, row]));
  return rows.map((row) => {
    const { receipt, received_at: receivedAt } = row;
    const { state, updated_at: updatedAt } = inCases.get(row.id) ?? row;
    return { kind: 'filed', standing: { receipt, state, receivedAt, updatedAt } };
  });
}

/** In one order, so that two processes never wait for each other. */
export function byKey(a: ComplaintRow, b: ComplaintRow): number {
  return a.idempotency_key < b.idempotency_key ? -1 : 1;
}

/**
 * Over the parsed complaint, so that spacing and the order of members make no difference. One
 * without the members that came later has the digest that it always had.
 */
function digestOf(complaint: Complaint): string {
  const { address, kind, context, comment, rulesetVersion, excerpt, newFact } = complaint;
  const later = excerpt === undefined && newFact === undefined ? [] : [{ excerpt, newFact }];
  return createHash('sha256')
    .update(JSON.stringify([address, kind, context, comment, rulesetVersion, ...later]))
    .digest('hex');
}
