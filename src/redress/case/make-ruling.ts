/** From what a reviewer wrote to a ruling with its whole statement of reasons. */
import type { Context } from '../../policy/index.ts';
import { registrableDomain } from '../../policy/index.ts';
import { type Case, isInForce, waitingComplaints } from './case.ts';
import {
  belongsTo,
  coveringOf,
  covers,
  destinationAddress,
  isPopular,
  providerIdOf,
} from './destination.ts';
import type { Acting, CaseFacts } from './outcome.ts';
import type { RefusalCode } from './refusal.ts';
import type { Reach, Ruling, RulingDraft } from './ruling.ts';
import { REDRESSES } from './statement-of-reasons.ts';

export type Making =
  | { readonly ok: true; readonly ruling: Ruling }
  | { readonly ok: false; readonly refusal: RefusalCode };

/** `instead`: the ruling in whose place this one is to stand, after an appeal. */
export function makeRuling(
  theCase: Case,
  id: string,
  draft: RulingDraft,
  { actor, at }: Acting,
  instead?: Ruling,
): Making {
  if (isTaken(theCase, id)) return { ok: false, refusal: 'id-taken' };
  const address = destinationAddress(draft.address);
  if (address === undefined) return { ok: false, refusal: 'bad-address' };
  if (!belongsTo(theCase.destination, address)) {
    return { ok: false, refusal: 'other-destination' };
  }
  const covering = coveringOf(address, draft.scope);
  if (!covering.ok) return covering;
  const { address: _, ...written } = draft;
  const { expression } = covering;
  if (written.until !== undefined && written.until <= at) {
    return { ok: false, refusal: 'expiry-in-the-past' };
  }
  const answers = instead?.answers ?? answeredBy(theCase, expression);
  if (answers.length === 0) return { ok: false, refusal: 'nothing-answered' };
  const providerId = providerIdOf(address);
  const replaces = instead?.id ?? replacedBy(theCase, draft, expression, at);
  const ruling: Ruling = {
    id,
    by: actor.id,
    at,
    reasons: { ...written, expression, redress: [...REDRESSES] },
    ...(providerId !== undefined && { providerId }),
    reach: reachOf(theCase, answers),
    answers: [...answers],
    ...(replaces !== undefined && { replaces }),
  };
  return { ok: true, ruling };
}

/**
 * Whether it takes a second reviewer: for what everybody uses, and for a whole site that would be
 * blocked, or allowed whatever other lists say.
 */
export function needsSecond({ reasons }: Ruling, { actions }: CaseFacts): boolean {
  const { measure, expression } = reasons;
  if (measure.kind === 'none') return false;
  if (isPopular(expression)) return true;
  if (!isWholeSite(expression)) return false;
  if (measure.kind === 'allow') return true;
  return measure.severity === 'severe' || actions[measure.violation] === 'block';
}

function isWholeSite(expression: string): boolean {
  const host = expression.slice(0, expression.indexOf('/'));
  return expression === `${registrableDomain(host) ?? host}/`;
}

function isTaken({ rulings, task, appeals }: Case, id: string): boolean {
  const proposals = [
    task.phase === 'proposed' ? task.proposal.id : undefined,
    ...appeals.map((appeal) =>
      appeal.task.phase === 'proposed' ? appeal.task.proposal.ruling?.id : undefined,
    ),
  ];
  return rulings.some(({ ruling }) => ruling.id === id) || proposals.includes(id);
}

function answeredBy(theCase: Case, expression: string): readonly string[] {
  return waitingComplaints(theCase)
    .filter(({ address }) => covers(expression, address))
    .map(({ id }) => id);
}

/** A listing or allowing takes the place of the one in force for the same expression. */
function replacedBy(
  { rulings }: Case,
  { measure }: RulingDraft,
  expression: string,
  now: string,
): string | undefined {
  if (measure.kind === 'none') return undefined;
  return rulings.findLast(
    (record) => record.ruling.reasons.expression === expression && isInForce(record, now),
  )?.ruling.id;
}

const REACH_OF: Readonly<Record<Context, Reach>> = {
  direct: 'few',
  self: 'few',
  bot: 'few',
  unknown: 'few',
  group: 'many',
  channel: 'public',
};

/** The widest of the conversations that were complained of. */
function reachOf({ complaints }: Case, answers: readonly string[]): Reach {
  const answered = new Set(answers);
  const reaches = new Set(
    complaints.filter(({ id }) => answered.has(id)).map(({ context }) => REACH_OF[context]),
  );
  if (reaches.has('public')) return 'public';
  return reaches.has('many') ? 'many' : 'few';
}
