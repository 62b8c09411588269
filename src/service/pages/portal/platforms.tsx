/** Every platform with its grade; one of them with its history. */
import { useEffect, useState } from 'preact/hooks';
import {
  ENDPOINTS,
  type ProviderCreditAnswer,
  type ProvidersResponse,
  ProvidersResponseSchema,
} from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { say } from '../ui/words.ts';
import { PlatformHistory } from './platform-history.tsx';
import { gradeWords, nameOf } from './platform-words.ts';

/** `id` of the one whose history is asked for; empty for all of them. */
export function Platforms({ id }: { id: string }) {
  const [all, setAll] = useState<Asked<ProvidersResponse>>();
  const [withUnrated, setWithUnrated] = useState(false);
  useEffect(() => void ask(ENDPOINTS.providers, ProvidersResponseSchema).then(setAll), []);
  if (id !== '') return <PlatformHistory key={id} id={id} />;
  if (all === undefined) return <p role="status">{say('loading')}</p>;
  if (!all.ok) return <Failure code={all.code} />;
  const shown = all.value.providers.filter(({ grade }) => withUnrated || grade !== 'unrated');
  return (
    <>
      <p class="lead">{say('platforms_lead')}</p>
      <div class="card">
        <label class="check">
          <input
            type="checkbox"
            checked={withUnrated}
            onChange={(event) => setWithUnrated(event.currentTarget.checked)}
          />
          {say('platforms_unrated')}
        </label>
        {shown.length === 0 ? <p>{say('platforms_none')}</p> : <Table shown={shown} />}
      </div>
    </>
  );
}

function Table({ shown }: { shown: readonly ProviderCreditAnswer[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="table" tabIndex={0} aria-label={say('platforms_caption')}>
      <table>
        <caption>{say('platforms_caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('platforms_name')}</th>
            <th scope="col">{say('platforms_grade')}</th>
            <th scope="col" class="number">
              {say('platforms_credit')}
            </th>
            <th scope="col">{say('platforms_interval')}</th>
            <th scope="col" class="number">
              {say('platforms_upheld')}
            </th>
            <th scope="col" class="number">
              {say('platforms_standing')}
            </th>
            <th scope="col" class="number">
              {say('platforms_returns')}
            </th>
            <th scope="col">{say('platforms_removal')}</th>
            <th scope="col">{say('platforms_raise')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((provider) => (
            <Row key={provider.providerId} provider={provider} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ provider }: { provider: ProviderCreditAnswer }) {
  const { providerId, grade, credit, low, high, upheld, standing, returns } = provider;
  const { medianRemovalHours: removal } = provider;
  return (
    <tr>
      <th scope="row">
        <a href={`#platforms=${providerId}`}>{nameOf(provider)}</a>
      </th>
      <td>{gradeWords(grade)}</td>
      <td class="number">{Math.round(credit)}</td>
      <td>
        {Math.round(low)}–{Math.round(high)}
      </td>
      <td class="number">{upheld}</td>
      <td class="number">{standing}</td>
      <td class="number">{returns}</td>
      <td>
        {removal === undefined ? '–' : say('platforms_hours', { hours: Math.round(removal) })}
      </td>
      <td>{raiseWords(provider)}</td>
    </tr>
  );
}

function raiseWords({ raise }: ProviderCreditAnswer): string {
  if (raise === undefined) return '–';
  const { to, byRemoving, byDays } = raise;
  const ways = [
    ...(byRemoving === undefined
      ? []
      : [say('platforms_raise_removing', { to, count: byRemoving.length })]),
    ...(byDays === undefined ? [] : [say('platforms_raise_days', { to, days: byDays })]),
  ];
  return ways.join('; ') || '–';
}
