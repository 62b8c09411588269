import { describe, expect, test } from 'vitest';
import { VIOLATIONS } from '../../../src/policy/index.ts';
import { DAY, dsaStatementOf, plus, type RulingDraft } from '../../../src/redress/index.ts';
import { read } from '../../support/tree.ts';
import { DISMISSAL, DRAFT, published, ruled, START, type Story } from './sample-case.ts';

function statementOf(told: Story) {
  const record = told.case.rulings.at(-1);
  return record && dsaStatementOf(record, ['DE', 'FR']);
}

describe('dsaStatementOf', () => {
  test('says a ruling in the database’s words', () => {
    expect(statementOf(published())).toEqual({
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED'],
      decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
      incompatible_content_ground: 'lawful: fraud',
      incompatible_content_explanation: DRAFT.ground.explanation,
      category: 'STATEMENT_CATEGORY_SCAMS_AND_FRAUD',
      category_specification: ['KEYWORD_OTHER'],
      category_specification_other: 'fraud',
      content_type: ['CONTENT_TYPE_OTHER'],
      content_type_other: 'link',
      territorial_scope: ['DE', 'FR'],
      application_date: '2026-03-01',
      decision_facts: DRAFT.facts,
      source_type: 'SOURCE_ARTICLE_16',
      automated_detection: 'No',
      automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED',
      puid: 'ruling-1',
    });
  });

  test('tells law from rules, an end, a machine’s part, and what only warns', () => {
    const draft: RulingDraft = {
      ...DRAFT,
      ground: { kind: 'unlawful', law: 'Criminal Code, section 263', explanation: 'It is fraud.' },
      measure: { kind: 'list', violation: 'marketing', severity: 'lesser' },
      until: plus(START, DAY),
      automation: 'partial',
    };
    expect(statementOf(published(draft))).toMatchObject({
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_LABELLED'],
      end_date_visibility_restriction: '2026-03-02',
      decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
      illegal_content_legal_ground: 'Criminal Code, section 263',
      illegal_content_explanation: 'It is fraud.',
      automated_detection: 'Yes',
      automated_decision: 'AUTOMATED_DECISION_PARTIALLY',
    });
  });

  test('has a category for every violation', () => {
    for (const violation of VIOLATIONS) {
      const measure = { kind: 'list', violation, severity: 'severe' } as const;
      expect(statementOf(published({ ...DRAFT, measure }))?.category).toMatch(
        /^STATEMENT_CATEGORY_[A-Z_]+$/,
      );
    }
  });

  test('has nothing to say of what restricts nobody', () => {
    expect(statementOf(ruled())).toBeUndefined();
    expect(statementOf(published(DISMISSAL))).toBeUndefined();
    expect(statementOf(published({ ...DRAFT, measure: { kind: 'allow' } }))).toBeUndefined();
  });

  test('docs/redress.md has a row for each of its fields', () => {
    const page = read('docs/redress.md');
    const law = { kind: 'unlawful', law: 'a law', explanation: 'x' } as const;
    const all = [DRAFT, { ...DRAFT, ground: law, until: plus(START, DAY) }].flatMap((draft) =>
      Object.keys(statementOf(published(draft)) ?? {}),
    );
    expect([...new Set(all)].filter((field) => !page.includes(`\`${field}\``))).toEqual([]);
  });
});
