/** What was complained of. Nothing in it is a link, and nothing in it stays unseen. */
import type { CaseView } from '../../../wire/index.ts';
import { Foreign, InertAddress } from '../ui/foreign.tsx';
import { atMinute, onDay } from '../ui/time.ts';
import { language, say } from '../ui/words.ts';

interface EvidenceProps {
  readonly complaints: CaseView['complaints'];
  readonly rulings: CaseView['rulings'];
  readonly answers: CaseView['answers'];
}

export function Evidence({ complaints, rulings, answers }: EvidenceProps) {
  const answered = new Set(rulings.flatMap(({ ruling }) => ruling.answers));
  return (
    <div class="stack">
      <section class="card" aria-labelledby="complaints">
        <h2 id="complaints">{say('case_complaints')}</h2>
        {complaints.map((complaint) => (
          <OneComplaint
            key={complaint.id}
            complaint={complaint}
            isAnswered={answered.has(complaint.id)}
          />
        ))}
      </section>
      {answers.length === 0 ? null : (
        <section class="card" aria-labelledby="answers">
          <h2 id="answers">{say('case_answers')}</h2>
          {answers.map(({ at, words }) => (
            <p key={at}>
              <span class="note">{atMinute(at)}</span>
              <br />
              <Foreign text={words} />
            </p>
          ))}
        </section>
      )}
    </div>
  );
}

interface OneProps {
  readonly complaint: CaseView['complaints'][number];
  readonly isAnswered: boolean;
}

function OneComplaint({ complaint, isAnswered }: OneProps) {
  const { address, kind, context, at, cluster, comment, excerpt, newFact, effect } = complaint;
  const { quality, limitedUntil } = complaint;
  return (
    <article class="entry">
      <h3>{say(`kind_${kind}`)}</h3>
      <p class="note">
        {say('case_complaint_by', { cluster, at: atMinute(at) })} · {say(`context_${context}`)} ·{' '}
        {say(`case_effect_${isAnswered ? 'answered' : effect}`)}
        {quality === undefined ? '' : ` · ${say('case_quality', { share: percent(quality) })}`}
        {limitedUntil === undefined
          ? ''
          : ` · ${say('case_limited', { day: onDay(limitedUntil) })}`}
      </p>
      <p>
        <InertAddress address={address} />
      </p>
      {comment === '' ? null : (
        <p>
          <Foreign text={comment} />
        </p>
      )}
      <Quoted title={say('case_excerpt')} text={excerpt} />
      <Quoted title={say('case_new_fact')} text={newFact} />
    </article>
  );
}

function percent(share: number): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share);
}

function Quoted({ title, text }: { title: string; text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <div>
      <p class="note">{title}</p>
      <blockquote>
        <Foreign text={text} />
      </blockquote>
    </div>
  );
}
