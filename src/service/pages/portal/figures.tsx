/** How many of everything there were, and how long it took. */
import { useEffect, useState } from 'preact/hooks';
import {
  ENDPOINTS,
  type TransparencyResponse,
  TransparencyResponseSchema,
} from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { onDay } from '../ui/time.ts';
import { language, say } from '../ui/words.ts';

const TIMES = ['toClaim', 'toRuling', 'toPublication', 'toAppealDecision'] as const;

export function Figures() {
  const [figures, setFigures] = useState<Asked<TransparencyResponse>>();
  useEffect(
    () => void ask(ENDPOINTS.transparency, TransparencyResponseSchema).then(setFigures),
    [],
  );
  if (figures === undefined) return <p role="status">{say('loading')}</p>;
  if (!figures.ok) return <Failure code={figures.code} />;
  const { from, to, times } = figures.value;
  return (
    <>
      <p class="lead">{say('figures_lead', { from: onDay(from), to: onDay(to) })}</p>
      <div class="columns">
        <div class="card">
          <table>
            <caption>{say('figures_counts')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('figures_what')}</th>
                <th scope="col" class="number">
                  {say('figures_number')}
                </th>
              </tr>
            </thead>
            <tbody>
              {countsOf(figures.value).map(([words, count]) => (
                <tr key={words}>
                  <th scope="row">{words}</th>
                  <td class="number">{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section class="card scroll" tabIndex={0} aria-label={say('figures_times')}>
          <table>
            <caption>{say('figures_times')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('figures_what')}</th>
                <th scope="col" class="number">
                  {say('figures_number')}
                </th>
                <th scope="col" class="number">
                  {say('figures_median')}
                </th>
                <th scope="col" class="number">
                  {say('figures_p95')}
                </th>
              </tr>
            </thead>
            <tbody>
              {TIMES.map((name) => (
                <tr key={name}>
                  <th scope="row">{say(`time_${name}`)}</th>
                  <td class="number">{times[name].count}</td>
                  <td class="number">{hours(times[name].median)}</td>
                  <td class="number">{hours(times[name].p95)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </>
  );
}

function countsOf({ complaints, rulings, appeals }: TransparencyResponse) {
  return [
    [say('count_received'), complaints.received],
    [say('count_waiting'), complaints.waiting],
    [say('count_upheld'), complaints.upheld],
    [say('count_dismissed'), complaints.dismissed],
    [say('count_published'), rulings.published],
    [say('count_inForce'), rulings.inForce],
    [say('count_lifted'), rulings.lifted],
    [say('count_lodged'), appeals.lodged],
    [say('count_appeal_upheld'), appeals.upheld],
    [say('count_appeal_changed'), appeals.changed],
    [say('count_appeal_lifted'), appeals.lifted],
  ] as const;
}

function hours(value: number | undefined): string {
  if (value === undefined) return '–';
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
}
