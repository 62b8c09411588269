import type { ComplaintFiling } from '../../../src/service/store/store.ts';
import { newIdempotencyKey, sampleComplaint } from '../sample-complaint.ts';

export function sampleFiling(changes: Partial<ComplaintFiling> = {}): ComplaintFiling {
  return {
    idempotencyKey: newIdempotencyKey(),
    complaint: sampleComplaint(),
    canonical: 'https://prize.example/win?from=group',
    receivedAt: new Date('2026-11-20T08:00:00.000Z'),
    ...changes,
  };
}
