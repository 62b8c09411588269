import type { GateMore } from '../../messaging/protocol.ts';
import { Foreign } from '../ui/sentence.tsx';
import { onDay } from '../ui/time.ts';
import { language, say } from '../ui/words.ts';

/** What the service adds. */
export function More({ more: { ruling, credit } }: { more: GateMore }) {
  return (
    <>
      {ruling === undefined ? null : <Ruling ruling={ruling} />}
      {isRated(credit) ? <Credit credit={credit} /> : null}
    </>
  );
}

export function isRated(credit: GateMore['credit']): credit is NonNullable<GateMore['credit']> {
  return credit !== undefined && credit.grade !== 'unrated';
}

function Ruling({ ruling }: { ruling: NonNullable<GateMore['ruling']> }) {
  const { violation, severity, scope, facts, explanation, publishedAt, until } = ruling;
  return (
    <section class="ruling">
      <h2>{say('ruling_title')}</h2>
      <p class="note">
        {say('ruling_published', onDay(publishedAt, language()))}
        {until === undefined ? null : ` · ${say('ruling_until', onDay(until, language()))}`}
      </p>
      {violation === undefined ? null : (
        <p>
          {say(
            severity === 'severe' ? 'ruling_lists_severe' : 'ruling_lists',
            say(`violation_${violation}`),
            say(`ruling_scope_${scope}`),
          )}
        </p>
      )}
      <dl>
        <dt>{say('ruling_facts')}</dt>
        <dd>
          <Foreign text={facts} />
        </dd>
        <dt>{say('ruling_why')}</dt>
        <dd>
          <Foreign text={explanation} />
        </dd>
      </dl>
      <p>
        <a href={ruling.statement} target="_blank" rel="noopener noreferrer">
          {say('ruling_statement')}
        </a>
      </p>
      <p class="note">
        {say('ruling_appeal')}{' '}
        <a href={ruling.owners} target="_blank" rel="noopener noreferrer">
          {say('ruling_owners')}
        </a>
      </p>
    </section>
  );
}

/** The credit as a point in its interval on the way from 0 to 100, and the same in words. */
function Credit({ credit }: { credit: NonNullable<GateMore['credit']> }) {
  const [value, low, high] = [credit.credit, credit.low, credit.high].map(Math.round) as [
    number,
    number,
    number,
  ];
  return (
    <section class="credit">
      <h2>{say('credit_title', credit.grade)}</h2>
      <svg viewBox="0 0 200 14" class="interval" aria-hidden="true" focusable="false">
        <path class="interval-all" d="M2 7h196" />
        <path class="interval-range" d={`M${2 + low * 1.96} 7H${2 + high * 1.96}`} />
        <circle cx={2 + value * 1.96} cy="7" r="4.5" />
      </svg>
      <p class="note">{say('credit_words', value, low, high, credit.upheld)}</p>
      <a href={credit.page} target="_blank" rel="noopener noreferrer">
        {say('credit_page')}
      </a>
    </section>
  );
}
