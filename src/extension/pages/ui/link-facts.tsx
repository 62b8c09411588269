import { type Category, nameIn } from '../../../policy/index.ts';
import type { LinkReport } from '../../messaging/protocol.ts';
import { ShortAddress } from './address.tsx';
import { categoryName } from './names.ts';
import { Visible } from './sentence.tsx';
import { Summary } from './summary.tsx';
import { say } from './words.ts';

/** Longest list of parameters that is spelled out. */
const PARAMETERS_SHOWN = 40;

interface Props {
  readonly link: LinkReport;
  /** A newer grade stands beside it: two would contradict each other. */
  readonly hasNewerGrade?: boolean;
}

/** What the address went through before it was judged, and whose it is. */
export function LinkFacts({ link, hasNewerGrade = false }: Props) {
  return (
    <div class="facts">
      {link.destination === undefined ? null : (
        <ProviderFacts provider={link.provider} hasGrade={!hasNewerGrade} />
      )}
      {link.hops.length === 0 ? null : <Chain link={link} />}
      {link.hops.length === 0 && link.isOpaque ? (
        <p class="note caution">{say('chain_opaque')}</p>
      ) : null}
      {link.removed.length === 0 ? null : <Removed names={link.removed} />}
    </div>
  );
}

function ProviderFacts({
  provider,
  hasGrade,
}: {
  provider: LinkReport['provider'];
  hasGrade: boolean;
}) {
  return (
    <dl class="pairs">
      <div>
        <dt>{say('provider_title')}</dt>
        <dd>{provider === undefined ? say('provider_none') : describe(provider)}</dd>
      </div>
      {provider === undefined || !hasGrade ? null : (
        <div>
          <dt>{say('grade_title')}</dt>
          <dd class={`grade grade-${provider.grade}`}>
            {provider.grade === 'unrated'
              ? say('grade_unrated')
              : say('grade_letter', provider.grade)}
          </dd>
        </div>
      )}
    </dl>
  );
}

function describe({ name, category }: NonNullable<LinkReport['provider']>): string {
  return `${nameIn(name, say('language'))} · ${categoryName(category as Category)}`;
}

function Chain({ link }: { link: LinkReport }) {
  const last = link.hops.at(-1)?.to;
  return (
    <details>
      <Summary>{say('chain_title', link.hops.length)}</Summary>
      <ol class="chain">
        {link.hops.map((hop) => (
          <li>
            <ShortAddress address={hop.from} />
          </li>
        ))}
        {last === undefined ? null : (
          <li>
            <ShortAddress address={last} />
          </li>
        )}
      </ol>
      {link.isOpaque ? <p class="note caution">{say('chain_opaque')}</p> : null}
    </details>
  );
}

function Removed({ names }: { names: readonly string[] }) {
  return (
    <details>
      <Summary>{say('removed_title', names.length)}</Summary>
      <p class="parameters">
        {names.slice(0, PARAMETERS_SHOWN).map((name) => (
          <code>
            <Visible text={name} />
          </code>
        ))}
      </p>
    </details>
  );
}
