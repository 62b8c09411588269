/** The one-line reason of an action: the step that decided, as a key of `_locales`. */
import {
  type Decision,
  decidedBy,
  SIGN_KINDS,
  type TraceStep,
  type UnknownCause,
  VIOLATIONS,
} from '../../../policy/index.ts';
import type { Words } from '../../messaging/protocol.ts';

const CAUSES = [
  'no-ruleset',
  'stale-ruleset',
  'service-unreachable',
  'outside-coverage',
  'unparsable-url',
  'site-unrecognised',
] as const satisfies readonly UnknownCause[];

const spelled = (id: string) => id.replaceAll('-', '_');

/**
 * Every key that a reason can have. `reason_grade` has one substitution, the letter; the others
 * have none.
 */
export function reasonKeys(): readonly string[] {
  return [
    ...VIOLATIONS.map((violation) => `reason_harmful_${spelled(violation)}`),
    ...SIGN_KINDS.map((kind) => `reason_sign_${spelled(kind)}`),
    ...CAUSES.map((cause) => `reason_unknown_${spelled(cause)}`),
    'reason_own_choice',
    'reason_answered',
    'reason_locked',
    'reason_recommended',
    'reason_managed_block',
    'reason_managed_allow',
    'reason_report_only',
    'reason_exception',
    'reason_stage',
    'reason_category',
    'reason_grade',
    'reason_default_open',
    'reason_default_ask',
    'reason_default_block',
  ];
}

export function reasonOf({ action, trace }: Decision): Words {
  const decided = decidedBy(trace);
  if (decided === undefined) return words(defaultKey(action));
  return decided.authority === 'grade'
    ? words('reason_grade', String(decided.detail.grade))
    : words(keyOf(decided));
}

function words(key: string, ...substitutions: readonly string[]): Words {
  return { key, substitutions };
}

function keyOf(step: TraceStep): string {
  switch (step.authority) {
    case 'managed':
      if (step.rule === 'report-only') return 'reason_report_only';
      return step.says === 'open' ? 'reason_managed_allow' : 'reason_managed_block';
    case 'severe-verdict':
      return `reason_harmful_${spelled(step.rule)}`;
    case 'exception':
      return 'reason_exception';
    case 'verdict':
      return verdictKey(step);
    case 'personal':
      return choiceKey(step);
    case 'stage':
    case 'category':
    case 'grade':
      return `reason_${step.authority}`;
    case 'sign':
      return `reason_sign_${spelled(step.rule)}`;
    case 'default':
      return defaultKey(step.says);
  }
}

function choiceKey({ source, rule }: TraceStep): string {
  if (rule === 'answered') return 'reason_answered';
  if (source === 'personal') return 'reason_own_choice';
  return rule.startsWith('recommended-') ? 'reason_recommended' : 'reason_locked';
}

function verdictKey({ source, rule }: TraceStep): string {
  if (source === 'ruleset') return `reason_harmful_${spelled(rule)}`;
  return source === 'sign' ? `reason_sign_${spelled(rule)}` : `reason_unknown_${spelled(rule)}`;
}

/** A policy may say `warn` for a whole context; to a person that is being asked. */
function defaultKey(says: Decision['action']): string {
  return `reason_default_${says === 'warn' ? 'ask' : says}`;
}
