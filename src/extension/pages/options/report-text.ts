/** A report for whoever helps: states and figures alone, in English, so that anybody can read it. */
import { ACTIONS, type EffectiveValue } from '../../../policy/index.ts';
import type { Diagnostics } from '../../messaging/options.ts';

export function reportText(told: Diagnostics): string {
  const { version, browser, steps, protection, mode, effective, managed, reported } = told;
  const { ruleset, state, service, problems } = protection;
  const lines = [
    `Link Guard ${version}`,
    `browser: ${browser}`,
    `state: ${state}`,
    `problems: ${problems.join(', ') || 'none'}`,
    `service: ${service}`,
    `look-ups: ${mode}`,
    ruleset === undefined
      ? 'ruleset: none'
      : `ruleset: ${ruleset.version} (${ruleset.origin}), policy ${ruleset.policy}, ${ruleset.ruleCount} rules, ${ruleset.stale ?? 'fresh'}`,
    ...steps.map(({ id, outcome, detail }) => `test ${id}: ${outcome} ${detail}`.trimEnd()),
    `managed: ${managed === undefined ? 'nothing' : managed.digest}`,
    ...(managed === undefined ? [] : managedLines(managed)),
    ...(reported === undefined
      ? []
      : ACTIONS.map((action) => `only reported: ${action} ${reported[action] ?? 0}`)),
    ...effective
      .filter(isTold)
      .map(({ key, value, source }) => `setting ${key}: ${value} (${source})`),
  ];
  return `${lines.join('\n')}\n`;
}

function managedLines({
  isComplete,
  isConfirmed,
  faults,
}: NonNullable<Diagnostics['managed']>): readonly string[] {
  return [
    ...(isComplete ? [] : ['managed: not complete, format is missing']),
    ...(isConfirmed ? [] : ['managed: from before, not yet told by the browser']),
    ...(faults.length === 0 ? [] : [`managed: ${faults.length} values left out`]),
  ];
}

/** Choices and switches; an administrator's lists and texts hold hosts and addresses. */
function isTold({ key, value }: EffectiveValue): boolean {
  return typeof value === 'boolean' || /^(contexts|categories)\./.test(key);
}
