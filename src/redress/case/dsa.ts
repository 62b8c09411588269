/**
 * A ruling in the words of the transparency database that the EU's Digital Services Act
 * prescribes, so that an operator who has to report can. docs/redress.md has the table.
 */
import { PRINCIPLE_OF, type Violation } from '../../policy/index.ts';
import type { RulingRecord } from './case.ts';
import type { Ground, Measure } from './statement-of-reasons.ts';

const FRAUD = 'STATEMENT_CATEGORY_SCAMS_AND_FRAUD';
const TERMS = 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC';

export const DSA_CATEGORIES: Readonly<Record<Violation, string>> = {
  phishing: FRAUD,
  malware: FRAUD,
  fraud: FRAUD,
  privacy: 'STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
  harassment: TERMS,
  inducement: TERMS,
  marketing: TERMS,
  unlawful: 'STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE',
};

/** Names and values are the database's own. */
export interface DsaStatement {
  readonly decision_visibility: readonly string[];
  readonly end_date_visibility_restriction?: string;
  readonly decision_ground: string;
  readonly illegal_content_legal_ground?: string;
  readonly illegal_content_explanation?: string;
  readonly incompatible_content_ground?: string;
  readonly incompatible_content_explanation?: string;
  readonly category: string;
  readonly category_specification?: readonly string[];
  readonly category_specification_other?: string;
  readonly content_type: readonly string[];
  readonly content_type_other: string;
  readonly territorial_scope: readonly string[];
  readonly application_date: string;
  readonly decision_facts: string;
  readonly source_type: string;
  readonly automated_detection: 'Yes' | 'No';
  readonly automated_decision: string;
  readonly puid: string;
}

/** Undefined for what restricts nobody: dismissals, permissions, and what is not published. */
export function dsaStatementOf(
  { ruling, publishedAt }: RulingRecord,
  territories: readonly string[],
): DsaStatement | undefined {
  const { id, reasons } = ruling;
  const { measure, ground, facts, until, automation } = reasons;
  if (publishedAt === undefined || measure.kind !== 'list') return undefined;
  return {
    decision_visibility: [visibilityOf(measure)],
    ...(until !== undefined && { end_date_visibility_restriction: until.slice(0, 10) }),
    ...groundOf(ground, measure.violation),
    category: DSA_CATEGORIES[measure.violation],
    ...keywordOf(measure.violation),
    content_type: ['CONTENT_TYPE_OTHER'],
    content_type_other: 'link',
    territorial_scope: territories,
    application_date: publishedAt.slice(0, 10),
    decision_facts: facts,
    source_type: 'SOURCE_ARTICLE_16',
    automated_detection: automation === 'none' ? 'No' : 'Yes',
    automated_decision:
      automation === 'none' ? 'AUTOMATED_DECISION_NOT_AUTOMATED' : 'AUTOMATED_DECISION_PARTIALLY',
    puid: id,
  };
}

/** What is severe is stopped where the policy says so; the rest is pointed out. */
function visibilityOf({ severity }: Extract<Measure, { readonly kind: 'list' }>): string {
  return severity === 'severe'
    ? 'DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED'
    : 'DECISION_VISIBILITY_CONTENT_LABELLED';
}

function groundOf(ground: Ground, violation: Violation) {
  if (ground.kind === 'unlawful') {
    return {
      decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
      illegal_content_legal_ground: ground.law,
      illegal_content_explanation: ground.explanation,
    };
  }
  return {
    decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
    incompatible_content_ground: `${PRINCIPLE_OF[violation]}: ${violation}`,
    incompatible_content_explanation: ground.explanation,
  };
}

function keywordOf(violation: Violation) {
  if (violation === 'phishing') return { category_specification: ['KEYWORD_PHISHING'] };
  return { category_specification: ['KEYWORD_OTHER'], category_specification_other: violation };
}
