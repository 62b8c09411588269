import type { Protection } from '../../messaging/protocol.ts';
import { policyName, problemWords, todoWords } from '../ui/names.ts';
import { RulesetLine } from '../ui/ruleset-line.tsx';
import { language, say, snake } from '../ui/words.ts';

const SHIELD = 'M8 1.2l5.5 2v4.3c0 3.4-2.2 6-5.5 7.3c-3.3-1.3-5.5-3.9-5.5-7.3V3.2z';

/** Each state has its own sign in the shield. */
const SIGNS: Readonly<Record<Protection['state'], string>> = {
  protecting: 'M5.3 8l2 2l3.5-4',
  degraded: 'M8 4.8v3.6M8 10.6v.2',
  'not-protecting': 'M5.8 5.6l4.4 4.6M10.2 5.6l-4.4 4.6',
};

/** Whether the guard works, in a shape and a word; on request, everything it rests on. */
export function ProtectionState({ protection }: { protection: Protection }) {
  const { state } = protection;
  return (
    <details class={`protection protection-${state}`}>
      <summary>
        <svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d={SHIELD} />
          <path d={SIGNS[state]} />
        </svg>
        {say(`state_${snake(state)}`)}
      </summary>
      <div class="protection-details">
        <Basis protection={protection} />
      </div>
    </details>
  );
}

/** What is wrong stands in sight; nobody opens a menu to look for trouble. */
export function Problems({ codes }: { codes: readonly string[] }) {
  if (codes.length === 0) return null;
  return (
    <div class="problems" role="status">
      <ul>
        {codes.map((code) => (
          <li key={code} class="caution">
            {problemWords(code)} <strong>{todoWords(code)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the person, or an administrator, took away on purpose is no alarm, and is told all the same. */
export function Withheld({ hosts }: { hosts: readonly string[] }) {
  if (hosts.length === 0) return null;
  return <p class="note">{say('protection_withheld', hosts.join(', '))}</p>;
}

function Basis({ protection: { ruleset, service } }: { protection: Protection }) {
  const number = new Intl.NumberFormat(language());
  return (
    <dl class="pairs">
      <div>
        <dt>{say('ruleset_title')}</dt>
        <dd>
          <RulesetLine ruleset={ruleset} />
          {ruleset === undefined ? null : (
            <span class="note block">
              {say('ruleset_rules', number.format(ruleset.ruleCount))} ·{' '}
              {say(`ruleset_${ruleset.origin}`)}
            </span>
          )}
        </dd>
      </div>
      {ruleset === undefined ? null : (
        <div>
          <dt>{say('policy_title')}</dt>
          <dd>{policyName(ruleset.policy)}</dd>
        </div>
      )}
      <div>
        <dt>{say('service_title')}</dt>
        <dd class={service === 'unreachable' ? 'caution' : ''}>
          {say(`service_${snake(service)}`)}
        </dd>
      </div>
    </dl>
  );
}
