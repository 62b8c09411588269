import type { GateView } from '../../messaging/protocol.ts';
import { LinkFacts } from '../ui/link-facts.tsx';
import { policyName } from '../ui/names.ts';
import { RulesetLine } from '../ui/ruleset-line.tsx';
import { Trace } from '../ui/trace.tsx';
import { say } from '../ui/words.ts';
import { More } from './more.tsx';
import { Parameters } from './parameters.tsx';

/** Why, by whose rules, and everything that the address went through. */
export function Facts({ view, address }: { view: GateView; address: string }) {
  const { link, protection } = view;
  const { ruleset } = protection;
  return (
    <div class="gate-facts">
      <section>
        <h2>{say('why_title')}</h2>
        <Trace trace={link.trace} />
      </section>
      <More />
      <LinkFacts link={link} />
      <Parameters address={address} />
      <footer>
        <dl class="pairs">
          <div>
            <dt>{say('ruleset_title')}</dt>
            <dd>
              <RulesetLine ruleset={ruleset} />
            </dd>
          </div>
          {ruleset === undefined ? null : (
            <div>
              <dt>{say('policy_title')}</dt>
              <dd>{policyName(ruleset.policy)}</dd>
            </div>
          )}
        </dl>
      </footer>
    </div>
  );
}
