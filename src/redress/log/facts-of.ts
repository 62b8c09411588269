/** What the public log tells of an event: of most of them something, of complaints nothing. */
import { fullHashOf, toHex } from '../../policy/index.ts';
import { type Case, type RulingRecord, rulingRecord } from '../case/case.ts';
import type { CaseEvent } from '../case/case-event.ts';
import { canonicalJson } from './canonical-json.ts';
import type { PublicFact } from './public-fact.ts';

/** `theCase` is the case after the event. */
export function factsOf(theCase: Case, event: CaseEvent): readonly PublicFact[] {
  switch (event.kind) {
    case 'ruling.published': {
      const record = rulingRecord(theCase, event.rulingId);
      return record === undefined ? [] : [publicationOf(record)];
    }
    case 'ruling.lifted': {
      const { kind, rulingId, appealId } = event;
      return [{ kind, rulingId, isOnAppeal: appealId !== undefined }];
    }
    case 'appeal.lodged': {
      const { rulingId, by } = event.appeal;
      return [{ kind: 'appeal.lodged', rulingId, by }];
    }
    case 'appeal.decided': {
      const { appealId, decision } = event;
      const decided = theCase.appeals.filter(
        ({ appeal }) => appeal.id === appealId || appeal.joins === appealId,
      );
      return decided.map(({ appeal: { rulingId, at: lodgedAt } }) => ({
        ...{ kind: 'appeal.decided', rulingId, lodgedAt },
        outcome: decision.outcome,
      }));
    }
    case 'removal.noted':
    case 'return.noted':
      return [{ kind: event.kind, rulingId: event.rulingId }];
    default:
      return [];
  }
}

function publicationOf({ ruling, receivedAt, claimedAt }: RulingRecord): PublicFact {
  const { id, at, reasons, reach, answers, providerId, secondedBy, replaces } = ruling;
  const { measure, scope, expression, until, automation } = reasons;
  return {
    kind: 'ruling.published',
    rulingId: id,
    measure: measure.kind,
    ...(measure.kind === 'list' && { violation: measure.violation, severity: measure.severity }),
    scope,
    covers: toHex(fullHashOf(expression)),
    ...(until !== undefined && { until }),
    automation,
    reasons: toHex(fullHashOf(canonicalJson(reasons))),
    reach,
    complaints: answers.length,
    isSeconded: secondedBy !== undefined,
    ...(providerId !== undefined && { providerId }),
    ...(replaces !== undefined && { replaces }),
    receivedAt,
    ...(claimedAt !== undefined && { claimedAt }),
    ruledAt: at,
  };
}
