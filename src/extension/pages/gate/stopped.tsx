import { useState } from 'preact/hooks';
import type { GateView, LinkReport } from '../../messaging/protocol.ts';
import { Address } from '../ui/address.tsx';
import { ComplaintForm } from '../ui/complaint-form.tsx';
import { LinkFacts } from '../ui/link-facts.tsx';
import { Shape } from '../ui/mark.tsx';
import { policyName } from '../ui/names.ts';
import { RulesetLine } from '../ui/ruleset-line.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { Trace } from '../ui/trace.tsx';
import { say } from '../ui/words.ts';
import { Continue } from './continue.tsx';
import { GoBack } from './go-back.tsx';
import { whyNot } from './why-not.ts';

/** A stopped link: what it is, why it was stopped, and what can be done. */
export function Stopped({ view }: { view: GateView }) {
  const { link, protection } = view;
  const address = link.destination ?? link.address;
  return (
    <main class={`gate gate-${link.action}`}>
      <header class="verdict">
        <Shape action={link.action} />
        <div>
          <h1>{say(`gate_title_${link.action}`)}</h1>
          <p class="reason">
            <Sentence words={link.reason} />
          </p>
        </div>
      </header>
      <Lead action={link.action} />
      <section>
        <h2>{say(link.destination === undefined ? 'gate_was' : 'gate_leads_to')}</h2>
        <Address address={address} />
      </section>
      <div class="buttons">
        <GoBack />
        <CopyAddress address={address} />
      </div>
      {view.mayProceed ? <WayOn view={view} /> : <p class="box quiet-box">{say(whyNot(link))}</p>}
      <Why link={link} />
      <LinkFacts link={link} />
      <Report view={view} address={address} />
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

function Lead({ action }: { action: LinkReport['action'] }) {
  return action === 'ask' ? null : <p class="lead">{say(`gate_lead_${action}`)}</p>;
}

/** A question keeps its answer in sight; a warning asks for one more step. */
function WayOn({ view }: { view: GateView }) {
  if (view.link.action !== 'warn') return <Continue scopes={view.rememberScopes} />;
  return (
    <details class="anyway">
      <summary>{say('gate_continue_anyway')}</summary>
      <Continue scopes={view.rememberScopes} />
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

function Report({ view, address }: { view: GateView; address: string }) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <button type="button" class="plain" onClick={() => setOpen(true)}>
        {say('gate_report')}
      </button>
    );
  }
  return (
    <ComplaintForm
      link={{ address, context: view.link.context }}
      rulesetVersion={view.protection.ruleset?.version ?? 0}
      kind="wrongly-stopped"
      close={() => setOpen(false)}
    />
  );
}
