/** What becomes of a ruling once it is made: published, lifted, and what its destination does. */
import type { Instant } from '../instant.ts';
import { type Case, type RulingRecord, rulingRecord, stands } from './case.ts';
import type { CommandOf } from './case-command.ts';
import { type Acting, accept, type Outcome, refuse } from './outcome.ts';
import type { RefusalCode } from './refusal.ts';

/** The statement of reasons is public from now on, and the next ruleset obeys it. */
export function publish(
  theCase: Case,
  { rulingId }: CommandOf<'publish'>,
  { at }: Acting,
): Outcome {
  const record = rulingRecord(theCase, rulingId);
  if (record === undefined) return refuse('no-such-ruling');
  if (record.publishedAt !== undefined) return refuse('already-published');
  return accept({ kind: 'ruling.published', at, rulingId });
}

/** Of our own motion: what was found does not hold, or not any more. */
export function lift(
  theCase: Case,
  { rulingId, why }: CommandOf<'lift'>,
  { actor, at }: Acting,
): Outcome {
  const record = rulingRecord(theCase, rulingId);
  if (record === undefined) return refuse('no-such-ruling');
  if (record.publishedAt === undefined) return refuse('not-published');
  if (!stands(record, at)) return refuse('not-in-force');
  if (record.ruling.reasons.measure.kind === 'none') return refuse('nothing-to-lift');
  return accept({ kind: 'ruling.lifted', at, rulingId, by: actor.id, why });
}

export function noteRemoval(
  theCase: Case,
  { rulingId }: CommandOf<'note-removal'>,
  { actor, at }: Acting,
): Outcome {
  const record = rulingRecord(theCase, rulingId);
  if (record === undefined) return refuse('no-such-ruling');
  const refusal = whyNotNoted(record, at);
  if (refusal !== undefined) return refuse(refusal);
  if (isRemoved(record)) return refuse('already-noted');
  return accept({ kind: 'removal.noted', at, rulingId, by: actor.id });
}

export function noteReturn(
  theCase: Case,
  { rulingId }: CommandOf<'note-return'>,
  { actor, at }: Acting,
): Outcome {
  const record = rulingRecord(theCase, rulingId);
  if (record === undefined) return refuse('no-such-ruling');
  const refusal = whyNotNoted(record, at);
  if (refusal !== undefined) return refuse(refusal);
  if (!isRemoved(record)) return refuse('already-noted');
  return accept({ kind: 'return.noted', at, rulingId, by: actor.id });
}

function isRemoved({ removals, returns }: RulingRecord): boolean {
  return removals.length > returns.length;
}

function whyNotNoted(record: RulingRecord, now: Instant): RefusalCode | undefined {
  if (record.ruling.reasons.measure.kind !== 'list') return 'not-a-listing';
  if (record.publishedAt === undefined) return 'not-published';
  return stands(record, now) ? undefined : 'not-in-force';
}
