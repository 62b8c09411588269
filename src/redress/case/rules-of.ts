/**
 * What the rulings in force come to as rules: a list like any other, for the compiler. Nothing but
 * a published ruling of a person ever makes an entry here, and one that is lifted, replaced or over
 * is gone the next time that the list is made.
 */
import type { ImportedList, ReviewDecision, RuleEntry, RuleKind } from '../../policy/index.ts';
import type { Instant } from '../instant.ts';
import { type Case, isInForce, type RulingRecord } from './case.ts';
import { isPopular } from './destination.ts';
import type { StatementOfReasons } from './statement-of-reasons.ts';

/** Name of the list, as evidence shows it. It is one that may allow what other lists say. */
export const RULINGS_LIST = 'rulings';

const WHY_LIMIT = 1000;

export interface RulingRules {
  readonly list: ImportedList;
  /** That two people decided to list what everybody uses: without it, the compiler would not. */
  readonly decisions: readonly ReviewDecision[];
  /** When the first of them ends, and the list has to be made anew. */
  readonly nextEnd: Instant | undefined;
}

export function rulesOf(cases: Iterable<Case>, now: Instant): RulingRules {
  const records = [...newestByExpression(cases, now).values()];
  const entries = records.map(entryOf);
  const ends = records.flatMap(({ ruling }) => ruling.reasons.until ?? []).sort();
  return {
    list: {
      list: RULINGS_LIST,
      date: now.slice(0, 10),
      lineCount: entries.length,
      entries,
      refused: [],
    },
    decisions: records.flatMap(decisionOf),
    nextEnd: ends[0],
  };
}

/** Two cases may come to one expression: the newer ruling speaks. */
function newestByExpression(
  cases: Iterable<Case>,
  now: Instant,
): ReadonlyMap<string, RulingRecord> {
  const newest = new Map<string, RulingRecord>();
  for (const record of [...cases].flatMap(({ rulings }) => rulings)) {
    if (!isInForce(record, now)) continue;
    const { expression } = record.ruling.reasons;
    const other = newest.get(expression);
    if (other === undefined || isNewer(record, other)) newest.set(expression, record);
  }
  return new Map([...newest].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The id settles what the instant does not, so that the order of the cases never matters. */
function isNewer(one: RulingRecord, other: RulingRecord): boolean {
  const [at, otherAt] = [one.publishedAt ?? '', other.publishedAt ?? ''];
  return at === otherAt ? one.ruling.id > other.ruling.id : at > otherAt;
}

function entryOf({ ruling, publishedAt = ruling.at }: RulingRecord): RuleEntry {
  const { id, reasons } = ruling;
  return {
    expression: reasons.expression,
    ...kindOf(reasons),
    listedOn: publishedAt.slice(0, 10),
    evidence: id,
  };
}

/** Every rule names a violation; of one that allows, nobody asks for it. */
function kindOf({ measure }: StatementOfReasons): RuleKind {
  if (measure.kind !== 'list') {
    return { effect: 'allowed', violation: 'marketing', severity: 'lesser', list: RULINGS_LIST };
  }
  const { violation, severity } = measure;
  return { effect: 'listed', violation, severity, list: RULINGS_LIST };
}

function decisionOf({ ruling }: RulingRecord): readonly ReviewDecision[] {
  const { id, secondedBy, reasons } = ruling;
  const { measure, expression, ground } = reasons;
  if (measure.kind !== 'list' || secondedBy === undefined || !isPopular(expression)) return [];
  const why = ground.explanation.trim().slice(0, WHY_LIMIT);
  return [{ list: RULINGS_LIST, expression, decision: 'list', by: `ruling ${id}`, why }];
}
