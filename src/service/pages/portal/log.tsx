/** The public log, the newest entries first, page by page. */
import { useEffect, useState } from 'preact/hooks';
import type { PublicFact } from '../../../redress/index.ts';
import { ENDPOINTS, type LogPageResponse, LogPageResponseSchema } from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { atMinute } from '../ui/time.ts';
import { say } from '../ui/words.ts';

/** Of the log's own pages, which are longer. */
const AT_ONCE = 50;

export function Log() {
  const [page, setPage] = useState<Asked<LogPageResponse>>();
  /** The number of the oldest entry that is shown; undefined for the end of the log. */
  const [from, setFrom] = useState<number>();

  useEffect(() => {
    void pageFrom(from).then(setPage);
  }, [from]);

  if (page === undefined) return <p role="status">{say('loading')}</p>;
  if (!page.ok) return <Failure code={page.code} />;
  const { count, head, entries } = page.value;
  const shown = entries.slice(0, AT_ONCE).toReversed();
  const first = shown.at(-1)?.number ?? 1;
  const last = shown[0]?.number ?? 0;
  return (
    <>
      <p class="lead">{say('log_lead')}</p>
      <p>
        <a href={ENDPOINTS.logFile}>{say('log_file')}</a>
      </p>
      {count === 0 ? (
        <p class="card">{say('log_empty')}</p>
      ) : (
        <Entries
          shown={shown}
          caption={say('log_caption', { from: first, to: last, count })}
          head={head ?? ''}
        />
      )}
      <div class="buttons">
        <button type="button" disabled={last >= count} onClick={() => setFrom(last + 1)}>
          {say('log_newer')}
        </button>
        <button
          type="button"
          disabled={first <= 1}
          onClick={() => setFrom(Math.max(1, first - AT_ONCE))}
        >
          {say('log_older')}
        </button>
      </div>
    </>
  );
}

interface EntriesProps {
  readonly shown: LogPageResponse['entries'];
  readonly caption: string;
  readonly head: string;
}

function Entries({ shown, caption, head }: EntriesProps) {
  return (
    <div class="card">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="table" tabIndex={0} aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col" class="number">
                {say('log_number')}
              </th>
              <th scope="col">{say('log_at')}</th>
              <th scope="col">{say('log_fact')}</th>
              <th scope="col">{say('log_ruling')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ number, at, fact }) => (
              <tr key={number}>
                <td class="number">{number}</td>
                <td>{atMinute(at)}</td>
                <td>{say(`fact_${fact.kind}`, { what: detailOf(fact) })}</td>
                <td>{'rulingId' in fact ? fact.rulingId : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="note">{say('log_head')}</p>
      <p class="receipt">{head}</p>
    </div>
  );
}

function detailOf(fact: PublicFact): string {
  switch (fact.kind) {
    case 'ruling.published':
      return fact.violation === undefined
        ? say(`measure_${fact.measure}`)
        : say(`violation_${fact.violation}`);
    case 'appeal.decided':
      return say(`outcome_${fact.outcome}`);
    case 'grade.changed':
      return `${fact.providerId} ${fact.grade}`;
    case 'ruleset.published':
      return String(fact.version);
    default:
      return '';
  }
}

/** Where the end lies is known only once the log was asked. */
async function pageFrom(from: number | undefined): Promise<Asked<LogPageResponse>> {
  const page = await ask(`${ENDPOINTS.log}?from=${from ?? 1}`, LogPageResponseSchema);
  if (from !== undefined || !page.ok || page.value.count <= AT_ONCE) return page;
  return ask(`${ENDPOINTS.log}?from=${page.value.count - AT_ONCE + 1}`, LogPageResponseSchema);
}
