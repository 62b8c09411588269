/** Whether the links of one category are treated alike, whoever owns them. */
import { useEffect, useState } from 'preact/hooks';
import { ACTIONS } from '../../../policy/index.ts';
import { ENDPOINTS, type EqualityResponse, EqualityResponseSchema } from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { atMinute } from '../ui/time.ts';
import { language, say } from '../ui/words.ts';
import { Differences } from './equality-differences.tsx';
import { nameOf } from './platform-words.ts';
import { shareWords } from './share-words.ts';

type Category = EqualityResponse['categories'][number];

export function Equality() {
  const [audit, setAudit] = useState<Asked<EqualityResponse>>();
  useEffect(() => void ask(ENDPOINTS.equality, EqualityResponseSchema).then(setAudit), []);
  if (audit === undefined) return <p role="status">{say('loading')}</p>;
  if (!audit.ok) {
    if (audit.code === 'not-found') return <p class="card">{say('equality_none')}</p>;
    return <Failure code={audit.code} />;
  }
  const { at, rulesetVersion, categories } = audit.value;
  const differing = categories.filter(({ differences }) => differences.length > 0);
  const alike = categories.filter(({ differences }) => differences.length === 0);
  return (
    <>
      <p class="lead">{say('equality_lead')}</p>
      <p>
        {say('equality_of', { version: rulesetVersion, at: atMinute(at) })}{' '}
        <a href={ENDPOINTS.equality} download="equality.json">
          {say('equality_file')}
        </a>
      </p>
      {differing.length === 0 ? <p class="card">{say('equality_no_difference')}</p> : null}
      {differing.map((one) => (
        <section key={one.category} class="card" aria-labelledby={one.category}>
          <h2 id={one.category}>{say(`category_${one.category}`)}</h2>
          <Differences category={one} />
          <Rates category={one} />
        </section>
      ))}
      {alike.map((one) => (
        <details key={one.category} class="card">
          <summary>
            {say('equality_alike', {
              category: say(`category_${one.category}`),
              count: one.providers.length,
            })}
          </summary>
          <Rates category={one} />
        </details>
      ))}
    </>
  );
}

function Rates({ category: { category, providers } }: { category: Category }) {
  const caption = say('equality_caption', { category: say(`category_${category}`) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="table" tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('platforms_name')}</th>
            <th scope="col" class="number">
              {say('equality_addresses')}
            </th>
            {ACTIONS.map((action) => (
              <th scope="col" class="number">
                {say(`action_${action}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {providers.map((provider) => (
            <tr key={provider.providerId}>
              <th scope="row">{nameOf(provider)}</th>
              <td class="number">{provider.addresses.toLocaleString(language)}</td>
              {ACTIONS.map((action) => (
                <td class="number">{shareWords(provider.rates[action])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
