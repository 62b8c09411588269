import { useEffect, useState } from 'preact/hooks';
import type { GateView, LinkReport } from '../../messaging/protocol.ts';
import { Address } from '../ui/address.tsx';
import { LinkFacts } from '../ui/link-facts.tsx';
import { Shape } from '../ui/mark.tsx';
import { policyName } from '../ui/names.ts';
import { Report } from '../ui/report.tsx';
import { RulesetLine } from '../ui/ruleset-line.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { Trace } from '../ui/trace.tsx';
import { say, type WordKey } from '../ui/words.ts';
import { Continue } from './continue.tsx';
import { GoBack } from './go-back.tsx';
import { whyNot } from './why-not.ts';

/** A stopped link: what it is, why it was stopped, and what can be done. */
export function Stopped({ view, again }: { view: GateView; again: () => Promise<void> }) {
  const { link, protection } = view;
  const address = link.destination ?? link.address;
  const title = say(titleOf(view));
  useEffect(() => {
    document.title = `${title} – ${say('name')}`;
  }, [title]);
  return (
    <main class={`gate gate-${link.action}`}>
      <header class="verdict">
        <Shape action={link.action} />
        <div>
          <h1>{title}</h1>
          <p class="reason">
            <Sentence words={link.reason} />
          </p>
        </div>
      </header>
      <Lead link={link} />
      {view.wasOpening ? <p class="lead caution">{say('gate_was_opening')}</p> : null}
      <section>
        <h2>{say(isEndKnown(link) ? 'gate_leads_to' : 'gate_was')}</h2>
        <Address address={address} />
      </section>
      <div class="buttons">
        <GoBack />
        <CopyAddress address={address} />
      </div>
      {view.mayProceed ? (
        <WayOn view={view} refused={again} />
      ) : (
        <p class="box quiet-box">{say(whyNot(link))}</p>
      )}
      <Why link={link} />
      <LinkFacts link={link} />
      <Report
        words={say('gate_report')}
        look="plain"
        link={{ address, context: link.context }}
        rulesetVersion={protection.ruleset?.version ?? 0}
        kind="wrongly-stopped"
      />
      <footer>
        <dl class="pairs">
          <div>
            <dt>{say('ruleset_title')}</dt>
            <dd>
              <RulesetLine ruleset={protection.ruleset} />
            </dd>
          </div>
          {protection.ruleset === undefined ? null : (
            <div>
              <dt>{say('policy_title')}</dt>
              <dd>{policyName(protection.ruleset.policy)}</dd>
            </div>
          )}
        </dl>
      </footer>
    </main>
  );
}

/** Nobody is asked about what cannot be opened whatever the answer. */
function titleOf({ link: { action }, mayProceed }: GateView): WordKey {
  return action === 'ask' && !mayProceed ? 'gate_title_unopenable' : `gate_title_${action}`;
}

function Lead({ link: { action, verdict } }: { link: LinkReport }) {
  if (action === 'ask') return null;
  const isListed = action === 'warn' && verdict === 'harmful';
  return <p class="lead">{say(isListed ? 'gate_lead_listed' : `gate_lead_${action}`)}</p>;
}

/** Of an address that hides where it leads, nobody can say where. */
function isEndKnown({ destination, isOpaque }: LinkReport): boolean {
  return destination !== undefined && !isOpaque;
}

/** A question keeps its answer in sight; a warning asks for one more step. */
function WayOn({ view, refused }: { view: GateView; refused: () => Promise<void> }) {
  if (view.link.action !== 'warn')
    return <Continue scopes={view.rememberScopes} refused={refused} />;
  return (
    <details class="anyway">
      <summary>{say('gate_continue_anyway')}</summary>
      <Continue scopes={view.rememberScopes} refused={refused} />
    </details>
  );
}

function Why({ link }: { link: LinkReport }) {
  if (link.action === 'ask') {
    return (
      <details>
        <summary>{say('why_title')}</summary>
        <Trace trace={link.trace} />
      </details>
    );
  }
  return (
    <section>
      <h2>{say('why_title')}</h2>
      <Trace trace={link.trace} />
    </section>
  );
}

function CopyAddress({ address }: { address: string }) {
  const [state, setState] = useState<'gate_copy' | 'gate_copied' | 'gate_copy_failed'>('gate_copy');
  async function copy() {
    try {
      await navigator.clipboard.writeText(address);
      setState('gate_copied');
    } catch {
      // The browser may refuse the clipboard; the address can still be selected and copied.
      setState('gate_copy_failed');
    }
  }
  return (
    <button type="button" aria-live="polite" onClick={() => void copy()}>
      {say(state)}
    </button>
  );
}
