import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Context } from '../../../policy/index.ts';
import type { ComplaintKind } from '../../../redress/index.ts';
import { sendToBackground } from '../../messaging/send.ts';
import {
  COMMENT_LIMIT,
  canBeReported,
  draftOf,
  isWebAddress,
  KINDS,
  withoutQuery,
} from './complaint-draft.ts';
import { contextName } from './names.ts';
import { Foreign } from './sentence.tsx';
import { say, snake, type WordKey } from './words.ts';

export interface ComplaintFormProps {
  readonly link: { readonly address: string; readonly context: Context };
  /** Version in force, 0 for none. */
  readonly rulesetVersion: number;
  readonly kind: ComplaintKind | '';
  /** What was written before. */
  readonly comment?: string;
  readonly close: () => void;
  readonly filed?: () => Promise<void>;
}

type Progress = 'writing' | 'saving' | 'saved' | 'failed';

/** A complaint about one link, with everything that will be sent in plain sight. */
export function ComplaintForm({
  link,
  rulesetVersion,
  kind: preselected,
  comment: written = '',
  close,
  filed,
}: ComplaintFormProps) {
  const [kind, setKind] = useState<ComplaintKind | ''>(preselected);
  const [comment, setComment] = useState(written);
  const [isShort, setShort] = useState(false);
  const [progress, setProgress] = useState<Progress>('writing');
  const short = withoutQuery(link.address);
  const address = isShort ? (short ?? link.address) : link.address;
  const draft = draftOf({ kind, comment }, { address, context: link.context });

  async function file(event: Event) {
    event.preventDefault();
    if (draft === undefined || progress === 'saving') return;
    setProgress('saving');
    try {
      await sendToBackground('complaint.file', draft);
      setProgress('saved');
      await filed?.();
    } catch {
      // The form stays as it was, so that nothing typed is lost.
      setProgress('failed');
    }
  }

  if (!canBeReported(link.address))
    return <Closing words={say(whyUnsendable(link.address))} close={close} />;
  if (progress === 'saved') return <Closing words={say('complaint_done')} close={close} />;
  return (
    <form class="complaint" onSubmit={(event) => void file(event)}>
      <h3>{say('complaint_title')}</h3>
      <KindField kind={kind} choose={setKind} />
      <CommentField comment={comment} write={setComment} />
      {short === undefined ? null : (
        <label class="check">
          <input
            type="checkbox"
            checked={isShort}
            onChange={({ currentTarget }) => setShort(currentTarget.checked)}
          />
          {say('complaint_without_query')}
        </label>
      )}
      <WillBeSent
        address={address}
        context={link.context}
        kind={kind}
        comment={draft?.comment ?? comment.trim()}
        rulesetVersion={rulesetVersion}
      />
      {progress === 'failed' ? (
        <p class="caution box" role="alert">
          {say('complaint_failed')}
        </p>
      ) : null}
      <div class="buttons">
        <button
          type="submit"
          class="primary"
          disabled={draft === undefined || progress === 'saving'}
        >
          {say('complaint_send')}
        </button>
        <button type="button" onClick={close}>
          {say('complaint_cancel')}
        </button>
      </div>
    </form>
  );
}

function whyUnsendable(address: string): WordKey {
  return isWebAddress(address) ? 'complaint_unsendable' : 'complaint_no_web';
}

function KindField({
  kind,
  choose,
}: {
  kind: ComplaintKind | '';
  choose: (kind: ComplaintKind) => void;
}) {
  const id = useId();
  const field = useRef<HTMLSelectElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <p class="field">
      <label for={id}>{say('complaint_kind')}</label>
      <select
        id={id}
        ref={field}
        required
        value={kind}
        onChange={(event) => choose(event.currentTarget.value as ComplaintKind)}
      >
        <option value="" disabled>
          {say('complaint_choose')}
        </option>
        {KINDS.map((each) => (
          <option value={each}>{say(`kind_${snake(each)}`)}</option>
        ))}
      </select>
    </p>
  );
}

function CommentField({ comment, write }: { comment: string; write: (comment: string) => void }) {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{say('complaint_comment')}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={COMMENT_LIMIT}
        value={comment}
        aria-describedby={`${id}-count`}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <span id={`${id}-count`} class="note count">
        {say('complaint_count', comment.length, COMMENT_LIMIT)}
      </span>
    </p>
  );
}

function WillBeSent(sent: {
  address: string;
  context: Context;
  kind: ComplaintKind | '';
  comment: string;
  rulesetVersion: number;
}) {
  return (
    <section class="box quiet-box">
      <h4>{say('complaint_sends')}</h4>
      <dl class="sent">
        <dt>{say('complaint_field_address')}</dt>
        <dd class="sent-address" dir="ltr">
          <Foreign text={sent.address} />
        </dd>
        <dt>{say('complaint_field_kind')}</dt>
        <dd>{sent.kind === '' ? '–' : say(`kind_short_${snake(sent.kind)}`)}</dd>
        <dt>{say('complaint_field_context')}</dt>
        <dd>{contextName(sent.context)}</dd>
        <dt>{say('complaint_field_comment')}</dt>
        <dd class="sent-comment">
          {sent.comment === '' ? (
            <span class="quiet">{say('complaint_empty')}</span>
          ) : (
            <Foreign text={sent.comment} />
          )}
        </dd>
        <dt>{say('complaint_field_ruleset')}</dt>
        <dd>{sent.rulesetVersion === 0 ? say('complaint_empty') : sent.rulesetVersion}</dd>
      </dl>
      <p class="note">{say('complaint_nothing_else')}</p>
    </section>
  );
}

/** Takes the keyboard, which stood in the form that is gone; the words are read with the button. */
function Closing({ words, close }: { words: string; close: () => void }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div class="complaint">
      <p id={id} role="status">
        {words}
      </p>
      <div class="buttons">
        <button type="button" ref={button} aria-describedby={id} onClick={close}>
          {say('close')}
        </button>
      </div>
    </div>
  );
}
