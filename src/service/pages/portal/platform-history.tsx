/** How a platform's credit went: a plot with its interval, and the same as a table. */
import { useEffect, useState } from 'preact/hooks';
import {
  ENDPOINTS,
  type ProviderHistoryResponse,
  ProviderHistoryResponseSchema,
} from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { onDay } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import { gradeWords, nameOf } from './platform-words.ts';

type Points = ProviderHistoryResponse['history'];

export function PlatformHistory({ id }: { id: string }) {
  const [shown, setShown] = useState<Asked<ProviderHistoryResponse>>();
  useEffect(() => {
    const path = `${ENDPOINTS.providers}/${encodeURIComponent(id)}`;
    void ask(path, ProviderHistoryResponseSchema).then(setShown);
  }, [id]);
  if (shown === undefined) return <p role="status">{say('loading')}</p>;
  if (!shown.ok) return <Failure code={shown.code} />;
  const { provider, history } = shown.value;
  return (
    <>
      <p>
        <a href="#platforms">{say('platform_back')}</a>
      </p>
      <div class="card">
        {history.length === 0 ? (
          <p>{say('platform_no_history')}</p>
        ) : (
          <>
            <h2 id="history">{say('platform_history', { name: nameOf(provider) })}</h2>
            <Plot points={history} />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
            <section class="scroll" tabIndex={0} aria-labelledby="history">
              <table aria-labelledby="history">
                <thead>
                  <tr>
                    <th scope="col">{say('log_at')}</th>
                    <th scope="col">{say('platforms_grade')}</th>
                    <th scope="col" class="number">
                      {say('platforms_credit')}
                    </th>
                    <th scope="col">{say('platforms_interval')}</th>
                  </tr>
                </thead>
                <tbody>
                  {history.toReversed().map(({ at, grade, credit, low, high }) => (
                    <tr key={at}>
                      <td>{onDay(at)}</td>
                      <td>{gradeWords(grade)}</td>
                      <td class="number">{Math.round(credit)}</td>
                      <td>
                        {Math.round(low)}–{Math.round(high)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </>
        )}
      </div>
    </>
  );
}

const WIDTH = 600;
const HEIGHT = 160;

/**
 * Says nothing that the table beside it does not say, so it is nothing to a screen reader. Of one
 * point alone there is nothing to draw.
 */
function Plot({ points }: { points: Points }) {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const [start, end] = [Date.parse(first.at), Date.parse(last.at)];
  const x = (at: string) => ((Date.parse(at) - start) / Math.max(1, end - start)) * WIDTH;
  const y = (credit: number) => HEIGHT - (credit / 100) * HEIGHT;
  const line = (of: (point: Points[number]) => number, some: Points) =>
    some.map((point) => `${x(point.at).toFixed(1)},${y(of(point)).toFixed(1)}`);
  const band = [
    ...line(({ high }) => high, points),
    ...line(({ low }) => low, points.toReversed()),
  ];
  return (
    <figure class="history" aria-hidden="true">
      <span class="history-most">100</span>
      <span class="history-least">0</span>
      <svg class="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <polygon class="band" points={band.join(' ')} />
        <polyline class="curve" points={line(({ credit }) => credit, points).join(' ')} />
      </svg>
      <span class="history-ends">
        <span>{onDay(first.at)}</span> <span>{onDay(last.at)}</span>
      </span>
    </figure>
  );
}
