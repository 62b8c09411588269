/** Complaints of invented people about invented addresses. */
import { randomBytes } from 'node:crypto';
import type { Complaint } from '../../src/redress/index.ts';

export function sampleComplaint(changes: Partial<Complaint> = {}): Complaint {
  return {
    address: 'https://prize.example/win?from=group',
    kind: 'inducement',
    context: 'group',
    comment: 'asks to be shared to three groups first',
    rulesetVersion: 12,
    ...changes,
  };
}

export function newIdempotencyKey(): string {
  return randomBytes(32).toString('base64url');
}
