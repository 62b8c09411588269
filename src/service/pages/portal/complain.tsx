/** A complaint, with everything that will be sent in plain sight. */
import { useState } from 'preact/hooks';
import { CONTEXTS } from '../../../policy/index.ts';
import type { Complaint } from '../../../redress/index.ts';
import {
  ENDPOINTS,
  type FileComplaintResponse,
  FileComplaintResponseSchema,
  PROOF_HEADER,
} from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { ChoiceField, LongField, TextField } from '../ui/fields.tsx';
import { Foreign, InertAddress } from '../ui/foreign.tsx';
import { onDay } from '../ui/time.ts';
import { say } from '../ui/words.ts';
import { draftOf, type Form, isWebAddress, KINDS, LIMITS } from './draft.ts';
import { proveWork } from './solve.ts';

type Progress =
  | { readonly kind: 'writing' | 'solving' | 'sending' }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'done'; readonly filed: FileComplaintResponse };

const CHOICES = KINDS.map((kind) => ({ value: kind, words: say(`kind_${kind}`) }));
const PLACES = CONTEXTS.map((context) => ({ value: context, words: say(`context_${context}`) }));

/** `address` may come with the way here, from a look-up. */
export function Complain({ address }: { address: string }) {
  const empty: Form = { address, kind: '', context: 'unknown', comment: '' };
  const [form, setForm] = useState(empty);
  const [progress, setProgress] = useState<Progress>({ kind: 'writing' });
  // One key for one complaint: sending it again after a lost answer does not file it twice.
  const [key, setKey] = useState(newKey);
  const draft = draftOf(form);
  const isBusy = progress.kind === 'solving' || progress.kind === 'sending';

  async function send(event: Event) {
    event.preventDefault();
    if (draft === undefined || isBusy) return;
    setProgress({ kind: 'solving' });
    const sent = await fileWithProof(draft, key, () => setProgress({ kind: 'sending' }));
    if (!sent.ok) return setProgress({ kind: 'failed', code: sent.code });
    setProgress({ kind: 'done', filed: sent.value });
  }

  if (progress.kind === 'done') {
    const again = () => {
      setForm({ ...empty, address: '' });
      setKey(newKey());
      setProgress({ kind: 'writing' });
    };
    return <Done filed={progress.filed} again={again} />;
  }
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  return (
    <>
      <p class="lead">{say('complain_lead')}</p>
      <form class="columns" onSubmit={(event) => void send(event)}>
        <div class="card">
          <Fields form={form} change={change} />
        </div>
        <div class="card">
          <WillBeSent form={form} />
          {progress.kind === 'failed' ? <Failure code={progress.code} /> : null}
          <div class="buttons">
            <button type="submit" class="primary" disabled={draft === undefined || isBusy}>
              {say('complain_send')}
            </button>
            <span role="status">{isBusy ? say(`complain_${progress.kind}`) : ''}</span>
          </div>
        </div>
      </form>
    </>
  );
}

function Fields({ form, change }: { form: Form; change: (part: Partial<Form>) => void }) {
  const isBad = form.address.trim() !== '' && !isWebAddress(form.address);
  return (
    <>
      <TextField
        label={say('complain_address')}
        note={say(isBad ? 'complain_address_bad' : 'complain_address_note')}
        type="url"
        required
        maxLength={LIMITS.address}
        value={form.address}
        write={(address) => change({ address })}
      />
      <ChoiceField
        label={say('complain_kind')}
        empty={say('complain_choose')}
        choices={CHOICES}
        value={form.kind}
        write={(kind) => change({ kind })}
      />
      <ChoiceField
        label={say('complain_context')}
        choices={PLACES}
        value={form.context}
        write={(context) => change({ context })}
      />
      <LongField
        label={say('complain_comment')}
        note={say('complain_comment_note', { count: form.comment.length, limit: LIMITS.comment })}
        maxLength={LIMITS.comment}
        value={form.comment}
        write={(comment) => change({ comment })}
      />
    </>
  );
}

function WillBeSent({ form }: { form: Form }) {
  const { address, comment } = form;
  const kind = CHOICES.find(({ value }) => value === form.kind)?.words;
  const place = PLACES.find(({ value }) => value === form.context)?.words;
  const empty = <span class="note">{say('complain_empty')}</span>;
  return (
    <>
      <h2>{say('complain_sends')}</h2>
      <dl class="facts">
        <dt>{say('field_address')}</dt>
        <dd>{address.trim() === '' ? empty : <InertAddress address={address.trim()} />}</dd>
        <dt>{say('field_kind')}</dt>
        <dd>{kind ?? empty}</dd>
        <dt>{say('field_context')}</dt>
        <dd>{place}</dd>
        <dt>{say('field_comment')}</dt>
        <dd>{comment.trim() === '' ? empty : <Foreign text={comment.trim()} />}</dd>
      </dl>
      <p class="note">{say('complain_sends_nothing_else')}</p>
    </>
  );
}

function Done({ filed, again }: { filed: FileComplaintResponse; again: () => void }) {
  const { receipt, notice } = filed;
  return (
    <div class="card" role="status">
      <h2>{say('complain_done_title')}</h2>
      <p>{say('complain_done')}</p>
      <p class="receipt">{receipt}</p>
      {notice === undefined ? null : (
        <p class="care">{say(`complain_${notice.kind}`, { day: onDay(notice.until) })}</p>
      )}
      <div class="buttons">
        <a href={`#follow=${receipt}`}>{say('complain_follow')}</a>
        <button type="button" onClick={again}>
          {say('complain_another')}
        </button>
      </div>
    </div>
  );
}

async function fileWithProof(
  complaint: Complaint,
  key: string,
  solved: () => void,
): Promise<Asked<FileComplaintResponse>> {
  const proof = await proveWork();
  if (!proof.ok) return proof;
  solved();
  return ask(ENDPOINTS.complaints, FileComplaintResponseSchema, {
    method: 'POST',
    body: complaint,
    headers: { 'Idempotency-Key': key, [PROOF_HEADER]: proof.value },
  });
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
