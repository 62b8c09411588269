/** What the form of a ruling holds, and the draft that it comes to. */
import * as v from 'valibot';
import { isSevere, type Violation } from '../../../policy/index.ts';
import { type RulingDraft, RulingDraftSchema } from '../../../redress/index.ts';

export interface RulingForm {
  readonly address: string;
  readonly scope: string;
  readonly measure: string;
  readonly violation: string;
  readonly severity: string;
  readonly isUnfounded: boolean;
  readonly facts: string;
  readonly ground: string;
  readonly law: string;
  readonly explanation: string;
  /** A day, or empty. */
  readonly until: string;
  readonly automation: string;
}

export function emptyRuling(address: string): RulingForm {
  return {
    ...{ address, scope: 'page', measure: '', violation: '', severity: 'severe' },
    ...{ isUnfounded: false, facts: '', ground: 'rules', law: '', explanation: '' },
    ...{ until: '', automation: 'none' },
  };
}

/** What is severe by itself cannot be called lesser. */
export function mayBeLesser(violation: string): boolean {
  return violation !== '' && !isSevere(violation as Violation);
}

/** Undefined as long as something is missing. */
export function draftOf(form: RulingForm): RulingDraft | undefined {
  const { address, scope, facts, automation, ground, law, explanation, until } = form;
  const result = v.safeParse(RulingDraftSchema, {
    ...{ address, scope, facts, automation },
    measure: measureOf(form),
    ground:
      ground === 'unlawful' ? { kind: ground, law, explanation } : { kind: ground, explanation },
    // To the end of the day that was chosen.
    ...(until === '' ? {} : { until: `${until}T23:59:59.999Z` }),
  });
  return result.success ? result.output : undefined;
}

function measureOf({ measure, violation, severity, isUnfounded }: RulingForm): unknown {
  if (measure === 'allow') return { kind: 'allow' };
  if (measure === 'none') return { kind: 'none', manifestlyUnfounded: isUnfounded };
  return {
    ...{ kind: 'list', violation },
    severity: mayBeLesser(violation) ? severity : 'severe',
  };
}
