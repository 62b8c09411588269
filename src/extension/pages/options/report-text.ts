/** A report for whoever helps: states and figures alone, in English, so that anybody can read it. */
import type { Action } from '../../../policy/index.ts';
import type { Diagnostics, PreferencesView } from '../../messaging/options.ts';
import { CONTEXTS_SHOWN } from '../ui/choice-state.ts';

type ContextState = PreferencesView['contexts']['direct'];

/** What happens with an ordinary link, and who says so. */
export function inForce({ locked, own, policy }: ContextState): {
  readonly action: Action;
  readonly source: 'managed' | 'personal' | 'policy';
} {
  if (locked !== undefined) return { action: locked, source: 'managed' };
  if (own !== undefined) return { action: own, source: 'personal' };
  return { action: policy, source: 'policy' };
}

export function reportText(told: Diagnostics): string {
  const { version, browser, steps, protection, mode, contexts } = told;
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
    ...CONTEXTS_SHOWN.map((context) => {
      const { action, source } = inForce(contexts[context]);
      return `context ${context}: ${action} (${source})`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}
