/** The cases about an owner's domain, with what the owner can do in each. */
import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { EXPLANATION_LIMIT } from '../../../redress/index.ts';
import { ENDPOINTS, type OwnerCasesResponse } from '../../../wire/index.ts';
import { ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { LongField } from '../ui/fields.tsx';
import { Sentence } from '../ui/foreign.tsx';
import { onDay } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import { AppealForm } from './appeal-form.tsx';
import { RulingStory } from './ruling-story.tsx';

interface OwnerCasesProps {
  readonly found: OwnerCasesResponse;
  readonly claim: string;
  readonly look: () => void;
}

export function OwnerCases({ found, claim, look }: OwnerCasesProps) {
  const { domain, validUntil, cases } = found;
  return (
    <>
      <p>
        <Sentence
          words="owner_proven"
          values={{ domain, day: validUntil === undefined ? '–' : onDay(validUntil) }}
        />
      </p>
      {cases.length === 0 ? <p class="card">{say('owner_no_cases')}</p> : null}
      {cases.map((each) => (
        <OneCase key={each.id} one={each} claim={claim} look={look} />
      ))}
    </>
  );
}

interface OneCaseProps {
  readonly one: OwnerCasesResponse['cases'][number];
  readonly claim: string;
  readonly look: () => void;
}

function OneCase({ one, claim, look }: OneCaseProps) {
  const { id, destination, stage, rulings, appeals, mayAppeal } = one;
  return (
    <section class="stack" aria-labelledby={`case-${id}`}>
      <h2 id={`case-${id}`}>
        <Sentence words="owner_case" values={{ destination }} />
      </h2>
      <p>
        <span class="tag">{say(`stage_${stage}`)}</span>
      </p>
      {rulings.length === 0 ? <p class="note">{say('owner_no_rulings')}</p> : null}
      {rulings.map((ruling) => (
        <RulingStory
          key={ruling.id}
          ruling={ruling}
          appeals={appeals.filter(({ rulingId }) => rulingId === ruling.id)}
        />
      ))}
      {mayAppeal.map((rulingId) => (
        <AppealForm
          key={rulingId}
          until={rulings.find((ruling) => ruling.id === rulingId)?.appealUntil}
          path={ENDPOINTS.ownerAppeals}
          body={(words) => ({ claim, caseId: id, rulingId, words })}
          lodged={look}
        />
      ))}
      <Answer claim={claim} caseId={id} />
    </section>
  );
}

function Answer({ claim, caseId }: { claim: string; caseId: string }) {
  const [words, setWords] = useState('');
  const [outcome, setOutcome] = useState<'sent' | { readonly failed: string }>();

  async function send(event: Event) {
    event.preventDefault();
    const sent = await ask(ENDPOINTS.ownerAnswers, v.optional(v.undefined()), {
      method: 'POST',
      body: { claim, caseId, words },
    });
    setOutcome(sent.ok ? 'sent' : { failed: sent.code });
    if (sent.ok) setWords('');
  }

  return (
    <form class="card" onSubmit={(event) => void send(event)}>
      <LongField
        label={say('owner_answer')}
        required
        maxLength={EXPLANATION_LIMIT}
        value={words}
        write={setWords}
      />
      {typeof outcome === 'object' ? <Failure code={outcome.failed} /> : null}
      <div class="buttons">
        <button type="submit" disabled={words.trim() === ''}>
          {say('owner_answer_send')}
        </button>
        <span role="status">{outcome === 'sent' ? say('owner_answer_sent') : ''}</span>
      </div>
    </form>
  );
}
