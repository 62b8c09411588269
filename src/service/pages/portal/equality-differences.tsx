/** What one platform has more of than the rest of its category, and whether rulings explain it. */
import { ENDPOINTS, type EqualityResponse } from '../../../wire/index.ts';
import { Foreign } from '../ui/foreign.tsx';
import { say, type Values } from '../ui/words.ts';
import { nameOf } from './platform-words.ts';
import { shareWords } from './share-words.ts';

type Category = EqualityResponse['categories'][number];
type Difference = Category['differences'][number];

export function Differences({ category }: { category: Category }) {
  const names = new Map(category.providers.map((one) => [one.providerId, nameOf(one)]));
  return (
    <ul class="stack">
      {category.differences.map((one) => (
        <li key={`${one.providerId} ${one.action}`}>
          <OneDifference one={one} name={names.get(one.providerId) ?? one.providerId} />
        </li>
      ))}
    </ul>
  );
}

/** What is opened more than elsewhere is no complaint of anybody. */
function moreWords(action: Difference['action'], values: Values): string {
  return action === 'open' ? '' : say(`equality_more_${action}`, values);
}

function OneDifference({ one, name }: { one: Difference; name: string }) {
  const { action, rate, usual, rulings, lists, isExplained } = one;
  const values = { name, share: shareWords(rate), usual: shareWords(usual) };
  return (
    <>
      <p>
        <b>{moreWords(action, values)}</b>{' '}
        <span class={isExplained ? 'tag good' : 'tag bad'}>
          {say(isExplained ? 'equality_explained' : 'equality_unexplained')}
        </span>
      </p>
      {lists.length === 0 ? null : (
        <p>
          {say('equality_lists')} <Foreign text={lists.join(', ')} />
        </p>
      )}
      {rulings.length === 0 ? null : (
        <details>
          <summary>{say('equality_rulings', { count: rulings.length })}</summary>
          <ul>
            {rulings.map((id) => (
              <li key={id}>
                <a href={`${ENDPOINTS.statements}/${encodeURIComponent(id)}.json`}>{id}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
