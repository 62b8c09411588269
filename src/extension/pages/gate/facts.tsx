import type { GateMore, GateView } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { useAnswer } from '../ui/answer.ts';
import { ChainPicture } from '../ui/chain-picture.tsx';
import { LinkFacts } from '../ui/link-facts.tsx';
import { policyName } from '../ui/names.ts';
import { RulesetLine } from '../ui/ruleset-line.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { onDay } from '../ui/time.ts';
import { Trace } from '../ui/trace.tsx';
import { language, say } from '../ui/words.ts';
import { isRated, More } from './more.tsx';
import { Parameters } from './parameters.tsx';

const askMore = () => sendToBackground('gate.more');

const NOTHING_MORE: GateMore = {};

/** Hops that are drawn in sight; longer ways stand folded up. */
const DRAWN = 3;

/** Why, by whose rules, and everything that the address went through. */
export function Facts({ view, address }: { view: GateView; address: string }) {
  const { link, protection } = view;
  const { ruleset } = protection;
  const isDrawn = link.hops.length > 0 && link.hops.length <= DRAWN;
  const { answer } = useAnswer(askMore);
  // Where the service is silent, nothing: what decided stands on the gate already.
  const more = answer.state === 'answered' ? answer.value : NOTHING_MORE;
  return (
    <div class="gate-facts">
      <section>
        <h2>{say('why_title')}</h2>
        <Trace trace={link.trace} />
        <ListDate view={view} />
      </section>
      {isDrawn ? (
        <section>
          <h2>{say('try_way')}</h2>
          <ChainPicture link={link} />
        </section>
      ) : null}
      <LinkFacts
        link={isDrawn ? { ...link, hops: [], isOpaque: false } : link}
        hasNewerGrade={isRated(more.credit)}
      />
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

/** The list's own day, where nobody tells since when the address stands in it. */
function ListDate({ view: { link, listDate } }: { view: GateView }) {
  const listing = link.trace.find(({ detail }) => detail.list !== undefined);
  if (listing === undefined || listDate === undefined) return null;
  if (listing.detail.listedOn !== undefined) return null;
  const substitutions = [String(listing.detail.list), onDay(listDate, language())];
  return (
    <p class="note">
      <Sentence words={{ key: 'trace_list_date', substitutions }} />
    </p>
  );
}
