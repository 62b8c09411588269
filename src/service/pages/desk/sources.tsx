/** The lists that the ruleset in force holds, and where the operator has lists fetched from. */
import type { PublishingState } from '../../../wire/index.ts';
import { Foreign } from '../ui/foreign.tsx';
import { atMinute, onDay } from '../ui/time.ts';
import { language, say } from '../ui/words.ts';

export function Sources({ state: { lists, sources } }: { state: PublishingState }) {
  return (
    <>
      <div class="card">
        <h2 id="lists">{say('lists_title')}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section class="scroll" tabIndex={0} aria-labelledby="lists">
          <table>
            <thead>
              <tr>
                <th scope="col">{say('lists_name')}</th>
                <th scope="col" class="number">
                  {say('publishing_rules')}
                </th>
                <th scope="col">{say('lists_date')}</th>
              </tr>
            </thead>
            <tbody>
              {lists.map(({ list, ruleCount, date }) => (
                <tr key={list}>
                  <th scope="row">
                    <Foreign text={list} />
                  </th>
                  <td class="number">{ruleCount.toLocaleString(language)}</td>
                  <td>{date === null ? '–' : onDay(date)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
      <section class="card" aria-labelledby="sources">
        <h2 id="sources">{say('sources_title')}</h2>
        {sources.length === 0 ? <p class="note">{say('sources_none')}</p> : null}
        {sources.map((source) => (
          <OneSource key={source.list} source={source} />
        ))}
      </section>
    </>
  );
}

function OneSource({ source }: { source: PublishingState['sources'][number] }) {
  const { list, from, violation, mayAllow, gates, entries, fetchedAt, refusal } = source;
  return (
    <article class="entry">
      <h3>
        <Foreign text={list} />
      </h3>
      {refusal === undefined ? null : (
        <p class="care">
          {say('sources_refused', { code: refusal.code })} <Foreign text={refusal.reason} />
        </p>
      )}
      <dl class="facts">
        <dt>{say('sources_from')}</dt>
        <dd dir="ltr">
          <Foreign text={from} />
        </dd>
        <dt>{say('sources_means')}</dt>
        <dd>
          {say(`violation_${violation}`)}
          {mayAllow ? `; ${say('sources_may_allow')}` : ''}
        </dd>
        <dt>{say('sources_fetched')}</dt>
        <dd>
          {fetchedAt === undefined
            ? say(gates === undefined ? 'sources_each_time' : 'sources_never')
            : say('sources_kept', {
                at: atMinute(fetchedAt),
                count: (entries ?? 0).toLocaleString(language),
              })}
        </dd>
        {gates === undefined ? null : (
          <>
            <dt>{say('sources_gates')}</dt>
            <dd>
              {say('sources_gate_words', {
                hours: gates.everyHours,
                least: gates.minEntries.toLocaleString(language),
              })}{' '}
              {say(gates.mayShrink ? 'sources_may_shrink' : 'sources_may_not_shrink')}
            </dd>
            <dt>{say('sources_pinned')}</dt>
            <dd>{gates.pinned ?? say('sources_not_pinned')}</dd>
          </>
        )}
      </dl>
    </article>
  );
}
