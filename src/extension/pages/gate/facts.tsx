import type { GateMore, GateView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { useAnswer } from '../ui/answer.ts';
import { LinkFacts } from '../ui/link-facts.tsx';
import { policyName } from '../ui/names.ts';
import { RulesetLine } from '../ui/ruleset-line.tsx';
import { Trace } from '../ui/trace.tsx';
import { say } from '../ui/words.ts';
import { isRated, More } from './more.tsx';
import { Parameters } from './parameters.tsx';

const askMore = () => sendToBackground('gate.more');

const NOTHING_MORE: GateMore = {};

/** Why, by whose rules, and everything that the address went through. */
export function Facts({ view, address }: { view: GateView; address: string }) {
  const { link, protection } = view;
  const { ruleset } = protection;
  const { answer } = useAnswer(askMore);
  // Where the service is silent, nothing: what decided stands on the gate already.
  const more = answer.state === 'answered' ? answer.value : NOTHING_MORE;
  return (
    <div class="gate-facts">
      <section>
        <h2>{say('why_title')}</h2>
        <Trace trace={link.trace} />
      </section>
      <LinkFacts link={link} hasNewerGrade={isRated(more.credit)} />
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
      {/* It comes later, and moves nothing that is being read. */}
      <More more={more} />
    </div>
  );
}
