import type { GateView, LinkReport } from '../../messaging/protocol.ts';
import { Address } from '../ui/address.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Shape } from '../ui/mark.tsx';
import { Report } from '../ui/report.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { Summary } from '../ui/summary.tsx';
import { useTitle } from '../ui/use-title.ts';
import { say, type WordKey } from '../ui/words.ts';
import { Continue } from './continue.tsx';
import { Counts } from './counts.tsx';
import { Facts } from './facts.tsx';
import { GoBack } from './go-back.tsx';
import { LookAlike } from './look-alike.tsx';
import { Organisation } from './organisation.tsx';
import { whyNot } from './why-not.ts';

/** A stopped link: what it is, why it was stopped, and what can be done. */
export function Stopped({ view, again }: { view: GateView; again: () => Promise<void> }) {
  const { link, protection } = view;
  const address = link.destination ?? link.address;
  const title = say(titleOf(view));
  useTitle(title);
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
      <LookAlike address={address} trace={link.trace} />
      <div class="buttons">
        <GoBack />
        <CopyButton words={say('gate_copy')} text={() => address} />
      </div>
      {view.mayProceed ? (
        <WayOn view={view} refused={again} />
      ) : (
        <p class="box quiet-box">{say(whyNot(view))}</p>
      )}
      <Organisation organisation={view.organisation} />
      {view.mayComplain ? (
        <Report
          words={say('gate_report')}
          look="plain"
          link={{ address, context: link.context }}
          rulesetVersion={protection.ruleset?.version ?? 0}
          kind="wrongly-stopped"
        />
      ) : null}
      <Counts action={link.action} counts={view.counts} />
      {link.action === 'ask' ? (
        <Disclosure title={say('why_title')}>
          <Facts view={view} address={address} />
        </Disclosure>
      ) : (
        <Facts view={view} address={address} />
      )}
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
  if (view.link.action !== 'warn') return <Continue view={view} refused={refused} />;
  return (
    <details class="anyway">
      <Summary>{say('gate_continue_anyway')}</Summary>
      <Continue view={view} refused={refused} />
    </details>
  );
}
