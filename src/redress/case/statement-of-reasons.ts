/**
 * The published explanation of a ruling: what was found, on which ground, what follows from it,
 * for which addresses, for how long, how much a machine had to do with it, and what can be done
 * against it. Dismissals have one too.
 */
import * as v from 'valibot';
import { isSevere, VIOLATIONS } from '../../policy/index.ts';
import { InstantSchema } from '../instant.ts';
import { words } from '../text.ts';

/** From the narrowest to the widest; docs/redress.md says what each covers. */
export const SCOPES = ['page', 'origin', 'host', 'site'] as const;

export type Scope = (typeof SCOPES)[number];

export const FACTS_LIMIT = 4000;
export const EXPLANATION_LIMIT = 2000;
const LAW_LIMIT = 500;

export const GroundSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('unlawful'),
    /** The law or provision. */
    law: words(LAW_LIMIT),
    explanation: words(EXPLANATION_LIMIT),
  }),
  v.strictObject({ kind: v.literal('rules'), explanation: words(EXPLANATION_LIMIT) }),
]);

export type Ground = v.InferOutput<typeof GroundSchema>;

export const MeasureSchema = v.variant('kind', [
  v.pipe(
    v.strictObject({
      kind: v.literal('list'),
      violation: v.picklist(VIOLATIONS),
      severity: v.picklist(['severe', 'lesser']),
    }),
    v.check(
      ({ violation, severity }) => severity === 'severe' || !isSevere(violation),
      'a severe violation cannot be lesser',
    ),
  ),
  /** The destination opens although a list names it. */
  v.strictObject({ kind: v.literal('allow') }),
  /** Nothing changes: the complaints are dismissed. */
  v.strictObject({
    kind: v.literal('none'),
    /** Said of complaints that anybody can see to be without any ground. */
    manifestlyUnfounded: v.boolean(),
  }),
]);

export type Measure = v.InferOutput<typeof MeasureSchema>;

/** `partial`: a person confirmed what a machine proposed. There is no ruling by a machine alone. */
export const AUTOMATIONS = ['none', 'partial'] as const;

export const REDRESSES = ['appeal', 'out-of-court', 'court'] as const;

const EXPRESSION_LIMIT = 8192;

export const StatementOfReasonsSchema = v.strictObject({
  facts: words(FACTS_LIMIT),
  ground: GroundSchema,
  measure: MeasureSchema,
  scope: v.picklist(SCOPES),
  /** What the scope comes to, as rules write it: a host with a path. */
  expression: words(EXPRESSION_LIMIT),
  /** Absent: until it is lifted. */
  until: v.exactOptional(InstantSchema),
  automation: v.picklist(AUTOMATIONS),
  redress: v.array(v.picklist(REDRESSES)),
});

export type StatementOfReasons = v.InferOutput<typeof StatementOfReasonsSchema>;
